package io.fromline.storage.postgres;

import io.fromline.mail.Mailbox;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.queue.Settlement;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.MessageClass;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The queue in the table of that name: claimed with SKIP LOCKED, so that nodes never wait for each other.
 *
 * <p>A claim whose commit was not heard of, since the line broke, is given back before the next one.
 */
public final class PostgresDeliveryQueue implements DeliveryQueue {

    /** Messages up to this size come with the claim. */
    private static final int SMALL = 32 << 10;

    /** So many lanes that nobody holds are taken at once, so that nodes share those of one that is gone. */
    private static final int MOST_LANES = 100;

    private final Database database;
    private final Queue<Claim> unheard = new ConcurrentLinkedQueue<>();

    public PostgresDeliveryQueue(Database database) {
        this.database = database;
    }

    @Override
    public List<MailTransaction> claim(UUID node, Instant now, Share share, Busy busy) {
        giveBackUnheard();
        var rows = new ArrayList<Claimed>();
        try {
            // Whose rows are known before the commit is known after it, however that ends.
            database.asServer(jdbc -> rows.addAll(claimed(jdbc, node, now, share, busy)));
        } catch (StoreUnavailable away) {
            rows.forEach(row -> unheard.add(row.claim()));
            throw away;
        }
        return transactions(rows);
    }

    private void giveBackUnheard() {
        var claims = List.copyOf(unheard);
        if (!claims.isEmpty()) {
            giveBack(claims);
            unheard.removeAll(claims);
        }
    }

    private static List<Claimed> claimed(JdbcClient jdbc, UUID node, Instant now, Share share, Busy busy) {
        return jdbc.sql(("""
                with\s""" + LaneRows.OWN + """
                , due as (
                    select d.tenant_id, d.delivery_id
                    from own_lane l
                    cross join lateral (
                        select tenant_id, delivery_id from queue
                        where tenant_id = l.tenant_id and relay_owner = l.relay_owner and relay_id = l.relay_id
                          and state = 'queued' and claimed_by is null and next_attempt_at <= :now
                        order by next_attempt_at, delivery_id
                        limit :perLane
                        for update skip locked
                    ) d
                    limit :total
                ), taken as (
                    update queue q set claimed_by = :node from due
                    where q.tenant_id = due.tenant_id and q.delivery_id = due.delivery_id
                    returning q.*
                )
                select t.tenant_id, t.delivery_id as id, t.submission_id, t.expires_on, d.recipient,
                       coalesce(v.return_path, s.return_path) as return_path, t.relay_owner, t.relay_id, d.attempts,
                       d.created_at, s.class, s.message_id,
                       case when octet_length(s.message) <= :small then %s end as message
                from taken t
                join delivery d on d.tenant_id = t.tenant_id and d.id = t.delivery_id and d.expires_on = t.expires_on
                %s
                """).formatted(RenderingRows.BYTES, RenderingRows.OF_DELIVERY))
                .param("now", Times.parameter(now))
                .param("perLane", share.perLane())
                .param("total", share.total())
                .param(
                        "lanes",
                        busy.lanes().stream().map(PostgresDeliveryQueue::key).toArray(String[]::new))
                .param("relays", busy.routes().stream().map(Route::relay).toArray(UUID[]::new))
                .param("node", node)
                .param("most", MOST_LANES)
                .param("small", SMALL)
                .query((row, n) -> claimed(node, row))
                .list();
    }

    private static String key(Lane lane) {
        return lane.tenant().value() + " " + lane.route().relay();
    }

    private record Claimed(
            Claim claim,
            MessageClass messageClass,
            @Nullable StoredMessage message) {}

    private static Claimed claimed(UUID node, ResultSet row) throws SQLException {
        var bytes = row.getBytes("message");
        return new Claimed(
                new Claim(
                        node,
                        new TenantId(row.getString("tenant_id")),
                        row.getObject("id", UUID.class),
                        row.getObject("submission_id", UUID.class),
                        row.getObject("expires_on", LocalDate.class),
                        Mailbox.of(row.getString("recipient")),
                        Optional.ofNullable(row.getString("return_path")).orElse(""),
                        new Route(new TenantId(row.getString("relay_owner")), row.getObject("relay_id", UUID.class)),
                        row.getInt("attempts"),
                        Times.instant(row, "created_at")),
                MessageClass.of(row.getString("class")).orElseThrow(),
                bytes == null ? null : new StoredMessage(row.getString("message_id"), bytes));
    }

    /** Recipients of one submission over one lane share a transaction; the oldest come first. */
    private static List<MailTransaction> transactions(List<Claimed> rows) {
        record Together(UUID submission, Lane lane) {}
        var groups = new LinkedHashMap<Together, List<Claimed>>();
        rows.stream()
                .sorted(Comparator.comparing(row -> row.claim().delivery()))
                .forEach(row -> groups.computeIfAbsent(
                                new Together(
                                        row.claim().submission(), row.claim().lane()),
                                t -> new ArrayList<>())
                        .add(row));
        return groups.values().stream()
                .map(group -> new MailTransaction(
                        group.stream().map(Claimed::claim).toList(),
                        group.getFirst().messageClass().priority(),
                        group.getFirst().message()))
                .toList();
    }

    @Override
    public boolean open(Route route, Instant now) {
        return database.asServerAtOnce(jdbc -> jdbc.sql("""
                        select not exists (select 1 from relay r where r.tenant_id = :owner and r.id = :relay
                            and (r.held_at is not null or relay_paused(r, :now)))
                        """)
                .param("owner", route.owner().value())
                .param("relay", route.relay())
                .param("now", Times.parameter(now))
                .query(Boolean.class)
                .single());
    }

    @Override
    public Set<TenantId> stopped(Route route) {
        return route.owner().isPlatform()
                ? database.asServerAtOnce(jdbc -> jdbc.sql("select tenant_id from platform_stop")
                        .query((row, n) -> new TenantId(row.getString("tenant_id")))
                        .set())
                : Set.of();
    }

    @Override
    public Hold hold(Lane lane, UUID node, Instant now) {
        if (lane.shared()) {
            return open(lane.route(), now) ? new Hold.Open() : new Hold.Closed();
        }
        return database.asServerAtOnce(jdbc -> LaneRows.hold(jdbc, lane, node, now));
    }

    @Override
    public void letGo(Collection<Lane> lanes, UUID node) {
        database.asServerAtOnce(jdbc -> LaneRows.letGo(jdbc, List.copyOf(lanes), node));
    }

    @Override
    public void wake(Collection<UUID> nodes) {
        database.asServerAtOnce(
                jdbc -> WakeUps.call(jdbc, nodes.stream().map(UUID::toString).toArray(String[]::new)));
    }

    @Override
    public Optional<StoredMessage> message(Claim claim) {
        return database.inTenant(
                claim.tenant(),
                jdbc -> jdbc.sql("select s.message_id, " + RenderingRows.BYTES + " as message from delivery d "
                                + RenderingRows.OF_DELIVERY
                                + "where d.tenant_id = :tenant and d.id = :id and d.expires_on = :expiry")
                        .param("expiry", claim.expiresOn())
                        .param("tenant", claim.tenant().value())
                        .param("id", claim.delivery())
                        .query((row, n) -> new StoredMessage(row.getString("message_id"), row.getBytes("message")))
                        .optional());
    }

    @Override
    public List<Settlement.Written> settle(List<Settlement> settlements) {
        return settlements.stream().anyMatch(SettlementRows::stops)
                ? database.asServer(jdbc -> SettlementRows.write(jdbc, settlements))
                : database.asServerAtOnce(jdbc -> SettlementRows.write(jdbc, settlements));
    }

    @Override
    public void giveBack(Collection<Claim> claims) {
        database.asServerAtOnce(jdbc -> jdbc.sql("""
                        update queue d set claimed_by = null,
                            state = case when r.held_at is null and not (%1$s) then d.state else 'held' end,
                            kept_back = case when %1$s then 'tenant' end
                        from relay r
                        where d.delivery_id = any (:ids) and d.tenant_id = any (:tenants) and d.claimed_by = any (:nodes)
                          and r.tenant_id = d.relay_owner and r.id = d.relay_id
                        """.formatted(STOPPED))
                .param("ids", claims.stream().map(Claim::delivery).toArray(UUID[]::new))
                .param(
                        "tenants",
                        claims.stream().map(c -> c.tenant().value()).distinct().toArray(String[]::new))
                .param("nodes", claims.stream().map(Claim::node).distinct().toArray(UUID[]::new))
                .update());
    }

    private static final String STOPPED =
            "d.relay_owner = '@platform' and exists (select from platform_stop p where p.tenant_id = d.tenant_id)";

    @Override
    public int keepAlive(UUID node, Instant now, Instant until) {
        return database.asServerAtOnce(jdbc -> jdbc.sql("""
                        with kept as (
                            insert into node as n (id, ends_at) values (:node, :until)
                            on conflict (id) do update set ends_at = excluded.ends_at where not n.given_up
                            returning 1
                        )
                        select (select count(*) from kept)
                               * (1 + (select count(*) from node where id <> :node and not given_up and ends_at > :now))
                        """)
                .param("node", node)
                .param("now", Times.parameter(now))
                .param("until", Times.parameter(until))
                .query(Integer.class)
                .single());
    }

    @Override
    public boolean anyLate(UUID node, Instant now) {
        return database.asServerAtOnce(jdbc -> jdbc.sql(
                        "select exists (select from node where id <> :node and not given_up and ends_at < :now)")
                .param("node", node)
                .param("now", Times.parameter(now))
                .query(Boolean.class)
                .single());
    }

    @Override
    public void leave(UUID node) {
        database.asServer(jdbc -> {
            jdbc.sql("update node set given_up = true where id = :node")
                    .param("node", node)
                    .update();
            return WakeUps.call(jdbc, WakeUps.EVERYBODY);
        });
    }

    @Override
    public int recover(UUID node, Instant now, boolean alone) {
        return database.asServer(jdbc -> {
            jdbc.sql(
                            "update node set given_up = true where id <> :node and not given_up and (:alone or ends_at < :now)")
                    .param("node", node)
                    .param("alone", alone)
                    .param("now", Times.parameter(now))
                    .update();
            return jdbc.sql(INTERRUPT.formatted("""
                            select tenant_id, delivery_id from queue
                            where claimed_by is not null and claimed_by <> :node
                              and not exists (select 1 from node n where n.id = claimed_by and not n.given_up)
                            for update skip locked
                            """))
                    .param("node", node)
                    .param("now", Times.parameter(now))
                    .update();
        });
    }

    @Override
    public void interrupted(Instant now, Collection<Claim> claims) {
        database.asServerAtOnce(jdbc -> jdbc.sql(INTERRUPT.formatted("""
                        select tenant_id, delivery_id from queue
                        where delivery_id = any (:ids) and tenant_id = any (:tenants) and claimed_by = any (:nodes) for update
                        """))
                .param("ids", claims.stream().map(Claim::delivery).toArray(UUID[]::new))
                .param(
                        "tenants",
                        claims.stream().map(c -> c.tenant().value()).distinct().toArray(String[]::new))
                .param("nodes", claims.stream().map(Claim::node).distinct().toArray(UUID[]::new))
                .param("now", Times.parameter(now))
                .update());
    }

    /** Frees the deliveries that the query in it finds; a test is never repeated behind the back of whoever pressed the button. */
    private static final String INTERRUPT = """
            with lost as (%s), tests as (
                delete from queue q using lost, delivery d
                where q.tenant_id = lost.tenant_id and q.delivery_id = lost.delivery_id
                  and d.tenant_id = q.tenant_id and d.id = q.delivery_id and d.expires_on = q.expires_on and d.kind = 'test'
                returning q.tenant_id, q.delivery_id, q.expires_on
            ), others as (
                update queue q set claimed_by = null, next_attempt_at = :now from lost
                where q.tenant_id = lost.tenant_id and q.delivery_id = lost.delivery_id
                  and (q.tenant_id, q.delivery_id) not in (select tenant_id, delivery_id from tests)
                returning q.tenant_id, q.delivery_id, q.expires_on
            ), freed as (
                update delivery d set attempts = attempts + 1, updated_at = :now, cause = 'attempt.interrupted',
                       state = case when d.kind = 'test' then 'failed' else 'queued' end
                from (select * from tests union all select * from others) q
                where d.tenant_id = q.tenant_id and d.id = q.delivery_id and d.expires_on = q.expires_on
                returning d.*
            )
            insert into delivery_attempt (tenant_id, delivery_id, number, expires_on, started_at, millis, outcome, cause,
                relay_owner, relay_id, relay_version, steps, conversation, next, next_at)
            select tenant_id, id, attempts, expires_on, :now, 0, 'uncertain', 'attempt.interrupted', relay_owner, relay_id, 0, '[]', '',
                   case when kind = 'test' then 'give-up' else 'retry' end, case when kind <> 'test' then :now::timestamptz end
            from freed
            """;
}
