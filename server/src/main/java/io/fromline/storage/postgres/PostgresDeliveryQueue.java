package io.fromline.storage.postgres;

import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.queue.Settlement;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The queue in the table of that name.
 *
 * <p>A claim whose commit was not heard of, since the line broke, is given back before the next one.
 */
public final class PostgresDeliveryQueue implements DeliveryQueue {

    private final Database database;
    private final Queue<Claim> unheard = new ConcurrentLinkedQueue<>();

    public PostgresDeliveryQueue(Database database) {
        this.database = database;
    }

    @Override
    public List<MailTransaction> claim(UUID node, Instant now, Share share, Busy busy) {
        giveBackUnheard();
        var rows = new ArrayList<ClaimRows.Claimed>();
        try {
            // Whose rows are known before the commit is known after it, however that ends.
            database.asServer(jdbc -> rows.addAll(ClaimRows.take(jdbc, node, now, share, busy)));
        } catch (StoreUnavailable away) {
            rows.forEach(row -> unheard.add(row.claim()));
            throw away;
        }
        return ClaimRows.transactions(rows);
    }

    private void giveBackUnheard() {
        var claims = List.copyOf(unheard);
        if (!claims.isEmpty()) {
            giveBack(claims);
            unheard.removeAll(claims);
        }
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
                jdbc -> jdbc.sql("select s.message_id, " + RenderingRows.MESSAGE + " from delivery d "
                                + RenderingRows.OF_DELIVERY
                                + "where d.tenant_id = :tenant and d.id = :id and d.expires_on = :expiry")
                        .param("expiry", claim.expiresOn())
                        .param("tenant", claim.tenant().value())
                        .param("id", claim.delivery())
                        .query((row, n) -> new StoredMessage(row.getString("message_id"), MessageColumns.read(row)))
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
        database.asServerAtOnce(jdbc -> ClaimEnds.giveBack(jdbc, ClaimEnds.Key.of(claims)));
    }

    @Override
    public void interrupted(Instant now, Collection<Claim> claims) {
        database.asServerAtOnce(jdbc -> ClaimEnds.interrupt(jdbc, ClaimEnds.Key.of(claims), now));
    }

    @Override
    public int keepAlive(UUID node, Instant now, Instant until) {
        return database.asServerAtOnce(jdbc -> NodeRows.keepAlive(jdbc, node, now, until));
    }

    @Override
    public boolean anyLate(UUID node, Instant now) {
        return database.asServerAtOnce(jdbc -> NodeRows.anyLate(jdbc, node, now));
    }

    @Override
    public void leave(UUID node) {
        database.asServer(jdbc -> NodeRows.leave(jdbc, node));
    }

    @Override
    public int recover(UUID node, Instant now, boolean alone) {
        return database.asServer(jdbc -> {
            NodeRows.giveUpLate(jdbc, node, now, alone);
            return ClaimEnds.interruptAbandoned(jdbc, node, now);
        });
    }
}
