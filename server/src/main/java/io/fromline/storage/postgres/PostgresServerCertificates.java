package io.fromline.storage.postgres;

import io.fromline.lookout.ServerCertificates;
import java.time.Instant;

/** Certificates that were seen, in the {@code server_certificate} table. */
public final class PostgresServerCertificates implements ServerCertificates.Store {

    private final Database database;

    public PostgresServerCertificates(Database database) {
        this.database = database;
    }

    @Override
    public void seen(String host, int port, ServerCertificates.Term term, Instant now) {
        database.asServer(jdbc -> jdbc.sql("""
                        insert into server_certificate (host, port, valid_from, valid_until, seen_at)
                        values (:host, :port, :from, :until, :now)
                        on conflict (host, port) do update
                        set valid_from = excluded.valid_from, valid_until = excluded.valid_until, seen_at = excluded.seen_at
                        """)
                .param("host", host)
                .param("port", port)
                .param("from", Times.parameter(term.from()))
                .param("until", Times.parameter(term.until()))
                .param("now", Times.parameter(now))
                .update());
    }

    @Override
    public void forget(Instant before) {
        database.asServer(jdbc -> jdbc.sql("delete from server_certificate where seen_at < :before")
                .param("before", Times.parameter(before))
                .update());
    }
}
