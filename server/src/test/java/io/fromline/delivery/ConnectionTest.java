package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.diagnosis.Diagnoser;
import io.fromline.driver.Driver;
import io.fromline.driver.DriverRegistry;
import io.fromline.driver.Session;
import io.fromline.driver.simulator.SimulatorSettings;
import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Reply;
import io.fromline.pacing.Learned;
import io.fromline.pacing.LearnedLimit.Taught;
import io.fromline.pacing.Limits;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.queue.Priority;
import io.fromline.queue.Settlement;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.PublishedLimits;
import io.fromline.relay.RelayLimitStore;
import io.fromline.relay.RelayLimits;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one connection does with the mail of its outlet; the sessions are played. */
class ConnectionTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final TenantId SHOP = new TenantId("shop");
    private static final Route ROUTE = new Route(SHOP, new UUID(0, 1));

    private final Played driver = new Played();
    private final Node node = new Node(() -> NOON, new Random(1));
    private final Outlet outlet = new Outlet(ROUTE, 1);
    private final Kept queue = new Kept(outlet);
    private Limits limits = Limits.NONE;

    @BeforeEach
    void alive() {
        node.alive(NOON.plusSeconds(3600), 1);
    }

    @Test
    void what_waits_follows_over_one_session() {
        waiting(10);
        serve();
        assertThat(driver.opened).isEqualTo(1);
        assertThat(queue.settled).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(queue.back).isEmpty();
        assertThat(driver.asked).isEqualTo(1);
    }

    @Test
    void what_a_session_leaves_goes_over_the_next_and_was_no_attempt() {
        driver.takes = 3;
        driver.window = 5;
        waiting(10);
        serve();
        assertThat(driver.opened).isEqualTo(4);
        assertThat(queue.settled).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(queue.outcomes).containsOnly("accepted");
        assertThat(queue.back).isEmpty();
    }

    @Test
    void nothing_follows_that_pacing_does_not_let_through() {
        limits = new Limits(null, null, 4, null, null, null, null);
        driver.window = 8;
        waiting(10);
        serve();
        assertThat(queue.settled).containsExactly("0", "1", "2", "3");
        assertThat(queue.back).hasSize(6);
    }

    @Test
    void no_session_is_offered_more_than_the_relay_takes_of_one() {
        limits = new Limits(null, null, null, null, null, 3, null);
        driver.window = 8;
        waiting(10);
        serve();
        assertThat(driver.opened).isEqualTo(4);
        assertThat(driver.mostOffered).isEqualTo(3);
        assertThat(queue.settled).hasSize(10);
    }

    @Test
    void sessions_that_take_nothing_end_as_a_failure_and_not_never() {
        driver.takes = 0;
        waiting(1);
        serve();
        assertThat(driver.opened).isEqualTo(3);
        assertThat(queue.outcomes).containsExactly("deferred");
    }

    @Test
    void what_was_under_way_when_something_broke_is_marked_and_the_rest_given_back() {
        driver.window = 4;
        driver.breaksAfter = 2;
        waiting(10);
        assertThatThrownBy(this::serve).hasMessage("broken");
        assertThat(queue.settled).containsExactly("0", "1");
        assertThat(queue.marked).containsExactly("2", "3");
        assertThat(queue.back).isEmpty();
        assertThat(outlet.drain()).hasSize(6);
    }

    private void waiting(int messages) {
        outlet.mostConnections(0); // none is started for it but ours
        queue.expected = messages;
        for (int i = 0; i < messages; i++) {
            outlet.add(transaction(i));
        }
        outlet.mostConnections(1);
    }

    private MailTransaction transaction(int number) {
        var claim = new Claim(
                node.id(),
                0,
                SHOP,
                new UUID(1, number),
                new UUID(2, number),
                LocalDate.EPOCH,
                Mailbox.of(number + "@customer.example"),
                "a@shop.example",
                ROUTE,
                0,
                NOON);
        return new MailTransaction(List.of(claim), Priority.NORMAL, new StoredMessage("<" + number + ">", new byte[0]));
    }

    private void serve() {
        var relayLimits = new RelayLimits(new Fixed(), new PublishedLimits(Map.of("simulator", limits)), () -> NOON);
        var pacing = new Pacing(relayLimits, () -> NOON, () -> 1);
        var handing = new Handing(new DriverRegistry(List.of(driver)), new Diagnoser(), pacing);
        var settlements = new Settlements(queue, () -> NOON);
        var after = new DeliveryWorker.After(settlements, new Returns(queue, () -> NOON), (_, _, _, _) -> {});
        try {
            new DeliveryWorker(node, queue, new Diary(), handing, after).serve(outlet);
        } finally {
            settlements.close();
        }
    }

    /** Sessions that ask for so many messages, take so many of them, and leave the rest. */
    private static final class Played implements Driver<SimulatorSettings> {

        private int opened;
        private int asked;
        private int mostOffered;
        private int takes = 100;
        private int window = 100;
        private int breaksAfter = 100;

        @Override
        public String name() {
            return SimulatorSettings.DRIVER;
        }

        @Override
        public Class<SimulatorSettings> settings() {
            return SimulatorSettings.class;
        }

        @Override
        public Opening open(SimulatorSettings settings, Conversation conversation) {
            opened++;
            return new Opening.Opened(new Short());
        }

        private final class Short implements Session {

            private boolean usable = true;

            @Override
            public Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation) {
                throw new AssertionError("one by one");
            }

            @Override
            public void send(Supplier<@Nullable Consignment> source) {
                asked++;
                Deque<Consignment> offered = new ArrayDeque<>();
                for (var next = source.get(); next != null; next = offered.size() < window ? source.get() : null) {
                    offered.add(next);
                }
                mostOffered = Math.max(mostOffered, offered.size());
                for (int i = 0; !offered.isEmpty(); i++) {
                    if (i == breaksAfter) {
                        throw new IllegalStateException("broken");
                    }
                    var one = offered.remove();
                    if (i < takes) {
                        var accepted = new Outcome.Accepted(Reply.of(250, "OK"));
                        one.settled(Map.of(one.envelope().recipients().getFirst(), accepted));
                    } else {
                        usable = false;
                        one.left();
                    }
                }
            }

            @Override
            public boolean usable() {
                return usable;
            }

            @Override
            public void close() {
                usable = false;
            }
        }
    }

    /** Remembers what became of whom, and stops the outlet when nothing more is to come: nobody then waits for more. */
    private static final class Kept implements DeliveryQueue {

        private final Outlet outlet;
        private int expected;
        private final List<String> settled = new ArrayList<>();
        private final List<String> outcomes = new ArrayList<>();
        private final List<String> back = new ArrayList<>();
        private final List<String> marked = new ArrayList<>();

        Kept(Outlet outlet) {
            this.outlet = outlet;
        }

        @Override
        public synchronized List<Settlement.Written> settle(List<Settlement> settlements) {
            settlements.forEach(one -> {
                settled.add(one.claim().recipient().localPart());
                outcomes.add(one.attempt().outcome().label());
            });
            if (settled.size() == expected) {
                outlet.stop();
            }
            return settlements.stream().map(_ -> Settlement.Written.DONE).toList();
        }

        @Override
        public void giveBack(Collection<Claim> claims) {
            claims.forEach(claim -> back.add(claim.recipient().localPart()));
        }

        @Override
        public void interrupted(Instant now, Collection<Claim> claims) {
            claims.forEach(claim -> marked.add(claim.recipient().localPart()));
        }

        @Override
        public boolean open(Route route, Instant now) {
            return true;
        }

        @Override
        public Set<TenantId> stopped(Route route) {
            return Set.of();
        }

        @Override
        public Hold hold(Lane lane, UUID node, Instant now) {
            return new Hold.Open();
        }

        @Override
        public void letGo(Collection<Lane> lanes, UUID node) {}

        @Override
        public void wake(Collection<UUID> nodes) {}

        @Override
        public boolean anyLate(UUID node, Instant now) {
            return false;
        }

        @Override
        public void leave(UUID node) {}

        @Override
        public List<MailTransaction> claim(UUID node, Instant now, Share share, Busy busy) {
            return List.of();
        }

        @Override
        public Optional<StoredMessage> message(Claim claim) {
            return Optional.empty();
        }

        @Override
        public int keepAlive(UUID node, Instant now, Instant until) {
            return 1;
        }

        @Override
        public int recover(UUID node, Instant now, boolean alone) {
            return 0;
        }
    }

    /** Nothing was ever sent, set or learned. */
    private static final class Fixed implements RelayLimitStore {

        @Override
        public Kept kept(TenantId owner, UUID relay) {
            return new Kept(Limits.NONE, Limits.NONE, Learned.NOTHING, null);
        }

        @Override
        public void own(TenantId owner, UUID relay, Limits own) {}

        @Override
        public void operator(TenantId owner, UUID relay, Limits operator) {}

        @Override
        public void rest(TenantId owner, UUID relay, int version, Rest rest) {}

        @Override
        public Taught teach(TenantId owner, UUID relay, Function<Kept, Taught> lesson) {
            throw new AssertionError("nothing is taught here");
        }

        @Override
        public Recorded recorded(TenantId owner, UUID relay, Instant since) {
            return new Recorded(kept(owner, relay), Map.of());
        }

        @Override
        public int prune(Instant before) {
            return 0;
        }
    }
}
