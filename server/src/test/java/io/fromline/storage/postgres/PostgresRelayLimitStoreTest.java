package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.pacing.Count;
import io.fromline.pacing.Excess;
import io.fromline.pacing.Learned;
import io.fromline.pacing.LearnedLimit;
import io.fromline.pacing.Limits;
import io.fromline.pacing.Usage;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.RelayLimitStore.Kept;
import io.fromline.relay.RelayLimitStore.Rest;
import io.fromline.storage.postgres.RelayUsageRows.Went;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresRelayLimitStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Limits LOW = new Limits(10, null, 100, null, null, 20, 1);
    private static final Limits HIGH = new Limits(null, null, 2000, 10_000, null, null, null);

    private final Database database = TestDatabase.database();
    private final PostgresRelayLimitStore store = new PostgresRelayLimitStore(database);
    private final TenantId shop = new TenantId("t-" + Ids.next());
    private final UUID relay = Ids.next();

    @BeforeEach
    void relay() {
        sql("""
                insert into relay (tenant_id, id, provider, state, live, live_version, created_at)
                values (:tenant, :relay, 'gmail', 'active', '{"server": "smtp.gmail.com", "username": "a@shop.example"}', 1, now())
                """);
    }

    @AfterEach
    void remove() {
        new PostgresTenantStore(database).delete(shop);
    }

    private void sql(String statement) {
        database.asServer(jdbc -> jdbc.sql(statement)
                .param("tenant", shop.value())
                .param("relay", relay)
                .update());
    }

    private void went(Instant at, int messages, int recipients) {
        var went = List.of(new Went(new Route(shop, relay), at, new Count(messages, recipients)));
        database.asServer(jdbc -> jdbc.sql(RelayUsageRows.ADD)
                .params(RelayUsageRows.parameters(went))
                .update());
    }

    private Map<Instant, Count> usage(UUID of, Instant since) {
        return store.recorded(shop, of, since).usage();
    }

    private Learned taught() {
        var usage = new Usage();
        usage.record(NOON, new Count(300, 300));
        return store.teach(
                        shop,
                        relay,
                        kept -> LearnedLimit.after(
                                kept.learned(), HIGH, new LearnedLimit.Told(Excess.DAY, NOON, usage, 2)))
                .learned();
    }

    @Test
    void nothing_is_kept_of_a_new_relay() {
        assertThat(store.kept(shop, relay)).isEqualTo(new Kept(Limits.NONE, Limits.NONE, Learned.NOTHING, null));
        assertThat(usage(relay, Instant.EPOCH)).isEmpty();
    }

    @Test
    void everybodys_limits_are_kept_apart() {
        store.operator(shop, relay, HIGH);
        store.own(shop, relay, LOW);
        var learned = taught();

        assertThat(store.kept(shop, relay)).isEqualTo(new Kept(LOW, HIGH, learned, null));
        assertThat(learned.at(NOON).messagesPerDay()).isEqualTo(1000);
    }

    @Test
    void whoever_sets_limits_for_the_provider_knows_better_than_what_was_learned() {
        store.own(shop, relay, LOW);
        taught();
        store.operator(shop, relay, HIGH);

        assertThat(store.kept(shop, relay)).isEqualTo(new Kept(LOW, HIGH, Learned.NOTHING, null));
    }

    @Test
    void a_relay_rests_only_with_the_settings_that_it_was_said_to() {
        sql("update relay set paused_until = '2026-11-23T14:20:00Z', paused_cause = 'limit.daily', paused_version = 1 "
                + "where tenant_id = :tenant and id = :relay");
        assertThat(store.kept(shop, relay).rest())
                .isEqualTo(new Rest(Instant.parse("2026-11-23T14:20:00Z"), "limit.daily"));

        sql("update relay set live_version = 2 where tenant_id = :tenant and id = :relay");
        assertThat(store.kept(shop, relay).rest()).isNull();
    }

    @Test
    void a_rest_for_want_of_room_ends_when_the_limits_change() {
        var until = Instant.parse("2026-11-23T14:20:00Z");
        store.rest(shop, relay, 1, new Rest(until, "limit.daily"));
        store.rest(shop, relay, 1, new Rest(until.minusSeconds(60), "limit.hourly"));
        assertThat(store.kept(shop, relay).rest()).isEqualTo(new Rest(until, "limit.daily"));

        store.own(shop, relay, LOW);
        assertThat(store.kept(shop, relay).rest()).isNull();

        store.rest(shop, relay, 7, new Rest(until, "limit.daily"));
        assertThat(store.kept(shop, relay).rest()).as("of other settings").isNull();
    }

    @Test
    void a_rest_that_the_provider_asked_for_ends_only_by_the_operators_word() {
        var asked = java.util.Objects.requireNonNull(taught().pause()).until();
        store.rest(shop, relay, 1, new Rest(asked, "limit.daily"));
        store.own(shop, relay, LOW);
        assertThat(store.kept(shop, relay).rest()).isEqualTo(new Rest(asked, "limit.daily"));

        store.operator(shop, relay, HIGH);
        assertThat(store.kept(shop, relay).rest()).isNull();
    }

    @Test
    void what_went_is_summed_by_minute() {
        went(NOON.plusSeconds(3), 1, 2);
        went(NOON.plusSeconds(59), 1, 1);
        went(NOON.plusSeconds(60), 1, 5);
        went(NOON.minusSeconds(1), 1, 1);

        assertThat(usage(relay, NOON)).isEqualTo(Map.of(NOON, new Count(2, 3), NOON.plusSeconds(60), new Count(1, 5)));
    }

    @Test
    void many_are_counted_in_one_statement_and_at_the_same_time() throws Exception {
        var second = Ids.next();
        var batch = List.of(
                new Went(new Route(shop, relay), NOON, new Count(1, 1)),
                new Went(new Route(shop, second), NOON, new Count(1, 3)),
                new Went(new Route(shop, relay), NOON.plusSeconds(30), new Count(1, 2)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                boolean turned = i % 2 == 0;
                threads.submit(() -> database.asServer(jdbc -> jdbc.sql(RelayUsageRows.ADD)
                        .params(RelayUsageRows.parameters(turned ? batch.reversed() : batch))
                        .update()));
            }
        }
        assertThat(usage(relay, NOON)).isEqualTo(Map.of(NOON, new Count(40, 60)));
        assertThat(usage(second, NOON)).isEqualTo(Map.of(NOON, new Count(20, 60)));
    }

    @Test
    void old_counts_are_forgotten() {
        went(NOON.minusSeconds(25 * 3600 + 60), 1, 1);
        went(NOON.minusSeconds(3600), 1, 1);

        assertThat(store.prune(NOON.minusSeconds(25 * 3600))).isGreaterThanOrEqualTo(1);
        assertThat(usage(relay, Instant.EPOCH)).containsOnlyKeys(NOON.minusSeconds(3600));
    }

    @Test
    void another_password_changes_nothing_and_another_account_begins_anew_with_the_owners_limits() {
        went(NOON, 5, 5);
        store.operator(shop, relay, HIGH);
        store.own(shop, relay, LOW);
        var learned = taught();

        sql("update relay set live = live || '{\"senderName\": \"Shop\"}', live_version = 2 "
                + "where tenant_id = :tenant and id = :relay");
        assertThat(store.kept(shop, relay)).isEqualTo(new Kept(LOW, HIGH, learned, null));
        assertThat(usage(relay, NOON)).hasSize(1);

        sql("update relay set live = live || '{\"username\": \"b@shop.example\"}', live_version = 3 "
                + "where tenant_id = :tenant and id = :relay");
        assertThat(store.kept(shop, relay)).isEqualTo(new Kept(LOW, Limits.NONE, Learned.NOTHING, null));
        assertThat(usage(relay, NOON)).isEmpty();
    }
}
