package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Observed.Amount;
import io.fromline.alert.Observed.Used;
import io.fromline.pacing.Count;
import io.fromline.pacing.Limits;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.PublishedLimits;
import io.fromline.storage.postgres.RelayUsageRows.Went;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayUseTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final PublishedLimits PUBLISHED =
            new PublishedLimits(Map.of("gmail", new Limits(null, null, 500, 600, null, null, null)));

    private final Database database = TestDatabase.database();
    private final PostgresObservations observations = new PostgresObservations(database, PUBLISHED);
    private final TenantId shop = new TenantId("t-" + Ids.next());
    private final UUID relay = Ids.next();

    @BeforeEach
    void relay() {
        database.asServer(jdbc -> jdbc.sql("""
                insert into relay (tenant_id, id, provider, state, live, live_version, created_at, last_success_at)
                values (:tenant, :relay, 'gmail', 'active', '{"server": "smtp.gmail.com"}', 1, :at, :at)
                """)
                .param("tenant", shop.value())
                .param("relay", relay)
                .param("at", Times.parameter(NOON))
                .update());
    }

    @AfterEach
    void remove() {
        new PostgresTenantStore(database).delete(shop);
    }

    private void went(Instant at, int messages, int recipients) {
        var went = List.of(new Went(new Route(shop, relay), at, new Count(messages, recipients)));
        database.asServer(jdbc -> jdbc.sql(RelayUsageRows.ADD)
                .params(RelayUsageRows.parameters(went))
                .update());
    }

    private List<Amount> seen() {
        return observations.look(NOON).used().stream()
                .filter(used -> used.tenant().equals(shop))
                .map(Used::amount)
                .toList();
    }

    @Test
    void a_relay_is_near_its_limit_when_four_fifths_of_it_went_within_a_day() {
        went(NOON.minus(Duration.ofHours(26)), 400, 400);
        went(NOON.minus(Duration.ofHours(3)), 399, 399);
        assertThat(seen()).isEmpty();

        went(NOON.minus(Duration.ofHours(1)), 1, 1);
        assertThat(seen())
                .containsExactly(new Amount(
                        400, 500, false, NOON.plus(Duration.ofHours(21)).plusSeconds(60)));
    }

    @Test
    void where_recipients_are_nearer_to_their_limit_they_count() {
        went(NOON.minus(Duration.ofHours(3)), 100, 600);

        assertThat(seen())
                .containsExactly(new Amount(
                        600, 600, true, NOON.plus(Duration.ofHours(21)).plusSeconds(60)));
    }

    @Test
    void what_the_tenant_and_the_operator_set_counts() {
        var store = new PostgresRelayLimitStore(database);
        went(NOON.minus(Duration.ofHours(3)), 90, 90);
        store.own(shop, relay, new Limits(null, null, 100, null, null, null, null));
        assertThat(seen()).extracting(Amount::limit).containsExactly(100);

        store.own(shop, relay, Limits.NONE);
        store.operator(shop, relay, new Limits(null, null, 95, null, null, null, null));
        assertThat(seen()).extracting(Amount::limit).containsExactly(95);
    }
}
