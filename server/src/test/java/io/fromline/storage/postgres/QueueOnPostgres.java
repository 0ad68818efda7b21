package io.fromline.storage.postgres;

import io.fromline.mail.Outcome;
import io.fromline.mail.Reply;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.Next;
import io.fromline.queue.Settlement;
import io.fromline.queue.Settlement.Written;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A queue on a real PostgreSQL, empty before each test, two nodes, and a tenant with a relay of its own. */
abstract class QueueOnPostgres {

    static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    static final DeliveryQueue.Busy NONE = new DeliveryQueue.Busy(Set.of(), Set.of());
    static final DeliveryQueue.Share SHARE = new DeliveryQueue.Share(10, 100);

    static DatabaseAddress address;
    private static PooledDatabase pool;
    static Database database;
    private static PostgresSubmissionStore submissions;
    static PostgresDeliveryQueue queue;

    final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
    final UUID one = Ids.next();
    final UUID other = Ids.next();

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

    final Route route = relay();
    final Lane lane = new Lane(tenant, route);

    @BeforeEach
    void nodes() {
        database.asServer(jdbc -> jdbc.sql("with q as (delete from queue), l as (delete from lane) delete from node")
                .update());
        queue.keepAlive(one, NOW, NOW.plusSeconds(20));
        queue.keepAlive(other, NOW, NOW.plusSeconds(20));
    }

    Route relay() {
        var id = Ids.next();
        database.asServer(jdbc -> jdbc.sql(
                        "insert into relay (tenant_id, id, provider, state, live_version, created_at) values (:t, :id, 'smtp', 'active', 1, now())")
                .param("t", tenant.value())
                .param("id", id)
                .update());
        return new Route(tenant, id);
    }

    void submit(String... recipients) {
        write(SubmissionStore.Terms.none(LocalDate.EPOCH), recipients);
    }

    void write(SubmissionStore.Terms terms, String... recipients) {
        write(route, terms, recipients);
    }

    void write(Route route, SubmissionStore.Terms terms, String... recipients) {
        submissions.write(tenant, Entries.over(route, NOW, recipients), terms);
    }

    List<MailTransaction> claim(UUID node, Instant at) {
        return claim(node, at, SHARE);
    }

    /** This test's own, whatever else is in the queue. */
    List<MailTransaction> claim(UUID node, Instant at, DeliveryQueue.Share share) {
        return queue.claim(node, at, share, NONE).stream()
                .filter(transaction -> transaction.first().tenant().equals(tenant))
                .toList();
    }

    static List<Written> settle(Claim claim, Next next) {
        return queue.settle(List.of(new Settlement(claim, attempt(), next)));
    }

    static Attempt attempt() {
        return new Attempt(NOW, 5, new Outcome.Accepted(Reply.of(250, "ok")), null, "250 ok", 1, List.of(), List.of());
    }

    static int attempts(UUID delivery) {
        return database.asServer(jdbc -> jdbc.sql("select count(*) from delivery_attempt where delivery_id = :id")
                .param("id", delivery)
                .query(Integer.class)
                .single());
    }

    Map<String, Long> states() {
        var states = new HashMap<String, Long>();
        database.asServer(jdbc -> jdbc.sql(
                        "select state, count(*) as n from standing_delivery where tenant_id = :t group by state")
                .param("t", tenant.value())
                .query((row, n) -> states.put(row.getString("state"), row.getLong("n")))
                .list());
        return states;
    }
}
