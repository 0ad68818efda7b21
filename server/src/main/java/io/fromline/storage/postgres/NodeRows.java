package io.fromline.storage.postgres;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which processes work on this database, and until when the others count on each. */
final class NodeRows {

    private NodeRows() {}

    /** How many are alive, this one included; 0 when the others gave it up. */
    static int keepAlive(JdbcClient jdbc, UUID node, Instant now, Instant until) {
        return jdbc.sql("""
                        with kept as (
                            insert into node as n (id, ends_at) values (:node, :until)
                            on conflict (id) do update set ends_at = excluded.ends_at where not n.given_up
                            returning 1
                        )
                        select (select count(*) from kept)
                               * (1 + (select count(*) from node where id <> :node and not given_up and ends_at > :now))
                        """)
                .param("node", node)
                .param("now", Times.parameter(now))
                .param("until", Times.parameter(until))
                .query(Integer.class)
                .single();
    }

    /** Whether another is late and not given up yet. */
    static boolean anyLate(JdbcClient jdbc, UUID node, Instant now) {
        return jdbc.sql("select exists (select from node where id <> :node and not given_up and ends_at < :now)")
                .param("node", node)
                .param("now", Times.parameter(now))
                .query(Boolean.class)
                .single();
    }

    /** @param alone whether nobody else can be there */
    static int giveUpLate(JdbcClient jdbc, UUID node, Instant now, boolean alone) {
        return jdbc.sql(
                        "update node set given_up = true where id <> :node and not given_up and (:alone or ends_at < :now)")
                .param("node", node)
                .param("alone", alone)
                .param("now", Times.parameter(now))
                .update();
    }

    /** It is gone, and calls the others. */
    static int leave(JdbcClient jdbc, UUID node) {
        jdbc.sql("update node set given_up = true where id = :node")
                .param("node", node)
                .update();
        return WakeUps.call(jdbc, WakeUps.EVERYBODY);
    }
}
