package io.fromline.storage.postgres;

import io.fromline.log.LogDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;

/** The log's days as partitions, which functions of the schema make and drop: the server itself owns no table. */
public final class PostgresLogDays implements LogDays {

    private final Database database;

    public PostgresLogDays(Database database) {
        this.database = database;
    }

    @Override
    public void ready(Collection<LocalDate> days) {
        // Each in a transaction of its own, which holds locks for a moment only.
        days.forEach(day -> database.asServer(jdbc -> jdbc.sql("select ready_log_day(:day)")
                .param("day", day)
                .query((row, n) -> true)
                .single()));
    }

    @Override
    public int dropBefore(LocalDate day) {
        return database.asServer(jdbc -> jdbc.sql("select drop_log_days(:day)")
                .param("day", day)
                .query(Integer.class)
                .single());
    }

    @Override
    public int forgetBefore(Instant time) {
        return database.asServer(jdbc -> jdbc.sql("delete from idempotency where created_at < :before")
                        .param("before", Times.parameter(time))
                        .update()
                + jdbc.sql("delete from daily_usage where day < :before::date")
                        .param("before", Times.parameter(time))
                        .update());
    }
}
