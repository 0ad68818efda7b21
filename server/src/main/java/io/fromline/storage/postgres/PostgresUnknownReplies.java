package io.fromline.storage.postgres;

import io.fromline.diagnosis.UnknownReply;
import io.fromline.diagnosis.UnknownReplyStore;
import java.time.Instant;
import java.util.List;

/** Keeps replies that no rule knew; they are nobody's, for what could tell whose they were is gone. */
public final class PostgresUnknownReplies implements UnknownReplyStore {

    private final Database database;

    public PostgresUnknownReplies(Database database) {
        this.database = database;
    }

    @Override
    public void add(UnknownReply.Gist gist, long times, Instant at) {
        database.asServer(jdbc -> {
            jdbc.sql("delete from unknown_reply where last_seen_at < :before")
                    .param("before", Times.parameter(at.minus(MEMORY)))
                    .update();
            return jdbc.sql("""
                            insert into unknown_reply (provider, phase, code, text, cause, first_seen_at, last_seen_at, times)
                            values (:provider, :phase, :code, :text, :cause, :at, :at, :times)
                            on conflict (provider, phase, code, text) do update
                            set cause = excluded.cause, last_seen_at = excluded.last_seen_at,
                                times = unknown_reply.times + excluded.times
                            """)
                    .param("provider", gist.provider())
                    .param("phase", gist.phase())
                    .param("code", gist.code())
                    .param("text", gist.text())
                    .param("cause", gist.cause())
                    .param("at", Times.parameter(at))
                    .param("times", times)
                    .update();
        });
    }

    @Override
    public List<UnknownReply> mostFrequent(int limit) {
        return database.asServer(jdbc -> jdbc.sql(
                        "select * from unknown_reply order by times desc, last_seen_at desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new UnknownReply(
                        new UnknownReply.Gist(
                                row.getString("provider"),
                                row.getString("phase"),
                                row.getInt("code"),
                                row.getString("text"),
                                row.getString("cause")),
                        Times.instant(row, "first_seen_at"),
                        Times.instant(row, "last_seen_at"),
                        row.getLong("times")))
                .list());
    }
}
