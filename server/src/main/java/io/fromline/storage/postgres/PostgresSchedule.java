package io.fromline.storage.postgres;

import io.fromline.queue.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** The times that deliveries, relays and calls of webhooks wait for, and those that nodes are counted on until. */
public final class PostgresSchedule implements Schedule {

    private final Database database;

    public PostgresSchedule(Database database) {
        this.database = database;
    }

    @Override
    public int bringForward(Duration by, Instant now) {
        return database.asServer(jdbc -> Stream.of(
                        "update queue set next_attempt_at = next_attempt_at - :by::interval"
                                + " where state = 'queued' and next_attempt_at > :now",
                        "update relay set paused_until = paused_until - :by::interval where paused_until > :now",
                        "update node set ends_at = ends_at - :by::interval where ends_at > :now and not given_up",
                        "update webhook_event set next_attempt_at = next_attempt_at - :by::interval"
                                + " where next_attempt_at > :now")
                .mapToInt(sql -> jdbc.sql(sql)
                        .param("by", by.toString())
                        .param("now", Times.parameter(now))
                        .update())
                .sum());
    }
}
