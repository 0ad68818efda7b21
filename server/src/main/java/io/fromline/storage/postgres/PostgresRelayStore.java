package io.fromline.storage.postgres;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.Relay;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.RelayStore;
import io.fromline.relay.StoppedBy;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Relays in the {@code relay} table; a swap of settings is one statement. */
public final class PostgresRelayStore implements RelayStore {

    /** Ends a hold, unless it is what somebody wanted. */
    private static final String MENDED = """
            held_at = case when starts_with(held_cause, 'stopped.') then held_at end,
            held_cause = case when starts_with(held_cause, 'stopped.') then held_cause end, held_reply = null
            """;

    private static final String ONE = " where tenant_id = :owner and id = :id and state <> 'removed'";

    private final Database database;
    private final RelaySettingsJson json;

    public PostgresRelayStore(Database database, RelaySettingsJson json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public List<Relay> list(TenantId owner) {
        return database
                .inTenant(
                        owner,
                        jdbc -> jdbc.sql(
                                        "select * from relay where tenant_id = :owner and state <> 'removed' order by id desc")
                                .param("owner", owner.value())
                                .query((row, n) -> Stored.of(row))
                                .list())
                .stream()
                .map(stored -> stored.opened(owner, json))
                .toList();
    }

    @Override
    public Optional<Relay> relay(TenantId owner, UUID id) {
        // Opened after the transaction: a data key may have to be read in one of its own.
        return opened(owner, database.inTenant(owner, jdbc -> stored(jdbc, owner, id)));
    }

    @Override
    public Optional<LiveRelay> find(TenantId owner, UUID id) {
        return opened(owner, database.asServerAtOnce(jdbc -> stored(jdbc, owner, id)))
                .flatMap(PostgresRelayStore::live);
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

    private static Optional<Stored> stored(JdbcClient jdbc, TenantId owner, UUID id) {
        return one(jdbc, "select * from relay" + ONE, owner, id)
                .query((row, n) -> Stored.of(row))
                .optional();
    }

    private Optional<Relay> opened(TenantId owner, Optional<Stored> stored) {
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
        return list(owner).stream()
                .filter(relay -> relay.state() == state)
                .findFirst()
                .flatMap(PostgresRelayStore::live);
    }

    private static Optional<LiveRelay> live(Relay relay) {
        return Optional.ofNullable(relay.live())
                .map(settings -> new LiveRelay(relay.owner(), relay.id(), relay.version(), settings));
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
        return database.inTenant(owner, jdbc -> {
            boolean changed = draftToLive(jdbc, owner, id, Relay.State.ACTIVE);
            if (changed) {
                takeOver(jdbc, owner, id);
            }
            return changed;
        });
    }

    private static boolean draftToLive(JdbcClient jdbc, TenantId owner, UUID id, Relay.State state) {
        return one(jdbc, """
                                update relay set provider = draft ->> 'provider', state = :state,
                                    previous = live, previous_secret = live_secret, live = draft, live_secret = draft_secret,
                                    live_version = live_version + 1, draft = null, draft_secret = null, draft_revision = null,
                                """ + MENDED + ONE + " and draft is not null and draft_revision = tested_revision", owner, id)
                        .param("state", state.label())
                        .update()
                == 1;
    }

    @Override
    public boolean standBy(TenantId owner, UUID id) {
        return database.inTenant(owner, jdbc -> {
            var ready = one(
                            jdbc,
                            "select state from relay" + ONE
                                    + " and state <> 'active' and (draft_revision = tested_revision or draft is null)"
                                    + " for update",
                            owner,
                            id)
                    .query(String.class)
                    .optional();
            if (ready.isEmpty()) {
                return false;
            }
            // There is one at most, at every moment of the transaction.
            one(jdbc, RETIRE_STANDBY + " and id <> :id", owner, id).update();
            return draftToLive(jdbc, owner, id, Relay.State.STANDBY)
                    || one(jdbc, "update relay set state = 'standby'" + ONE + " and live is not null", owner, id)
                                    .update()
                            == 1;
        });
    }

    private static final String RETIRE_STANDBY =
            "update relay set state = 'retired' where tenant_id = :owner and state = 'standby'";

    @Override
    public boolean standDown(TenantId owner, UUID id) {
        return database.inTenant(
                owner,
                jdbc -> one(jdbc, RETIRE_STANDBY + " and id = :id", owner, id).update() == 1);
    }

    /** The relay in use from now on; the one before it can be gone back to. */
    private static void takeOver(JdbcClient jdbc, TenantId owner, UUID id) {
        jdbc.sql("update relay set state = 'retired' where tenant_id = :owner and state = 'active' and id <> :id")
                .param("owner", owner.value())
                .param("id", id)
                .update();
        jdbc.sql("""
                update tenant set previous_relay = case when active_relay <> :id then active_relay else previous_relay end,
                    active_relay = :id, mode = 'custom'
                where tenant_id = :owner
                """).param("owner", owner.value()).param("id", id).update();
    }

    @Override
    public boolean restore(TenantId owner) {
        return database.inTenant(owner, jdbc -> {
            int swapped = jdbc.sql(
                            """
                    update relay set live = previous, live_secret = previous_secret, previous = live,
                        previous_secret = live_secret, provider = previous ->> 'provider', live_version = live_version + 1,
                    """ + MENDED + "where tenant_id = :owner and state = 'active' and previous is not null")
                    .param("owner", owner.value())
                    .update();
            return swapped == 1
                    || jdbc.sql(
                                    "select previous_relay from tenant where tenant_id = :owner and previous_relay is not null")
                            .param("owner", owner.value())
                            .query(UUID.class)
                            .optional()
                            .map(id -> again(jdbc, owner, id))
                            .orElse(false);
        });
    }

    @Override
    public boolean reactivate(TenantId owner, UUID id) {
        return database.inTenant(owner, jdbc -> again(jdbc, owner, id));
    }

    private static boolean again(JdbcClient jdbc, TenantId owner, UUID id) {
        int changed = one(
                        jdbc,
                        "update relay set state = 'active', " + MENDED + ONE
                                + " and state in ('active', 'standby', 'retired') and live is not null",
                        owner,
                        id)
                .update();
        if (changed == 1) {
            takeOver(jdbc, owner, id);
        }
        return changed == 1;
    }

    @Override
    public boolean stop(TenantId owner, UUID id, StoppedBy who, Instant at) {
        return database.inTenant(
                owner,
                jdbc -> one(
                                        jdbc,
                                        "update relay set held_at = :at, held_cause = :cause, held_reply = null" + ONE
                                                + " and live is not null and (held_at is null or :operator)"
                                                + " and held_cause is distinct from :cause",
                                        owner,
                                        id)
                                .param("at", Times.parameter(at))
                                .param("cause", who.cause())
                                .param("operator", who == StoppedBy.OPERATOR)
                                .update()
                        == 1);
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
    public boolean resume(TenantId owner, UUID id) {
        return database.inTenant(
                owner,
                jdbc -> one(
                                        jdbc,
                                        "update relay set held_at = null, held_cause = null, held_reply = null" + ONE
                                                + " and held_at is not null",
                                        owner,
                                        id)
                                .update()
                        == 1);
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

    private static JdbcClient.StatementSpec one(JdbcClient jdbc, String sql, TenantId owner, UUID id) {
        return jdbc.sql(sql).param("owner", owner.value()).param("id", id);
    }

    /** A row, its settings still sealed. */
    private record Stored(
            Relay bare,
            RelaySettingsJson.@Nullable Sealed draft,
            RelaySettingsJson.@Nullable Sealed live,
            RelaySettingsJson.@Nullable Sealed previous) {

        static Stored of(ResultSet row) throws SQLException {
            var heldAt = Times.instantOrNull(row, "held_at");
            var heldCause = row.getString("held_cause");
            var bare = new Relay(
                    new TenantId(row.getString("tenant_id")),
                    row.getObject("id", UUID.class),
                    Relay.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    null,
                    row.getObject("draft_revision", UUID.class),
                    row.getObject("tested_revision", UUID.class),
                    Times.instantOrNull(row, "tested_at"),
                    null,
                    row.getInt("live_version"),
                    null,
                    heldAt == null ? null : new Relay.Held(heldCause == null ? "" : heldCause, heldAt),
                    new Relay.Health(
                            Times.instantOrNull(row, "last_success_at"),
                            Times.instantOrNull(row, "last_failure_at"),
                            row.getString("last_failure_cause")),
                    Times.instant(row, "created_at"));
            return new Stored(bare, sealed(row, "draft"), sealed(row, "live"), sealed(row, "previous"));
        }

        private static RelaySettingsJson.@Nullable Sealed sealed(ResultSet row, String column) throws SQLException {
            var json = row.getString(column);
            return json == null ? null : new RelaySettingsJson.Sealed(json, row.getBytes(column + "_secret"));
        }

        Relay opened(TenantId owner, RelaySettingsJson json) {
            return new Relay(
                    bare.owner(),
                    bare.id(),
                    bare.state(),
                    draft == null ? null : json.open(owner, draft),
                    bare.draftRevision(),
                    bare.testedRevision(),
                    bare.testedAt(),
                    live == null ? null : json.open(owner, live),
                    bare.version(),
                    previous == null ? null : json.open(owner, previous),
                    bare.held(),
                    bare.health(),
                    bare.createdAt());
        }
    }
}
