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

/** What went over relays, by minutes. */
final class RelayUsageRows {

    private RelayUsageRows() {}

    /** What went over a relay at some time. */
    record Went(Route route, Instant at, Count count) {}

    private record Key(Route route, Instant minute) {}

    /** Adds what {@link #parameters} say. */
    static final String ADD = """
            insert into relay_usage as u (tenant_id, relay_id, minute, messages, recipients)
            select * from unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::int[], ?::int[])
            on conflict (tenant_id, relay_id, minute)
            do update set messages = u.messages + excluded.messages, recipients = u.recipients + excluded.recipients
            """;

    /** The parameters of {@link #ADD}, in its order. */
    static List<Object> parameters(List<Went> all) {
        var columns = new Columns<>(sums(all));
        return List.of(
                columns.texts(w -> w.route().owner().value()),
                columns.ids(w -> w.route().relay()),
                columns.times(Went::at),
                columns.numbers(w -> w.count().messages()),
                columns.numbers(w -> w.count().recipients()));
    }

    /** A row for each relay and minute, in the order of their keys, so that two nodes never wait crosswise. */
    private static List<Went> sums(List<Went> all) {
        var sums = new HashMap<Key, Count>();
        all.forEach(went -> sums.merge(
                new Key(went.route(), went.at().truncatedTo(ChronoUnit.MINUTES)), went.count(), Count::plus));
        return sums.entrySet().stream()
                .map(sum -> new Went(sum.getKey().route(), sum.getKey().minute(), sum.getValue()))
                .sorted(Comparator.comparing((Went went) -> went.route().owner().value())
                        .thenComparing(went -> went.route().relay())
                        .thenComparing(Went::at))
                .toList();
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
