package io.fromline.storage.postgres;

import io.fromline.pacing.Count;
import io.fromline.queue.WaitingMail.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts what went over relays, in the caller's transaction. */
final class RelayUsageRows {

    private RelayUsageRows() {}

    /** What went over a relay at some time. */
    record Went(Route route, Instant at, Count count) {}

    private record Key(Route route, Instant minute) {}

    /** One statement for all of them; in the order of their keys, so that two nodes never wait crosswise. */
    static void add(JdbcClient jdbc, List<Went> all) {
        var sums = new HashMap<Key, Count>();
        all.forEach(went -> sums.merge(
                new Key(went.route(), went.at().truncatedTo(ChronoUnit.MINUTES)), went.count(), Count::plus));
        if (sums.isEmpty()) {
            return;
        }
        var columns = new Columns<>(sums.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Key, Count> e) ->
                                e.getKey().route().owner().value())
                        .thenComparing(e -> e.getKey().route().relay())
                        .thenComparing(e -> e.getKey().minute()))
                .toList());
        jdbc.sql("""
                insert into relay_usage as u (tenant_id, relay_id, minute, messages, recipients)
                select * from unnest(:owners::text[], :relays::uuid[], :minutes::timestamptz[], :messages::int[], :recipients::int[])
                on conflict (tenant_id, relay_id, minute)
                do update set messages = u.messages + excluded.messages, recipients = u.recipients + excluded.recipients
                """)
                .param("owners", columns.texts(e -> e.getKey().route().owner().value()))
                .param("relays", columns.ids(e -> e.getKey().route().relay()))
                .param("minutes", columns.times(e -> e.getKey().minute()))
                .param("messages", columns.numbers(e -> e.getValue().messages()))
                .param("recipients", columns.numbers(e -> e.getValue().recipients()))
                .update();
    }

    static Map<Instant, Count> since(JdbcClient jdbc, Route route, Instant since) {
        var counts = new HashMap<Instant, Count>();
        jdbc.sql("""
                select minute, messages, recipients from relay_usage
                where tenant_id = :owner and relay_id = :relay and minute >= :since
                """)
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .param("since", Times.parameter(since))
                .query(row -> {
                    counts.put(
                            Times.instant(row, "minute"), new Count(row.getInt("messages"), row.getInt("recipients")));
                });
        return counts;
    }
}
