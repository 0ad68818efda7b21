package io.fromline.storage.postgres;

import io.fromline.mail.Mailbox;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue.Busy;
import io.fromline.queue.DeliveryQueue.Share;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.MessageClass;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is due and becomes a node's to send: claimed with SKIP LOCKED, so that nodes never wait for each other. */
final class ClaimRows {

    /** Messages up to this size come with the claim. */
    private static final int SMALL = 32 << 10;

    /** So many lanes that nobody holds are taken at once, so that nodes share those of one that is gone. */
    private static final int MOST_LANES = 100;

    private ClaimRows() {}

    record Claimed(
            Claim claim,
            MessageClass messageClass,
            @Nullable StoredMessage message) {}

    static List<Claimed> take(JdbcClient jdbc, UUID node, Instant now, Share share, Busy busy) {
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
                    update queue q set claimed_by = :node, claims = q.claims + 1 from due
                    where q.tenant_id = due.tenant_id and q.delivery_id = due.delivery_id
                    returning q.*
                )
                select t.claims, t.tenant_id, t.delivery_id as id, t.submission_id, t.expires_on, d.recipient,
                       coalesce(v.return_path, s.return_path) as return_path, t.relay_owner, t.relay_id, d.attempts,
                       d.created_at, s.class, s.message_id,
                       %s
                from taken t
                join delivery d on d.tenant_id = t.tenant_id and d.id = t.delivery_id and d.expires_on = t.expires_on
                %s
                """).formatted(RenderingRows.SMALL_MESSAGE, RenderingRows.OF_DELIVERY))
                .param("now", Times.parameter(now))
                .param("perLane", share.perLane())
                .param("total", share.total())
                .param("lanes", busy.lanes().stream().map(ClaimRows::key).toArray(String[]::new))
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

    private static Claimed claimed(UUID node, ResultSet row) throws SQLException {
        return new Claimed(
                new Claim(
                        node,
                        row.getInt("claims"),
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
                row.getBytes("header") == null
                        ? null
                        : new StoredMessage(row.getString("message_id"), MessageColumns.read(row)));
    }

    /** Recipients of one submission over one lane share a transaction; the oldest come first. */
    static List<MailTransaction> transactions(List<Claimed> rows) {
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
}
