package dev.pawl.store.blob;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RoundRepository extends GenericRepository<Round, Instant> {

    /// The round that is due, a new one or one that somebody left, until the lease ends; null while none is. A
    /// tenant that is seen for the first time has its first round another time: one that is due at `first`. What is
    /// due later than `beyond` was written by a clock that has gone back since.
    @Query("""
            insert into collections (due_at, began_at) values (:first, :now)
            on conflict (tenant) do update
            set due_at = :leaseEnd,
                began_at = case when collections.place = '' then excluded.began_at else collections.began_at end,
                objects = case when collections.place = '' then 0 else collections.objects end,
                bytes = case when collections.place = '' then 0 else collections.bytes end
            where collections.due_at <= excluded.began_at or collections.due_at > :beyond
            returning due_at, place""")
    @Nullable
    Round claim(Instant now, Instant leaseEnd, Instant first, Instant beyond);

    /// Answers 0 where another has taken the round over.
    @Query("""
            update collections
            set due_at = :leaseEnd, place = :reached, objects = objects + :more, bytes = bytes + :moreBytes
            where due_at = :held""")
    int advance(Instant held, Instant leaseEnd, String reached, long more, long moreBytes);

    @Query("update collections set due_at = :next, place = '', ended_at = :now where due_at = :held")
    int end(Instant held, Instant now, Instant next);
}
