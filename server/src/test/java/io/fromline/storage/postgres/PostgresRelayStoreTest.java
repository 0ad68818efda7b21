package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.queue.WaitingMail.Orphaned;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.Relay;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.StoppedBy;
import io.fromline.secret.MasterKey;
import io.fromline.secret.Secrets;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a database of its own: its data keys are wrapped by a master key that no server knows. */
class PostgresRelayStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static PooledDatabase pool;
    private static Database database;
    private static PostgresRelayStore store;

    private final TenantId shop = new TenantId("t-" + Ids.next());

    @BeforeAll
    static void open() {
        pool = PooledDatabase.open(TestDatabase.emptyDatabase(), 4);
        database = pool.database();
        var master = MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]));
        store = new PostgresRelayStore(
                database, new RelaySettingsJson(new Secrets(master, new PostgresDataKeyStore(database))));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void tenant() {
        sql("insert into tenant (tenant_id, name, plan, locale, time_zone, created_at) "
                + "values (:tenant, 'Shop', 'pro', 'en', 'UTC', now())");
    }

    @Test
    void what_is_drafted_is_read_back_and_its_password_stands_nowhere_in_the_row() {
        var settings = settings("one", "hush-hush-hush");
        var id = drafted(settings);
        assertThat(relay(id).draft()).isEqualTo(settings);
        assertThat(relay(id).state()).isEqualTo(Relay.State.DRAFT);
        assertThat(text("select row_to_json(r)::text from relay r where tenant_id = :tenant"))
                .contains("mail.one.example")
                .doesNotContain("hush-hush-hush")
                .doesNotContain(Base64.getEncoder()
                        .encodeToString("hush-hush-hush".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void only_exactly_what_was_tested_becomes_live() {
        var id = drafted(settings("one", "a"));
        assertThat(store.activate(shop, id)).isFalse();
        tested(id);
        store.saveDraft(shop, id, settings("one", "b"));
        assertThat(relay(id).canActivate()).isFalse();
        assertThat(store.activate(shop, id)).isFalse();
        assertThat(store.find(shop, id)).isEmpty();

        tested(id);
        assertThat(store.activate(shop, id)).isTrue();
        assertThat(store.find(shop, id)).contains(new LiveRelay(shop, id, 1, settings("one", "b")));
        assertThat(tenantRow()).containsEntry("mode", "custom").containsEntry("active_relay", id);
    }

    @Test
    void a_test_that_ends_after_another_edit_counts_for_nothing() {
        var id = drafted(settings("one", "a"));
        var before = relay(id).draftRevision();
        store.saveDraft(shop, id, settings("one", "b"));
        store.saveDraft(shop, id, settings("one", "a"));
        store.markTested(shop, id, before, NOON);
        assertThat(store.activate(shop, id)).isFalse();
    }

    @Test
    void what_is_live_goes_on_while_its_successor_is_edited_and_can_be_gone_back_to() {
        var id = activated(settings("one", "a"));
        store.saveDraft(shop, id, settings("two", "b"));
        assertThat(store.find(shop, id).orElseThrow().settings()).isEqualTo(settings("one", "a"));
        tested(id);
        assertThat(store.activate(shop, id)).isTrue();
        assertThat(store.find(shop, id)).contains(new LiveRelay(shop, id, 2, settings("two", "b")));

        assertThat(store.restore(shop)).isTrue();
        assertThat(store.find(shop, id)).contains(new LiveRelay(shop, id, 3, settings("one", "a")));
        assertThat(store.restore(shop)).isTrue();
        assertThat(store.find(shop, id)).contains(new LiveRelay(shop, id, 4, settings("two", "b")));
    }

    @Test
    void another_relay_takes_over_and_the_one_before_still_sends_what_was_accepted_for_it() {
        var first = activated(settings("one", "a"));
        assertThat(store.restore(shop)).isFalse();
        var second = activated(settings("two", "b"));
        assertThat(relay(first).state()).isEqualTo(Relay.State.RETIRED);
        assertThat(store.find(shop, first).orElseThrow().settings()).isEqualTo(settings("one", "a"));
        assertThat(tenantRow()).containsEntry("active_relay", second).containsEntry("previous_relay", first);

        assertThat(store.restore(shop)).isTrue();
        assertThat(relay(first).state()).isEqualTo(Relay.State.ACTIVE);
        assertThat(relay(second).state()).isEqualTo(Relay.State.RETIRED);
        assertThat(tenantRow()).containsEntry("active_relay", first).containsEntry("previous_relay", second);
    }

    @Test
    void one_stands_by_beside_the_one_in_use_and_only_with_settings_that_passed_a_test() {
        var active = activated(settings("one", "a"));
        var second = drafted(settings("two", "b"));
        assertThat(store.standBy(shop, active)).as("it sends already").isFalse();
        assertThat(store.standBy(shop, second)).as("not tested").isFalse();
        assertThat(store.standby(shop)).isEmpty();
        tested(second);
        assertThat(store.standBy(shop, second)).isTrue();
        assertThat(store.standby(shop).orElseThrow().settings()).isEqualTo(settings("two", "b"));
        assertThat(tenantRow()).containsEntry("active_relay", active);

        store.saveDraft(shop, second, settings("two", "c"));
        assertThat(store.standBy(shop, second)).as("changed since the test").isFalse();
        tested(second);
        assertThat(store.standBy(shop, second)).isTrue();
        assertThat(store.standby(shop).orElseThrow().settings()).isEqualTo(settings("two", "c"));

        var third = drafted(settings("three", "d"));
        tested(third);
        assertThat(store.standBy(shop, third)).isTrue();
        assertThat(relay(second).state()).isEqualTo(Relay.State.RETIRED);
        assertThat(store.standBy(shop, second)).as("tested before").isTrue();
        assertThat(relay(third).state()).isEqualTo(Relay.State.RETIRED);
        assertThat(store.standby(new TenantId("t-" + Ids.next()))).isEmpty();
    }

    @Test
    void one_that_stands_by_takes_over_or_stands_down() {
        var active = activated(settings("one", "a"));
        var second = drafted(settings("two", "b"));
        tested(second);
        store.standBy(shop, second);
        assertThat(store.reactivate(shop, second)).isTrue();
        assertThat(relay(second).state()).isEqualTo(Relay.State.ACTIVE);
        assertThat(relay(active).state()).isEqualTo(Relay.State.RETIRED);
        assertThat(store.standby(shop)).isEmpty();

        assertThat(store.standBy(shop, active)).isTrue();
        assertThat(store.standDown(shop, second)).isFalse();
        assertThat(store.standDown(shop, active)).isTrue();
        assertThat(relay(active).state()).isEqualTo(Relay.State.RETIRED);
        assertThat(store.find(shop, active))
                .as("what was to leave over it still does")
                .isPresent();
    }

    @Test
    void going_live_again_ends_a_hold() {
        var id = activated(settings("one", "a"));
        hold(id);
        assertThat(relay(id).held()).isEqualTo(new Relay.Held("smtp.bad_login", NOON));
        assertThat(store.reactivate(shop, id)).isTrue();
        assertThat(relay(id).held()).isNull();
        hold(id);
        assertThat(store.resume(shop, id, StoppedBy.OWNER)).isTrue();
        assertThat(store.resume(shop, id, StoppedBy.OWNER)).isFalse();
        assertThat(store.reactivate(shop, drafted(settings("two", "b")))).isFalse();
    }

    @Test
    void a_removed_relay_leaves_no_settings_and_no_secret() {
        var id = activated(settings("one", "a"));
        store.saveDraft(shop, id, settings("two", "b"));
        store.remove(shop, id);
        assertThat(store.relay(shop, id)).isEmpty();
        assertThat(store.find(shop, id)).isEmpty();
        assertThat(store.list(shop)).isEmpty();
        assertThat(text("select coalesce(live, draft, previous)::text || live_secret::text || draft_secret::text "
                        + "|| previous_secret::text from relay where tenant_id = :tenant"))
                .isEmpty();
        assertThat(tenantRow()).containsEntry("mode", "default").containsEntry("active_relay", null);
    }

    @Test
    void after_removal_a_proven_address_is_used_again() {
        var id = activated(settings("one", "a"));
        sql("insert into sender_identity (tenant_id, id, address, name, state, created_at) "
                + "values (:tenant, gen_random_uuid(), 'a@shop.example', 'Shop', 'verified', now())");
        store.remove(shop, id);
        assertThat(tenantRow()).containsEntry("mode", "branded");
    }

    @Test
    void nobody_else_sees_it() {
        var id = activated(settings("one", "a"));
        var other = new TenantId("t-" + Ids.next());
        assertThat(store.relay(other, id)).isEmpty();
        assertThat(store.find(other, id)).isEmpty();
        assertThat(store.list(other)).isEmpty();
        store.remove(other, id);
        assertThat(store.find(shop, id)).isPresent();
    }

    @Test
    void the_environments_relay_is_live_at_once_and_changes_its_version_only_when_it_differs() {
        store.putFromEnvironment(settings("one", "a"), NOON);
        var first = store.platform().orElseThrow();
        assertThat(first.settings()).isEqualTo(settings("one", "a"));
        store.putFromEnvironment(settings("one", "a"), NOON);
        assertThat(store.platform()).contains(first);
        store.putFromEnvironment(settings("two", "b"), NOON);
        assertThat(store.platform())
                .contains(new LiveRelay(TenantId.PLATFORM, first.id(), first.version() + 1, settings("two", "b")));
        assertThat(store.relay(TenantId.PLATFORM, first.id()).orElseThrow().previous())
                .isEqualTo(settings("one", "a"));
    }

    @Test
    void mail_of_a_removed_relay_waits_for_a_decision_and_mail_of_another_does_not() {
        var mail = new PostgresWaitingMail(database, () -> NOON);
        var gone = activated(settings("one", "a"));
        var kept = activated(settings("two", "b"));
        queued(shop, gone, "queued");
        queued(shop, gone, "held");
        queued(shop, gone, "accepted");
        queued(shop, kept, "queued");
        assertThat(mail.orphaned(shop)).isEmpty();
        store.remove(shop, gone);
        assertThat(mail.orphaned(shop)).contains(new Orphaned(gone, 2));
        assertThat(mail.orphaned(new TenantId("t-" + Ids.next()))).isEmpty();
        assertThat(mail.cancel(shop, new Route(shop, gone))).isEqualTo(2);
        assertThat(mail.orphaned(shop)).isEmpty();
    }

    @Test
    void everybodys_mail_moves_from_one_of_the_platforms_relays_to_another() {
        var mail = new PostgresWaitingMail(database, () -> NOON);
        var from = Ids.next();
        var to = Ids.next();
        var platform = TenantId.PLATFORM;
        queuedFor(shop, platform, from, "queued");
        queuedFor(shop, platform, from, "held");
        queuedFor(shop, platform, from, "accepted");
        assertThat(mail.count(new Route(platform, from))).isEqualTo(2);
        assertThat(mail.move(new Route(platform, from), to)).isEqualTo(2);
        assertThat(mail.count(new Route(platform, from))).isZero();
        assertThat(mail.count(new Route(platform, to))).isEqualTo(2);
        assertThat(text("select string_agg(distinct relay_id::text, ' ') from delivery where relay_id = '" + to
                        + "' and tenant_id = :tenant"))
                .isEqualTo(to.toString());
        assertThat(mail.cancel(new Route(platform, to))).isEqualTo(2);
    }

    private static RelaySettings settings(String name, String password) {
        return new RelaySettings(
                "smtp",
                new SmtpSettings("mail." + name + ".example", 465, Encryption.TLS, "orders", password),
                new NamedMailbox("Shop " + name, Mailbox.of("orders@shop.example")),
                Mailbox.of("reply@shop.example"));
    }

    private UUID drafted(RelaySettings settings) {
        var id = Ids.next();
        store.insertDraft(shop, id, settings, NOON);
        return id;
    }

    private void tested(UUID id) {
        store.markTested(shop, id, java.util.Objects.requireNonNull(relay(id).draftRevision()), NOON);
    }

    private UUID activated(RelaySettings settings) {
        var id = drafted(settings);
        tested(id);
        assertThat(store.activate(shop, id)).isTrue();
        return id;
    }

    private Relay relay(UUID id) {
        return store.relay(shop, id).orElseThrow();
    }

    private void hold(UUID id) {
        sql("update relay set held_at = '" + NOON
                + "', held_cause = 'smtp.bad_login' where tenant_id = :tenant and id = '" + id + "'");
    }

    private void queued(TenantId tenant, UUID relay, String state) {
        queuedFor(tenant, tenant, relay, state);
    }

    private void queuedFor(TenantId tenant, TenantId owner, UUID relay, String state) {
        sql("""
                with s as (
                    insert into submission (tenant_id, id, expires_on, deliveries, kind, class, sender, reply_to_asked, subject,
                        message_id, decision, header, body, body_size, created_at)
                    values (:tenant, gen_random_uuid(), '2030-01-01', array[gen_random_uuid()], 'message', 'transactional',
                        'a@shop.example', false, 'Hi', '<1@x>', '{}', 'x', 'x', 1, now())
                    returning tenant_id, id, expires_on, deliveries[1] as delivery
                ), d as (
                    insert into delivery (tenant_id, id, expires_on, submission_id, recipient, relay_owner, relay_id, state, kind,
                        subject, created_at, updated_at)
                    select tenant_id, delivery, expires_on, id, 'b@example.com', '%1$s', '%2$s',
                        case '%3$s' when 'held' then 'queued' else '%3$s' end, 'message', 'Hi', now(), now()
                    from s
                    returning *
                )
                insert into queue (tenant_id, delivery_id, submission_id, expires_on, relay_owner, relay_id, state, next_attempt_at)
                select tenant_id, id, submission_id, expires_on, relay_owner, relay_id, '%3$s', now() from d
                where '%3$s' in ('queued', 'held')
                """.formatted(owner.value(), relay, state));
    }

    private void sql(String statement) {
        database.asServer(
                jdbc -> jdbc.sql(statement).param("tenant", shop.value()).update());
    }

    private String text(String query) {
        return database.asServer(jdbc -> jdbc
                .sql(query)
                .param("tenant", shop.value())
                .query((row, n) -> String.valueOf((Object) row.getString(1)))
                .list()
                .stream()
                .filter(found -> !found.equals("null"))
                .reduce("", String::concat));
    }

    private Map<String, Object> tenantRow() {
        return database.asServer(
                jdbc -> jdbc.sql("select mode, active_relay, previous_relay from tenant where tenant_id = :t")
                        .param("t", shop.value())
                        .query()
                        .singleRow());
    }
}
