package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.detour.Choices;
import io.fromline.detour.Condition;
import io.fromline.detour.DetourPolicy.Reason;
import io.fromline.detour.DetourPolicy.Verdict;
import io.fromline.detour.DetourStore.Move;
import io.fromline.detour.DetourStore.Troubled;
import io.fromline.detour.DetourStore.Waiting;
import io.fromline.detour.Way;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.Next;
import io.fromline.queue.Settlement;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.submission.MessageClass;
import io.fromline.submission.Rendering;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Mode;
import io.fromline.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which deliveries may take another way, and what they send then, on a real PostgreSQL. */
class PostgresDetourStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final UUID FIRST = new UUID(0, 0);
    private static final String BODY = "Hi\r\n";
    private static final Choices CHOSEN = new Choices(Way.PLATFORM, Way.PLATFORM, Way.WAIT, Way.WAIT);

    private static PooledDatabase pool;
    private static Database database;
    private static PostgresSubmissionStore submissions;
    private static PostgresDeliveryQueue queue;
    private static PostgresDetourStore store;

    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
    private final Route own = new Route(tenant, Ids.next());
    private final Route platform = new Route(TenantId.PLATFORM, Ids.next());
    private final UUID node = Ids.next();

    @BeforeAll
    static void open() {
        pool = PooledDatabase.open(TestDatabase.emptyDatabase(), 4);
        database = pool.database();
        submissions = new PostgresSubmissionStore(database);
        queue = new PostgresDeliveryQueue(database);
        store = new PostgresDetourStore(database);
    }

    @AfterAll
    static void close() {
        submissions.close();
        pool.close();
    }

    @BeforeEach
    void relays() {
        queue.keepAlive(node, NOW, NOW.plusSeconds(20));
        relay(own, "{\"server\":\"mail.shop.example\"}");
        relay(platform, "{\"server\":\"mail.market.example\"}");
    }

    @Test
    void what_was_chosen_is_kept_for_each_relay_and_nothing_is_until_then() {
        assertThat(store.choices(tenant, own.relay())).isEqualTo(Choices.NONE);
        store.choose(tenant, own.relay(), CHOSEN);
        store.choose(tenant, own.relay(), new Choices(Way.SECOND, Way.WAIT, Way.WAIT, Way.PLATFORM));
        assertThat(store.choices(tenant, own.relay()))
                .isEqualTo(new Choices(Way.SECOND, Way.WAIT, Way.WAIT, Way.PLATFORM));
        assertThat(store.choices(new TenantId("t-" + UUID.randomUUID()), own.relay()))
                .isEqualTo(Choices.NONE);
    }

    @Test
    void only_relays_that_take_nothing_and_whose_tenant_chose_are_troubled() {
        pause("limit.daily");
        assertThat(troubled()).as("nothing chosen").isEmpty();
        store.choose(tenant, own.relay(), Choices.NONE);
        assertThat(troubled()).as("chosen to wait").isEmpty();
        store.choose(tenant, own.relay(), CHOSEN);
        assertThat(troubled().orElseThrow().condition())
                .isEqualTo(new Condition.Full("limit.daily", NOW.plus(Duration.ofHours(1))));
        assertThat(store.troubled(NOW.plus(Duration.ofHours(1))))
                .as("it takes mail again")
                .isEmpty();
    }

    @Test
    void a_relay_fails_since_the_first_of_its_pauses_between_which_nothing_got_through() {
        store.choose(tenant, own.relay(), CHOSEN);
        submit("a@b.example");
        settle(claim(), NOW, "connect.unreachable", new Next.PauseRelay(NOW.plusSeconds(20)));
        var later = NOW.plusSeconds(20);
        settle(claim(later), later, "connect.unreachable", new Next.PauseRelay(later.plusSeconds(60)));
        assertThat(troubled(later).condition()).isEqualTo(new Condition.Failing("connect.unreachable", NOW));

        var again = later.plusSeconds(60);
        sql("update relay set last_success_at = timestamptz '2026-11-26T08:00:30Z' where tenant_id = :t");
        settle(claim(again), again, "connect.unreachable", new Next.PauseRelay(again.plusSeconds(60)));
        assertThat(troubled(again).condition()).isEqualTo(new Condition.Failing("connect.unreachable", again));
    }

    @Test
    void mail_that_took_another_way_sends_its_rendering_and_what_was_submitted_stays() {
        submit("a@b.example");
        var waiting = waiting();
        assertThat(take(waiting)).isEqualTo(1);

        assertThat(waiting()).as("once only").isEmpty();
        assertThat(take(waiting)).as("it waits no more as it did").isZero();
        var transaction = claim();
        var claim = transaction.first();
        assertThat(claim.route()).isEqualTo(platform);
        assertThat(claim.returnPath()).isEqualTo("mail@market.example");
        assertThat(new String(
                        Optional.ofNullable(transaction.message()).orElseThrow().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(sent());
        assertThat(new String(queue.message(claim).orElseThrow().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(sent());
        assertThat(new String(
                        submissions
                                .original(tenant, claim.submission())
                                .orElseThrow()
                                .content()
                                .message()
                                .bytes(),
                        StandardCharsets.UTF_8))
                .contains("From: Shop <shop@shop.example>");
        var log = new PostgresDeliveryLog(database);
        var entry = log.find(tenant, claim.delivery()).orElseThrow();
        assertThat(entry.row().sender()).isEqualTo("\"Shop\" <mail@market.example>");
        assertThat(entry.decision().from().mailbox()).isEqualTo(Mailbox.of("shop@shop.example"));
        assertThat(Optional.ofNullable(entry.detoured()).orElseThrow().fromServer())
                .isEqualTo("mail.shop.example");
        assertThat(new String(log.message(tenant, claim.delivery()).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(sent());
    }

    @Test
    void it_sends_the_same_when_the_platforms_relay_is_another_by_then() {
        submit("a@b.example");
        take(waiting());
        var another = new Route(TenantId.PLATFORM, Ids.next());
        relay(another, "{\"server\":\"new.market.example\"}");
        new PostgresWaitingMail(database, () -> NOW).move(platform, another.relay());

        var transaction = claim();
        assertThat(transaction.first().route()).isEqualTo(another);
        assertThat(new String(
                        Optional.ofNullable(transaction.message()).orElseThrow().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(sent());
    }

    @Test
    void what_is_claimed_or_uncertain_stays() {
        submit("a@b.example");
        var waiting = waiting();
        var claimed = claim();
        assertThat(waiting()).isEmpty();
        assertThat(take(waiting)).isZero();

        settle(claimed, NOW, "connection.closed", new Next.RetryAt(NOW));
        assertThat(waiting()).singleElement().matches(Waiting::uncertain);
        assertThat(take(waiting)).as("whoever asks").isZero();
    }

    @Test
    void what_took_another_way_is_pruned_with_its_mail_and_not_before() {
        submit("a@b.example");
        take(waiting());
        var days = new PostgresLogDays(database);
        days.dropBefore(LocalDate.EPOCH.plusDays(200));
        assertThat(count("detour") + count("submission_rendering"))
                .as("not sent yet")
                .isEqualTo(2);
        sql("delete from queue where tenant_id = :t");
        database.asServer(jdbc -> jdbc.sql("update queue set claimed_by = null").update()); // of other tests here
        days.dropBefore(LocalDate.EPOCH.plusDays(400));
        assertThat(count("detour") + count("submission_rendering")).isZero();
    }

    private static String sent() {
        return "From: Shop <mail@market.example>\r\nReply-To: Shop <shop@shop.example>\r\n"
                + "Message-ID: <1@shop.example>\r\nSubject: Hi\r\n\r\n" + BODY;
    }

    private int take(List<Waiting> waiting) {
        var from = new Troubled(own, "mail.shop.example", new Condition.Held("auth.bad_credentials"), CHOSEN);
        var to = new Decision.Way(platform, 1, "mail.market.example");
        var address = Mailbox.of("mail@market.example");
        var renderings = store
                .originals(tenant, waiting.stream().map(Waiting::submission).toList())
                .stream()
                .map(original -> Rendering.of(
                        original.submission(),
                        original.header(),
                        original.replyToAsked(),
                        new Decision(
                                Mode.DEFAULT,
                                new NamedMailbox("Shop", address),
                                null,
                                original.decision().from(),
                                address,
                                to,
                                "pro",
                                List.of())))
                .toList();
        var why = new Verdict.Take(Way.PLATFORM, Reason.FAILURE, "auth.bad_credentials");
        return store.take(new Move(from, to, why), waiting, renderings, NOW);
    }

    private List<Waiting> waiting() {
        return store.waiting(own, MessageClass.TRANSACTIONAL, FIRST, 10);
    }

    private Optional<Troubled> troubled() {
        return store.troubled(NOW).stream()
                .filter(troubled -> troubled.route().equals(own))
                .findFirst();
    }

    private Troubled troubled(Instant at) {
        return store.troubled(at).stream()
                .filter(troubled -> troubled.route().equals(own))
                .findFirst()
                .orElseThrow();
    }

    private MailTransaction claim() {
        return claim(NOW);
    }

    private MailTransaction claim(Instant at) {
        var share = new DeliveryQueue.Share(10, 100);
        return queue.claim(node, at, share, new DeliveryQueue.Busy(Set.of(), Set.of())).stream()
                .filter(transaction -> transaction.first().tenant().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    private static void settle(MailTransaction transaction, Instant at, String cause, Next next) {
        Claim claim = transaction.first();
        var fault = Fault.of(Fault.Scope.RELAY, Phase.CONNECT, Fault.Kind.CLOSED);
        Outcome outcome = next instanceof Next.RetryAt ? new Outcome.Uncertain(fault) : new Outcome.Deferred(fault);
        queue.settle(List.of(
                new Settlement(claim, new Attempt(at, 5, outcome, cause, null, 1, List.of(), List.of()), next)));
    }

    private void pause(String cause) {
        sql("update relay set paused_cause = '" + cause
                + "', paused_version = 1, paused_until = timestamptz '2026-11-26T09:00:00Z' where tenant_id = :t");
    }

    private void submit(String recipient) {
        var message = "Message-ID: <1@shop.example>\r\nFrom: Shop <shop@shop.example>\r\nSubject: Hi\r\n\r\n" + BODY;
        submissions.write(
                tenant, Entries.of(message, own, NOW, recipient), SubmissionStore.Terms.none(LocalDate.EPOCH));
    }

    private static void relay(Route route, String live) {
        database.asServer(
                jdbc -> jdbc.sql("insert into relay (tenant_id, id, provider, state, live, live_version, created_at) "
                                + "values (:t, :id, 'smtp', 'active', :live::jsonb, 1, now())")
                        .param("t", route.owner().value())
                        .param("id", route.relay())
                        .param("live", live)
                        .update());
    }

    private void sql(String statement) {
        database.inTenant(
                tenant, jdbc -> jdbc.sql(statement).param("t", tenant.value()).update());
    }

    private int count(String table) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select count(*) from " + table)
                        .query(Integer.class)
                        .single());
    }
}
