package dev.pawl.store.access;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiKeyRepository extends GenericRepository<ApiKey, String> {

    @Query("""
            select found.* from unnest(cast(:ids as text[])) as asked (id)
            cross join lateral pawl_find_api_key(asked.id) as found""")
    List<ApiKey> findOfAnyTenant(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

    @Query("select * from api_keys where id = :id")
    Optional<ApiKey> find(String id);

    @Query("select * from api_keys order by created_at desc, id desc")
    List<ApiKey> all();

    /// Nobody else revokes one of them meanwhile.
    @Query("select * from api_keys where revoked_at is null order by id for update")
    List<ApiKey> lockUnrevoked();

    @Query("""
            insert into api_keys (tenant, id, name, secret_hash, scopes, created_at, expires_at)
            values (:tenant, :id, :name, :secretHash, :scopes, :createdAt, :expiresAt)""")
    void insert(ApiKey key);

    @Query("""
            insert into api_keys (tenant, id, name, secret_hash, scopes, created_at, expires_at)
            values (:tenant, :id, :name, :secretHash, :scopes, :createdAt, :expiresAt)
            on conflict (tenant, id) do update
            set name = excluded.name, secret_hash = excluded.secret_hash, scopes = excluded.scopes""")
    void install(ApiKey key);

    @Query("update api_keys set revoked_at = :at where id = :id and revoked_at is null")
    int revoke(String id, Instant at);

    @Query("""
            update api_keys set last_used_at = :at
            where id = :id and (last_used_at is null or last_used_at <= :notSince or last_used_at > :notBeyond)""")
    int noteUse(String id, Instant at, Instant notSince, Instant notBeyond);
}
