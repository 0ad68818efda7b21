package io.fromline.storage.postgres;

import io.fromline.pacing.Count;
import io.fromline.queue.WaitingMail.Route;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    /** What {@link #since} reads of a row, beside other columns. */
    static final String COLUMNS = "went.minutes, went.messages, went.recipients";

    /** What went over {@code asked.relay} of {@code asked.owner} since then, as lists of the same length, or nulls. */
    static final String SINCE = """
            cross join lateral (
                select array_agg(extract(epoch from u.minute)::bigint) as minutes, array_agg(u.messages) as messages,
                       array_agg(u.recipients) as recipients
                from relay_usage u
                where u.tenant_id = asked.owner and u.relay_id = asked.relay and u.minute >= :since
            ) went
            """;

    static Map<Instant, Count> since(JdbcClient jdbc, Route route, Instant since) {
        return jdbc.sql("select " + COLUMNS + " from (select :owner::text as owner, :relay::uuid as relay) asked "
                        + SINCE)
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .param("since", Times.parameter(since))
                .query((row, n) -> since(row))
                .single();
    }

    static Map<Instant, Count> since(ResultSet row) throws SQLException {
        var minutes = row.getArray("minutes");
        if (minutes == null) {
            return Map.of();
        }
        var times = (Long[]) minutes.getArray();
        var messages = (Integer[]) row.getArray("messages").getArray();
        var recipients = (Integer[]) row.getArray("recipients").getArray();
        var counts = new HashMap<Instant, Count>();
        for (int i = 0; i < times.length; i++) {
            counts.put(Instant.ofEpochSecond(times[i]), new Count(messages[i], recipients[i]));
        }
        return counts;
    }
}
