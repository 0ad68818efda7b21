package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.diagnosis.Actor;
import io.fromline.diagnosis.Diagnosis;
import io.fromline.diagnosis.Permanence;
import io.fromline.driver.simulator.SimulatorSettings;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.pacing.Count;
import io.fromline.pacing.Learned;
import io.fromline.pacing.LearnedLimit.Taught;
import io.fromline.pacing.Limits;
import io.fromline.pacing.Quota;
import io.fromline.pacing.Verdict;
import io.fromline.queue.Next;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.PublishedLimits;
import io.fromline.relay.RelayLimitStore;
import io.fromline.relay.RelayLimits;
import io.fromline.relay.RelaySettings;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final PublishedLimits PUBLISHED =
            new PublishedLimits(Map.of("gmail", new Limits(null, null, 50, null, null, null, 3)));

    private final OneRelay store = new OneRelay();
    private Instant now = NOON;
    private int nodes = 1;
    private final Pacing pacing = new Pacing(new RelayLimits(store, PUBLISHED, () -> now), () -> now, () -> nodes);
    private LiveRelay relay = relay(1);

    private static LiveRelay relay(int version) {
        return relay(new TenantId("shop"), version);
    }

    private static LiveRelay relay(TenantId owner, int version) {
        var sender = new NamedMailbox("Shop", Mailbox.of("a@shop.example"));
        return new LiveRelay(
                owner, new UUID(0, 1), version, new RelaySettings("gmail", SimulatorSettings.DEFAULT, sender, null));
    }

    private static Diagnosis diagnosis(String cause) {
        return new Diagnosis(cause, Fault.Scope.RELAY, Actor.NOBODY, Permanence.UNTIL_WINDOW_ROLLS, false);
    }

    private void sent(int messages) {
        for (int i = 0; i < messages; i++) {
            assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
            pacing.ended(relay, 1, 1);
        }
    }

    @Test
    void what_went_before_the_start_counts() {
        store.usage.put(NOON.minus(Duration.ofHours(2)), new Count(49, 49));
        sent(1);

        var room = NOON.plus(Duration.ofHours(22)).plusSeconds(60);
        var wait = pacing.admit(relay, 1);
        assertThat(wait).isEqualTo(new Verdict.Wait(room, Quota.MESSAGES_PER_DAY));
        assertThat(pacing.rests(relay, (Verdict.Wait) wait)).isTrue();
        assertThat(store.rest).isEqualTo(new RelayLimitStore.Rest(room, "limit.daily"));
    }

    @Test
    void a_tenants_relay_is_one_nodes_which_counts_what_another_sent_before() {
        nodes = 2;
        sent(30);
        assertThat(pacing.limits(relay).connections()).isEqualTo(3);
        store.usage.put(NOON.minus(Duration.ofMinutes(1)), new Count(49, 49));
        sent(18);

        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
        pacing.took(new Route(relay.owner(), relay.id()));
        pacing.ended(relay, 1, 1); // what was under way, as by the node that this one was before
        store.usage.put(NOON.minus(Duration.ofMinutes(1)), new Count(50, 50));
        assertThat(pacing.admit(relay, 1)).isInstanceOf(Verdict.Wait.class);
        now = NOON.plus(Pacing.FRESH).plusSeconds(1);
        store.usage.clear();
        assertThat(pacing.admit(relay, 1))
                .as("while it is its own it counts by itself, whatever is written down already")
                .isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void several_nodes_share_the_room_that_is_left_of_the_platforms_relay() {
        nodes = 2;
        relay = relay(TenantId.PLATFORM, 1);
        sent(25);
        store.usage.put(NOON.minus(Duration.ofMinutes(1)), new Count(35, 35)); // 10 of them by the other

        sent(7);
        store.usage.put(NOON.minus(Duration.ofMinutes(1)), new Count(49, 49));
        sent(1);
        store.usage.put(NOON.minus(Duration.ofMinutes(1)), new Count(50, 50));

        assertThat(pacing.admit(relay, 1)).isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void what_is_under_way_is_waited_for_and_not_written_down() {
        store.usage.put(NOON.minus(Duration.ofHours(2)), new Count(49, 49));
        pacing.admit(relay, 1);

        assertThat(pacing.admit(relay, 1))
                .isInstanceOfSatisfying(
                        Verdict.Wait.class,
                        wait -> assertThat(pacing.rests(relay, wait)).isFalse());
        pacing.ended(relay, 1, 0);
        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
    }

    @Test
    void changed_limits_hold_soon() {
        sent(10);
        store.own = new Limits(null, null, 5, null, null, null, null);
        sent(1);
        now = now.plus(Pacing.FRESH).plusSeconds(1);

        assertThat(pacing.admit(relay, 1)).isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void other_settings_count_what_the_database_still_has_of_them() {
        sent(50);
        now = now.plusSeconds(10);
        relay = relay(2);

        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
    }

    @Test
    void a_refused_limit_lets_the_relay_rest_and_then_one_message_decides() {
        sent(40);
        var retry = new Next.RetryAt(NOON.plusSeconds(60));

        assertThat(pacing.after(relay, retry, diagnosis("recipient.full"), 2)).isEqualTo(retry);
        assertThat(pacing.after(relay, retry, null, 2)).isEqualTo(retry);
        var until = NOON.plus(Duration.ofDays(1)).plusSeconds(60);
        assertThat(pacing.after(relay, retry, diagnosis("limit.daily"), 2)).isEqualTo(new Next.PauseRelay(until));
        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Wait(until, null));

        now = until;
        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
        assertThat(pacing.admit(relay, 1)).isInstanceOf(Verdict.Wait.class);
        pacing.ended(relay, 1, 1);
        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
    }

    @Test
    void too_many_connections_become_fewer() {
        assertThat(pacing.connections(relay, 10)).isEqualTo(3);
        assertThat(pacing.connections(relay, 2)).isEqualTo(2);
        pacing.after(relay, new Next.GiveUp(), diagnosis("limit.connections"), 3);

        assertThat(pacing.connections(relay, 10)).isEqualTo(2);
    }

    @Test
    void the_operators_word_ends_a_rest_at_once() {
        pacing.after(relay, new Next.GiveUp(), diagnosis("limit.hourly"), 1);
        assertThat(pacing.admit(relay, 1)).isInstanceOf(Verdict.Wait.class);
        store.learned = Learned.NOTHING;
        now = now.plus(Pacing.FRESH).plusSeconds(1);

        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
        assertThat(pacing.admit(relay, 1)).isEqualTo(new Verdict.Now());
    }

    /** Remembers one relay, as the database would. */
    private static final class OneRelay implements RelayLimitStore {

        private Limits own = Limits.NONE;
        private Limits operator = Limits.NONE;
        private Learned learned = Learned.NOTHING;
        private @Nullable Rest rest;
        private final Map<Instant, Count> usage = new HashMap<>();

        @Override
        public Kept kept(TenantId owner, UUID relay) {
            return new Kept(own, operator, learned, rest);
        }

        @Override
        public void own(TenantId owner, UUID relay, Limits limits) {
            own = limits;
        }

        @Override
        public void operator(TenantId owner, UUID relay, Limits limits) {
            operator = limits;
            learned = Learned.NOTHING;
        }

        @Override
        public void rest(TenantId owner, UUID relay, int version, Rest until) {
            rest = until;
        }

        @Override
        public Taught teach(TenantId owner, UUID relay, Function<Kept, Taught> lesson) {
            var taught = lesson.apply(kept(owner, relay));
            learned = taught.learned();
            return taught;
        }

        @Override
        public Recorded recorded(TenantId owner, UUID relay, Instant since) {
            return new Recorded(kept(owner, relay), Map.copyOf(usage));
        }

        @Override
        public int prune(Instant before) {
            return 0;
        }
    }
}
