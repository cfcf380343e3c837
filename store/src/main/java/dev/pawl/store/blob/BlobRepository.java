package dev.pawl.store.blob;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface BlobRepository extends GenericRepository<Blob, String> {

    @Query("""
            insert into blobs (digest, size, media_type, stored_size, key_id, created_at)
            values (:digest, :size, :mediaType, :storedSize, :keyId, :createdAt)
            on conflict (tenant, digest) do update set key_id = excluded.key_id""")
    void keep(Blob blob);

    @Query("select * from blobs where digest = :digest")
    Optional<Blob> find(String digest);
}
