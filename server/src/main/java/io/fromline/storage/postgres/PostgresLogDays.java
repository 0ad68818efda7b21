package io.fromline.storage.postgres;

import io.fromline.log.LogDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log's days as partitions, which functions of the schema make and drop: the server itself owns no table. */
public final class PostgresLogDays implements LogDays {

    private static final List<String> TABLES = List.of("submission", "delivery", "delivery_attempt");

    private final Database database;

    public PostgresLogDays(Database database) {
        this.database = database;
    }

    @Override
    public void ready(Collection<LocalDate> days) {
        for (var day : days) {
            for (var table : TABLES) {
                said(jdbc -> jdbc.sql("select true from ready_log_day(:table, :day)")
                        .param("table", table)
                        .param("day", day));
            }
        }
    }

    @Override
    public int dropBefore(LocalDate day) {
        int dropped = 0;
        if (said(jdbc -> jdbc.sql("select keep_unsent(:day)").param("day", day))) {
            while (said(jdbc -> jdbc.sql("select drop_log_part(:day)").param("day", day))) {
                dropped++;
            }
        }
        database.asServer(jdbc -> RenderingRows.dropBefore(jdbc, day));
        return dropped;
    }

    private boolean said(Function<JdbcClient, JdbcClient.StatementSpec> statement) {
        return database.asServerAtOnce(
                jdbc -> statement.apply(jdbc).query(Boolean.class).single());
    }

    @Override
    public int forgetBefore(Instant time) {
        return database.asServer(jdbc -> jdbc.sql("delete from idempotency where created_at < :before")
                        .param("before", Times.parameter(time))
                        .update()
                + jdbc.sql("delete from daily_usage where day < :before::date")
                        .param("before", Times.parameter(time))
                        .update()
                + jdbc.sql("delete from node where given_up and ends_at < :before::timestamptz - interval '30 days'")
                        .param("before", Times.parameter(time))
                        .update());
    }
}
