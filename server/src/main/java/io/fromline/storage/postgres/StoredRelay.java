package io.fromline.storage.postgres;

import io.fromline.relay.LiveRelay;
import io.fromline.relay.Relay;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row, its settings still sealed. */
record StoredRelay(
        Relay bare,
        RelaySettingsJson.@Nullable Sealed draft,
        RelaySettingsJson.@Nullable Sealed live,
        RelaySettingsJson.@Nullable Sealed previous) {

    static StoredRelay of(ResultSet row) throws SQLException {
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
        return new StoredRelay(bare, sealed(row, "draft"), sealed(row, "live"), sealed(row, "previous"));
    }

    private static RelaySettingsJson.@Nullable Sealed sealed(ResultSet row, String column) throws SQLException {
        var json = row.getString(column);
        return json == null ? null : new RelaySettingsJson.Sealed(json, row.getBytes(column + "_secret"));
    }

    /** The settings in use, if there are any; what else is stored stays sealed. */
    Optional<LiveRelay> live(RelaySettingsJson json) {
        return Optional.ofNullable(live)
                .map(kept -> new LiveRelay(bare.owner(), bare.id(), bare.version(), json.open(bare.owner(), kept)));
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
