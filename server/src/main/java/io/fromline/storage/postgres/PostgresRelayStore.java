package io.fromline.storage.postgres;

import static io.fromline.storage.postgres.RelaySwaps.ONE;
import static io.fromline.storage.postgres.RelaySwaps.one;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.Relay;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.RelayStore;
import io.fromline.relay.StoppedBy;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Relays in the {@code relay} table; a swap of settings is one statement. */
public final class PostgresRelayStore implements RelayStore {

    private final Database database;
    private final RelaySettingsJson json;

    public PostgresRelayStore(Database database, RelaySettingsJson json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public List<Relay> list(TenantId owner) {
        return stored(owner).stream().map(stored -> stored.opened(owner, json)).toList();
    }

    private List<StoredRelay> stored(TenantId owner) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("select * from relay where tenant_id = :owner and state <> 'removed' order by id desc")
                        .param("owner", owner.value())
                        .query((row, n) -> StoredRelay.of(row))
                        .list());
    }

    @Override
    public Optional<Relay> relay(TenantId owner, UUID id) {
        // Opened after the transaction: a data key may have to be read in one of its own.
        return opened(owner, database.inTenant(owner, jdbc -> stored(jdbc, owner, id)));
    }

    @Override
    public Optional<LiveRelay> find(TenantId owner, UUID id) {
        return database.asServerAtOnce(jdbc -> stored(jdbc, owner, id)).flatMap(stored -> stored.live(json));
    }

    @Override
    public Optional<Sending> sending(Route route, Instant now) {
        record Row(int version, RelaySettingsJson.Sealed live, boolean open) {}
        return database.asServerAtOnce(jdbc -> one(
                                jdbc,
                                "select live_version, live, live_secret, held_at is null and not relay_paused(r, :now) as open"
                                        + " from relay r" + ONE + " and live is not null",
                                route.owner(),
                                route.relay())
                        .param("now", Times.parameter(now))
                        .query((row, n) -> new Row(
                                row.getInt("live_version"),
                                new RelaySettingsJson.Sealed(row.getString("live"), row.getBytes("live_secret")),
                                row.getBoolean("open")))
                        .optional())
                .map(row -> new Sending(
                        new LiveRelay(
                                route.owner(), route.relay(), row.version(), json.open(route.owner(), row.live())),
                        row.open()));
    }

    private static Optional<StoredRelay> stored(JdbcClient jdbc, TenantId owner, UUID id) {
        return one(jdbc, "select * from relay" + ONE, owner, id)
                .query((row, n) -> StoredRelay.of(row))
                .optional();
    }

    private Optional<Relay> opened(TenantId owner, Optional<StoredRelay> stored) {
        return stored.map(row -> row.opened(owner, json));
    }

    @Override
    public Optional<LiveRelay> platform() {
        return inState(TenantId.PLATFORM, Relay.State.ACTIVE);
    }

    @Override
    public Optional<LiveRelay> standby(TenantId owner) {
        return inState(owner, Relay.State.STANDBY);
    }

    private Optional<LiveRelay> inState(TenantId owner, Relay.State state) {
        return stored(owner).stream()
                .filter(stored -> stored.bare().state() == state)
                .findFirst()
                .flatMap(stored -> stored.live(json));
    }

    @Override
    public void succeeded(Map<Route, Instant> at) {
        // In the order of their keys, so that two nodes never wait crosswise.
        var all = new Columns<>(at.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Route, Instant> success) ->
                                success.getKey().owner().value())
                        .thenComparing(success -> success.getKey().relay()))
                .toList());
        database.asServerAtOnce(jdbc -> jdbc.sql("""
                        update relay r set last_success_at = greatest(r.last_success_at, s.at)
                        from unnest(:owners::text[], :relays::uuid[], :times::timestamptz[]) as s (owner, id, at)
                        where r.tenant_id = s.owner and r.id = s.id and r.state <> 'removed'
                        """)
                .param("owners", all.texts(success -> success.getKey().owner().value()))
                .param("relays", all.ids(success -> success.getKey().relay()))
                .param("times", all.times(Map.Entry::getValue))
                .update());
    }

    @Override
    public void failed(TenantId owner, UUID id, Instant at, String cause) {
        database.asServerAtOnce(jdbc -> one(
                        jdbc, "update relay set last_failure_at = :at, last_failure_cause = :cause" + ONE, owner, id)
                .param("at", Times.parameter(at))
                .param("cause", cause)
                .update());
    }

    @Override
    public void insertDraft(TenantId owner, UUID id, RelaySettings settings, Instant at) {
        var sealed = json.seal(owner, settings);
        database.inTenant(
                owner,
                jdbc -> jdbc.sql("""
                        insert into relay (tenant_id, id, provider, state, draft, draft_secret, draft_revision, created_at)
                        values (:owner, :id, :provider, 'draft', :draft::jsonb, :secret, :revision, :at)
                        """)
                        .param("owner", owner.value())
                        .param("id", id)
                        .param("provider", settings.provider())
                        .param("draft", sealed.json())
                        .param("secret", sealed.secret())
                        .param("revision", Ids.next())
                        .param("at", Times.parameter(at))
                        .update());
    }

    @Override
    public void saveDraft(TenantId owner, UUID id, RelaySettings settings) {
        var sealed = json.seal(owner, settings);
        database.inTenant(
                owner,
                jdbc -> one(
                                jdbc,
                                "update relay set draft = :draft::jsonb, draft_secret = :secret, draft_revision = :revision"
                                        + ONE,
                                owner,
                                id)
                        .param("draft", sealed.json())
                        .param("secret", sealed.secret())
                        .param("revision", Ids.next())
                        .update());
    }

    @Override
    public void markTested(TenantId owner, UUID id, UUID revision, Instant at) {
        database.inTenant(
                owner,
                jdbc -> one(jdbc, "update relay set tested_revision = :revision, tested_at = :at" + ONE, owner, id)
                        .param("revision", revision)
                        .param("at", Times.parameter(at))
                        .update());
    }

    @Override
    public boolean activate(TenantId owner, UUID id) {
        return database.inTenant(owner, jdbc -> RelaySwaps.activate(jdbc, owner, id));
    }

    @Override
    public boolean standBy(TenantId owner, UUID id) {
        return database.inTenant(owner, jdbc -> RelaySwaps.standBy(jdbc, owner, id));
    }

    @Override
    public boolean standDown(TenantId owner, UUID id) {
        return database.inTenant(owner, jdbc -> RelaySwaps.standDown(jdbc, owner, id));
    }

    @Override
    public boolean restore(TenantId owner) {
        return database.inTenant(owner, jdbc -> RelaySwaps.restore(jdbc, owner));
    }

    @Override
    public boolean reactivate(TenantId owner, UUID id) {
        return database.inTenant(owner, jdbc -> RelaySwaps.again(jdbc, owner, id));
    }

    @Override
    public boolean stop(TenantId owner, UUID id, StoppedBy who, Instant at) {
        return database.inTenant(owner, jdbc -> RelayStops.stop(jdbc, owner, id, who, at));
    }

    @Override
    public void endRest(TenantId owner, UUID id) {
        database.inTenant(
                owner,
                jdbc -> jdbc.sql("update relay set paused_until = null" + ONE)
                        .param("owner", owner.value())
                        .param("id", id)
                        .update());
    }

    @Override
    public boolean resume(TenantId owner, UUID id, StoppedBy who) {
        return database.inTenant(owner, jdbc -> RelayStops.resume(jdbc, owner, id, who));
    }

    @Override
    public void remove(TenantId owner, UUID id) {
        database.inTenant(owner, jdbc -> {
            one(jdbc, """
                            update relay set state = 'removed', draft = null, draft_secret = null, live = null,
                                live_secret = null, previous = null, previous_secret = null
                            """ + ONE, owner, id).update();
            return jdbc.sql("""
                    update tenant t set
                        previous_relay = nullif(previous_relay, :id),
                        mode = case when active_relay is distinct from :id or mode <> 'custom' then mode
                                    when exists (select 1 from sender_identity i where i.tenant_id = t.tenant_id
                                                 and i.state = 'verified') then 'branded' else 'default' end,
                        active_relay = nullif(active_relay, :id)
                    where tenant_id = :owner
                    """).param("owner", owner.value()).param("id", id).update();
        });
    }

    @Override
    public void putFromEnvironment(RelaySettings settings, Instant at) {
        var platform = TenantId.PLATFORM;
        var current = list(platform).stream()
                .filter(relay -> relay.state() == Relay.State.ACTIVE)
                .findFirst();
        if (current.isPresent() && settings.equals(current.get().live())) {
            return;
        }
        var id = current.map(Relay::id).orElseGet(Ids::next);
        if (current.isPresent()) {
            saveDraft(platform, id, settings);
        } else {
            insertDraft(platform, id, settings, at);
        }
        relay(platform, id).map(Relay::draftRevision).ifPresent(revision -> markTested(platform, id, revision, at));
        activate(platform, id);
    }
}
