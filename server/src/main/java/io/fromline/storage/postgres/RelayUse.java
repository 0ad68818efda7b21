package io.fromline.storage.postgres;

import io.fromline.alert.Observed.Amount;
import io.fromline.alert.Observed.RelayName;
import io.fromline.alert.Observed.Used;
import io.fromline.pacing.Count;
import io.fromline.pacing.Forecast;
import io.fromline.pacing.Limits;
import io.fromline.pacing.Usage;
import io.fromline.pacing.Window;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.PublishedLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks which relays are near their limits of a day; what went by minutes is read of those only. */
final class RelayUse {

    private static final Duration COUNTED = Duration.ofHours(25);

    private RelayUse() {}

    private record Candidate(RelayName relay, Limits holds, Count day) {

        static Candidate of(ResultSet row, PublishedLimits published, Instant now) throws SQLException {
            var relay = PostgresObservations.name(row);
            return new Candidate(
                    relay,
                    Limits.effective(
                            published.of(relay.provider()),
                            PostgresRelayLimitStore.limits(row, "operator"),
                            PostgresRelayLimitStore.learned(row).at(now),
                            PostgresRelayLimitStore.limits(row, "own")),
                    new Count(row.getInt("messages"), row.getInt("recipients")));
        }

        boolean near() {
            var messages = holds.messagesPerDay();
            var recipients = holds.recipientsPerDay();
            return messages != null && Forecast.near(day.messages(), messages)
                    || recipients != null && Forecast.near(day.recipients(), recipients);
        }
    }

    static Stream<Used> near(JdbcClient jdbc, PublishedLimits published, Instant now) {
        return candidates(jdbc, published, now)
                .filter(Candidate::near)
                .flatMap(candidate -> used(jdbc, candidate, now));
    }

    private static Stream<Candidate> candidates(JdbcClient jdbc, PublishedLimits published, Instant now) {
        return jdbc
                .sql("select " + PostgresObservations.NAME + """
                    , l.own, l.operator, l.learned, u.messages, u.recipients
                from relay r
                left join relay_limit l on l.tenant_id = r.tenant_id and l.relay_id = r.id
                cross join lateral (
                    select sum(messages) as messages, sum(recipients) as recipients from relay_usage
                    where tenant_id = r.tenant_id and relay_id = r.id and minute > :since
                ) u
                where r.state in ('active', 'standby') and r.live is not null and r.last_success_at > :since
                  and (l.relay_id is not null or r.provider = any (:limited))
                """)
                .param("since", Times.parameter(now.minus(COUNTED)))
                .param("limited", published.byProvider().keySet().toArray(String[]::new))
                .query((row, n) -> Candidate.of(row, published, now))
                .list()
                .stream();
    }

    private static Stream<Used> used(JdbcClient jdbc, Candidate candidate, Instant now) {
        var relay = candidate.relay();
        var usage = new Usage();
        var route = new Route(relay.owner(), UUID.fromString(relay.id()));
        usage.restore(now, RelayUsageRows.since(jdbc, route, now.minus(COUNTED)));
        return Forecast.of(Window.DAY, candidate.holds(), usage, now)
                .map(forecast -> new Used(
                        relay.owner(),
                        relay,
                        new Amount(
                                forecast.used(),
                                forecast.limit(),
                                forecast.quota().ofRecipients(),
                                forecast.freesAt())))
                .stream();
    }
}
