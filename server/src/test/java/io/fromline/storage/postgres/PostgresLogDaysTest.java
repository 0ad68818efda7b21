package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLogDaysTest {

    private static final LocalDate DAY = LocalDate.of(2031, 3, 1);

    private static PooledDatabase pool;
    private static Database database;

    private final TenantId shop = new TenantId("t-" + Ids.next());
    private final PostgresLogDays days = new PostgresLogDays(database);

    @BeforeAll
    static void open() {
        pool = PooledDatabase.open(TestDatabase.emptyDatabase(), 4);
        database = pool.database();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void a_days_mail_goes_as_a_whole_and_the_next_days_stays() {
        days.ready(List.of(DAY, DAY.plusDays(1)));
        var old = logged(DAY, "accepted");
        var younger = logged(DAY.plusDays(1), "accepted");
        assertThat(parts()).as("nothing came where no day was ready").isZero();

        assertThat(days.dropBefore(DAY.plusDays(1))).isEqualTo(3);

        assertThat(ids()).doesNotContain(old).contains(younger);
    }

    @Test
    void unsent_mail_stays_for_another_week() {
        var day = DAY.plusDays(100);
        days.ready(List.of(day));
        var sent = logged(day, "accepted");
        var waits = logged(day, "queued");
        queued(waits, day, null);

        days.dropBefore(day.plusDays(1));

        assertThat(ids()).contains(waits).doesNotContain(sent);
        days.dropBefore(day.plusDays(8));
        assertThat(ids()).contains(waits);
    }

    @Test
    void nothing_is_dropped_while_mail_of_that_day_is_under_way() {
        var day = DAY.plusDays(200);
        days.ready(List.of(day));
        var under_way = logged(day, "queued");
        queued(under_way, day, Ids.next());

        assertThat(days.dropBefore(day.plusDays(1))).isZero();

        assertThat(ids()).contains(under_way);
        new PostgresTenantStore(database).delete(shop);
        days.dropBefore(day.plusDays(1));
    }

    @Test
    void mail_that_came_before_its_day_was_ready_is_kept_and_goes_likewise() {
        var day = DAY.plusDays(300);
        var early = logged(day, "accepted");
        days.ready(List.of(day));
        var late = logged(day, "accepted");
        assertThat(ids()).contains(early, late);

        days.dropBefore(day.plusDays(1));

        assertThat(ids()).doesNotContain(early, late);
    }

    @Test
    void old_keys_and_counts_are_forgotten() {
        var time = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        key("old", time.minusSeconds(60));
        key("young", time.plusSeconds(60));
        assertThat(days.forgetBefore(time)).isGreaterThanOrEqualTo(1);
        List<String> keys = database.inTenant(
                shop,
                jdbc -> jdbc.sql("select key from idempotency")
                        .query(String.class)
                        .list());
        assertThat(keys).containsExactly("young");
    }

    @Test
    void forgetsNodesThatWereGivenUpAMonthBefore() {
        var time = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        var longAgo = node(time.minus(Duration.ofDays(31)), true);
        var lately = node(time.minus(Duration.ofDays(29)), true);
        var late = node(time.minus(Duration.ofDays(31)), false);

        assertThat(days.forgetBefore(time)).isPositive();

        List<UUID> nodes = database.asServer(
                jdbc -> jdbc.sql("select id from node").query(UUID.class).list());
        assertThat(nodes).contains(lately, late).doesNotContain(longAgo);
    }

    private UUID node(Instant end, boolean givenUp) {
        var id = Ids.next();
        database.asServer(jdbc -> jdbc.sql("insert into node (id, ends_at, given_up) values (:id, :end, :givenUp)")
                .param("id", id)
                .param("end", Times.parameter(end))
                .param("givenUp", givenUp)
                .update());
        return id;
    }

    private UUID logged(LocalDate expires, String state) {
        var id = Ids.next();
        database.asServer(jdbc -> jdbc.sql("""
                        with s as (
                            insert into submission (tenant_id, id, expires_on, deliveries, kind, class, sender, reply_to_asked, subject,
                                message_id, decision, header, body, body_size, created_at)
                            values (:tenant, :id, :expires, array[:id::uuid], 'message', 'transactional', 'a@shop.example', false, 'Hi',
                                '<1@x>', '{}', 'x', 'x', 1, now())
                        ), a as (
                            insert into delivery_attempt (tenant_id, delivery_id, number, expires_on, started_at, millis, outcome,
                                relay_owner, relay_id, relay_version, steps, conversation, next)
                            values (:tenant, :id, 1, :expires, now(), 1, 'accepted', '@platform', :id, 1, '[]', '', 'done')
                        )
                        insert into delivery (tenant_id, id, expires_on, submission_id, recipient, relay_owner, relay_id, state, kind,
                            subject, created_at, updated_at)
                        values (:tenant, :id, :expires, :id, 'b@example.com', '@platform', :id, :state, 'message', 'Hi', now(), now())
                        """)
                .param("tenant", shop.value())
                .param("id", id)
                .param("expires", expires)
                .param("state", state)
                .update());
        return id;
    }

    private void queued(UUID delivery, LocalDate expires, @org.jspecify.annotations.Nullable UUID node) {
        database.asServer(jdbc -> jdbc.sql("""
                        insert into queue (tenant_id, delivery_id, submission_id, expires_on, relay_owner, relay_id, state,
                            next_attempt_at, claimed_by)
                        values (:tenant, :id, :id, :expires, '@platform', :id, 'queued', now(), :node)
                        """)
                .param("tenant", shop.value())
                .param("id", delivery)
                .param("expires", expires)
                .param("node", node, java.sql.Types.OTHER)
                .update());
    }

    private void key(String key, Instant at) {
        database.asServer(jdbc -> jdbc.sql("insert into idempotency values (:tenant, :key, 'x', '{}', :at)")
                .param("tenant", shop.value())
                .param("key", key)
                .param("at", Times.parameter(at))
                .update());
    }

    private List<UUID> ids() {
        return database.inTenant(
                shop,
                jdbc -> jdbc.sql("select d.id from delivery d join submission s using (tenant_id, id, expires_on) "
                                + "join delivery_attempt a on a.delivery_id = d.id and a.expires_on = d.expires_on")
                        .query(UUID.class)
                        .list());
    }

    private int parts() {
        return database.asServer(jdbc -> jdbc.sql("select count(*) from delivery d where tenant_id = :tenant "
                        + "and d.tableoid::regclass::text like '%other'")
                .param("tenant", shop.value())
                .query(Integer.class)
                .single());
    }
}
