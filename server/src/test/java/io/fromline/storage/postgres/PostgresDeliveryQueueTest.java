package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Reply;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.Next;
import io.fromline.queue.Settlement;
import io.fromline.queue.Settlement.Written;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.submission.Kind;
import io.fromline.submission.MessageClass;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Mode;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue on a real PostgreSQL: who may settle what, and what stops with a relay. */
class PostgresDeliveryQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final DeliveryQueue.Busy NONE = new DeliveryQueue.Busy(Set.of(), Set.of());
    private static final DeliveryQueue.Share SHARE = new DeliveryQueue.Share(10, 100);

    private static DatabaseAddress address;
    private static PooledDatabase pool;
    private static Database database;
    private static PostgresSubmissionStore submissions;
    private static PostgresDeliveryQueue queue;

    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
    private final UUID one = Ids.next();
    private final UUID other = Ids.next();

    @BeforeAll
    static void open() {
        address = TestDatabase.emptyDatabase();
        pool = PooledDatabase.open(address, 4);
        database = pool.database();
        submissions = new PostgresSubmissionStore(database);
        queue = new PostgresDeliveryQueue(database);
    }

    @AfterAll
    static void close() {
        submissions.close();
        pool.close();
    }

    private final Route route = relay();
    private final Lane lane = new Lane(tenant, route);

    @BeforeEach
    void nodes() {
        queue.keepAlive(one, NOW, NOW.plusSeconds(20));
        queue.keepAlive(other, NOW, NOW.plusSeconds(20));
    }

    private Route relay() {
        var id = Ids.next();
        database.asServer(jdbc -> jdbc.sql(
                        "insert into relay (tenant_id, id, provider, state, live_version, created_at) values (:t, :id, 'smtp', 'active', 1, now())")
                .param("t", tenant.value())
                .param("id", id)
                .update());
        return new Route(tenant, id);
    }

    @Test
    void whoIsGivenUpSettlesNothingAnyMore() {
        submit("a@b.example");
        var claim = claim(one, NOW).getFirst().first();

        var later = NOW.plusSeconds(30);
        queue.keepAlive(other, later, later.plusSeconds(20));
        assertThat(queue.recover(other, later, false)).isPositive();
        assertThat(queue.keepAlive(one, later, later.plusSeconds(20)))
                .as("it learns that it was given up")
                .isZero();

        var again = claim(other, later).getFirst().first();
        assertThat(again.attempts()).as("the interrupted one counts").isEqualTo(1);
        assertThat(settle(claim, new Next.Done())).containsExactly(Written.LOST);
        assertThat(settle(again, new Next.Done())).containsExactly(Written.DONE);
        assertThat(settle(again, new Next.Done())).as("only once").containsExactly(Written.LOST);
        assertThat(attempts(claim.delivery())).isEqualTo(2);
    }

    @Test
    void aClaimWhoseCommitWasNotHeardOfIsGivenBackAndMadeAnew() {
        var answers = new UnheardAnswers(PooledDatabase.plain(address));
        var cut = new PostgresDeliveryQueue(new Database(answers, answers));
        submit("a@b.example");
        answers.nextCommits(1);

        assertThatThrownBy(() -> cut.claim(one, NOW, SHARE, NONE)).isInstanceOf(StoreUnavailable.class);
        assertThat(claim(one, NOW)).as("it was committed").isEmpty();
        assertThat(cut.claim(one, NOW, SHARE, NONE).stream()
                        .map(transaction -> transaction.first().tenant()))
                .contains(tenant);
    }

    @Test
    void whoIsLateButNotGivenUpGoesOn() {
        submit("a@b.example");
        var claim = claim(one, NOW).getFirst().first();

        var later = NOW.plus(Duration.ofMinutes(5));
        int alive = queue.keepAlive(one, later, later.plusSeconds(20));
        assertThat(alive).isPositive();
        assertThat(queue.keepAlive(other, later, later.plusSeconds(20))).isEqualTo(alive + 1);
        queue.recover(other, later, false);

        assertThat(settle(claim, new Next.Done())).containsExactly(Written.DONE);
    }

    @Test
    void aRelayThatIsHeldGivesNoMailAndKeepsWhatIsGivenBack() {
        submit("first@b.example");
        submit("second@b.example");
        submit("third@b.example");
        var claimed = claim(one, NOW, new DeliveryQueue.Share(2, 100));
        assertThat(claimed).hasSize(2);

        assertThat(settle(claimed.get(0).first(), new Next.HoldRelay())).containsExactly(Written.HELD_THE_RELAY);
        queue.giveBack(claimed.get(1).claims());

        assertThat(queue.open(route, NOW)).isFalse();
        assertThat(claim(one, NOW)).isEmpty();
        assertThat(states()).containsOnlyKeys("held").containsEntry("held", 3L);
    }

    @Test
    void aPauseHoldsForNewMailToo() {
        submit("first@b.example");
        var until = NOW.plus(Duration.ofHours(1));
        settle(claim(one, NOW).getFirst().first(), new Next.PauseRelay(until));
        submit("second@b.example");

        assertThat(claim(one, NOW.plusSeconds(60))).isEmpty();
        assertThat(queue.open(route, NOW.plusSeconds(60))).isFalse();
        assertThat(queue.hold(lane, one, NOW.plusSeconds(60))).isEqualTo(new Hold.Closed());
        assertThat(claim(one, until)).hasSize(2);
    }

    @Test
    void manyAreSettledTogetherAndEachIsAnswered() {
        submit("a@b.example", "b@b.example", "c@b.example");
        var claims = claim(one, NOW).getFirst().claims();
        assertThat(claims).hasSize(3);
        queue.giveBack(List.of(claims.get(1)));

        var written = queue.settle(claims.stream()
                .map(claim -> new Settlement(claim, attempt(), new Next.Done()))
                .toList());

        assertThat(written).containsExactly(Written.DONE, Written.LOST, Written.DONE);
        assertThat(states()).containsEntry("accepted", 2L).containsEntry("queued", 1L);
    }

    @Test
    void whatIsAcceptedWithAPlaceIsClaimedAlready() {
        write(SubmissionStore.Terms.none(LocalDate.EPOCH).claimedBy(one), "a@b.example");

        assertThat(claim(other, NOW)).isEmpty();
    }

    @Test
    void aTenantsRelayIsOneNodesAtATime() {
        assertThat(queue.hold(lane, one, NOW)).isEqualTo(new Hold.Open());
        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Elsewhere(one));
        submit("a@b.example");
        assertThat(claim(other, NOW)).isEmpty();
        assertThat(claim(one, NOW)).hasSize(1);

        queue.letGo(List.of(lane), one);
        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Open());
        queue.letGo(List.of(lane), one);
        assertThat(queue.hold(lane, one, NOW))
                .as("who let it go lets nobody else's go")
                .isEqualTo(new Hold.Elsewhere(other));
    }

    @Test
    void aLaneThatNobodyHoldsIsTakenWithItsMail() {
        submit("never.held@b.example");
        assertThat(claim(one, NOW)).hasSize(1);
        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Elsewhere(one));

        queue.letGo(List.of(lane), one);
        submit("let.go@b.example");
        assertThat(claim(other, NOW)).hasSize(1);
        assertThat(queue.hold(lane, one, NOW)).isEqualTo(new Hold.Elsewhere(other));
    }

    @Test
    void aLaneWithoutMailThatIsDueIsNotTaken() {
        submit("a@b.example");
        assertThat(claim(one, NOW.minusSeconds(1))).isEmpty();

        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Open());
    }

    @Test
    void theLaneOfANodeThatIsGoneIsTakenOver() {
        queue.hold(lane, one, NOW);
        submit("a@b.example");
        var later = NOW.plusSeconds(30);
        queue.keepAlive(other, later, later.plusSeconds(20));

        assertThat(queue.anyLate(other, later)).isTrue();
        assertThat(claim(other, later))
                .as("late, but perhaps it comes back: only who is given up has lost it")
                .isEmpty();
        queue.recover(other, later, false);

        assertThat(claim(other, later)).hasSize(1);
        assertThat(queue.hold(lane, one, later))
                .as("even if it does not know yet that it was given up")
                .isEqualTo(new Hold.Elsewhere(other));
        assertThat(queue.anyLate(other, later)).isFalse();
    }

    @Test
    void whoEndsLeavesItsLanesAndWhatItHadToOthersAtOnce() {
        queue.hold(lane, one, NOW);
        submit("a@b.example", "b@b.example");
        var unfinished = claim(one, NOW).getFirst().claims();

        queue.leave(one);

        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Open());
        queue.recover(other, NOW, false);
        assertThat(claim(other, NOW).getFirst().claims()).hasSameSizeAs(unfinished);
    }

    @Test
    void nodesThatTakeLanesAtTheSameMomentNeverTakeTheSame() throws Exception {
        for (int round = 0; round < 10; round++) {
            var routes = IntStream.range(0, 30).mapToObj(i -> relay()).toList();
            routes.forEach(free -> write(free, SubmissionStore.Terms.none(LocalDate.EPOCH), "a@b.example"));
            var start = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var took = List.of(one, other).stream()
                        .map(node -> threads.submit(() -> {
                            start.await();
                            return claim(node, NOW);
                        }))
                        .toList();
                var taken = new ArrayList<MailTransaction>();
                for (var each : took) {
                    taken.addAll(each.get());
                }
                taken.addAll(claim(one, NOW));
                taken.addAll(claim(other, NOW));
                assertThat(taken).extracting(mail -> mail.first().route()).containsExactlyInAnyOrderElementsOf(routes);
                assertThat(taken)
                        .allSatisfy(mail -> assertThat(queue.hold(
                                        mail.first().lane(), mail.first().node(), NOW))
                                .isEqualTo(new Hold.Open()));
            }
        }
    }

    @Test
    void everyNodeSendsOverThePlatformsRelays() {
        var shared = new Lane(tenant, new Route(TenantId.PLATFORM, Ids.next()));

        assertThat(queue.hold(shared, one, NOW)).isEqualTo(new Hold.Open());
        assertThat(queue.hold(shared, other, NOW)).isEqualTo(new Hold.Open());
    }

    private void submit(String... recipients) {
        write(SubmissionStore.Terms.none(LocalDate.EPOCH), recipients);
    }

    private void write(SubmissionStore.Terms terms, String... recipients) {
        write(route, terms, recipients);
    }

    private void write(Route route, SubmissionStore.Terms terms, String... recipients) {
        var sender = Mailbox.of("shop@shop.example");
        var decision = new Decision(
                Mode.CUSTOM,
                new NamedMailbox("Shop", sender),
                null,
                null,
                sender,
                new Decision.Way(route, 1, "mail.shop.example"),
                "pro",
                List.of());
        var message = new Message("<1@shop.example>", "Subject: Hi\r\n\r\nHi\r\n".getBytes());
        submissions.write(
                tenant,
                new SubmissionStore.Entry(
                        Ids.next(),
                        Kind.MESSAGE,
                        MessageClass.TRANSACTIONAL,
                        decision,
                        new SubmissionStore.Content("Hi", message, false, Map.of()),
                        List.of(recipients).stream()
                                .map(r -> new SubmissionStore.Recipient(Ids.next(), Mailbox.of(r)))
                                .toList(),
                        NOW),
                terms);
    }

    private List<MailTransaction> claim(UUID node, Instant at) {
        return claim(node, at, SHARE);
    }

    /** This test's own, whatever else is in the queue. */
    private List<MailTransaction> claim(UUID node, Instant at, DeliveryQueue.Share share) {
        return queue.claim(node, at, share, NONE).stream()
                .filter(transaction -> transaction.first().tenant().equals(tenant))
                .toList();
    }

    private static List<Written> settle(Claim claim, Next next) {
        return queue.settle(List.of(new Settlement(claim, attempt(), next)));
    }

    private static Attempt attempt() {
        return new Attempt(NOW, 5, new Outcome.Accepted(Reply.of(250, "ok")), null, "250 ok", 1, List.of(), List.of());
    }

    private static int attempts(UUID delivery) {
        return database.asServer(jdbc -> jdbc.sql("select count(*) from delivery_attempt where delivery_id = :id")
                .param("id", delivery)
                .query(Integer.class)
                .single());
    }

    private Map<String, Long> states() {
        var states = new java.util.HashMap<String, Long>();
        database.asServer(jdbc -> jdbc.sql(
                        "select state, count(*) as n from standing_delivery where tenant_id = :t group by state")
                .param("t", tenant.value())
                .query((row, n) -> states.put(row.getString("state"), row.getLong("n")))
                .list());
        return states;
    }
}
