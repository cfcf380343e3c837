package dev.pawl.store.blob;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface BlobRepository extends GenericRepository<Blob, String> {

    /// Answers null where the edition was used up while it was sent.
    @Query("""
            insert into blobs (digest, size, media_type, stored_size, key_id, created_at, wanted_at, edition)
            values (:digest, :size, :mediaType, :storedSize, :keyId, :at, :at, :edition)
            on conflict (tenant, digest) do update
            set size = excluded.size, stored_size = excluded.stored_size, key_id = excluded.key_id,
                media_type = case
                    when blobs.taken_at is null
                        and blobs.media_type not in ('application/x-git-bundle', 'application/x-pawl-transcript')
                    then blobs.media_type else excluded.media_type end,
                wanted_at = excluded.wanted_at, edition = excluded.edition, taken_at = null
            where (blobs.taken_at is null and blobs.edition = excluded.edition)
                or (blobs.taken_at is not null and blobs.edition < excluded.edition)
            returning digest""")
    @Nullable
    String keep(String digest, long size, String mediaType, long storedSize, String keyId, int edition, Instant at);

    @Query("select * from blobs where digest = :digest and taken_at is null")
    Optional<Blob> find(String digest);

    /// Says that a blob is needed anew, as what it is put: bytes that are a bundle and something else count as the
    /// latter; so do those of a transcript.
    @Query("""
            update blobs
            set wanted_at = :at,
                media_type = case
                    when media_type in ('application/x-git-bundle', 'application/x-pawl-transcript')
                    then :mediaType else media_type end
            where digest = :digest and taken_at is null
            returning *""")
    @Nullable
    Blob want(String digest, String mediaType, Instant at);

    @Query("select case when taken_at is null then edition else edition + 1 end from blobs where digest = :digest")
    Optional<Integer> nextEdition(String digest);

    @Query("select * from blobs where digest in (:digests)")
    List<Blob> all(Collection<String> digests);

    @Query("select exists (select from blobs)")
    boolean any();

    /// Bundles and transcripts that nothing refers to, locked: whoever is about to refer to one waits, or is waited
    /// for.
    @Query("""
            select digest from blobs blob
            where media_type in ('application/x-git-bundle', 'application/x-pawl-transcript')
                and taken_at is null and wanted_at < :before
                and not exists (select from packs where packs.blob = blob.digest)
                and not exists (select from bundles where bundles.blob = blob.digest)
                and not exists (select from verdicts where verdicts.evidence = blob.digest)
                and not exists (select from invocations where invocations.transcript = blob.digest)
            order by digest limit :limit
            for update skip locked""")
    List<String> unwanted(Instant before, int limit);

    /// Asked again under the lock: who held it before may have referred to one.
    @Query("""
            with taken as (
                update blobs blob set taken_at = :at
                where digest in (:digests)
                    and not exists (select from packs where packs.blob = blob.digest)
                    and not exists (select from bundles where bundles.blob = blob.digest)
                    and not exists (select from verdicts where verdicts.evidence = blob.digest)
                    and not exists (select from invocations where invocations.transcript = blob.digest)
                returning *)
            select * from taken order by digest""")
    List<Blob> take(Collection<String> digests, Instant at);

    /// Uses up the name of an object of which there is no row; answers null where there is one now.
    @Query("""
            insert into blobs (digest, size, media_type, stored_size, key_id, created_at, wanted_at, edition, taken_at)
            values (:digest, 0, '', 0, '', :at, :at, :edition, :at)
            on conflict (tenant, digest) do update set edition = excluded.edition, taken_at = excluded.taken_at
            where blobs.taken_at is not null and blobs.edition < excluded.edition
            returning digest""")
    @Nullable
    String bury(String digest, int edition, Instant at);
}
