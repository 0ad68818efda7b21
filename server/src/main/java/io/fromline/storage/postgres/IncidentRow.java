package io.fromline.storage.postgres;

import io.fromline.alert.Incident;
import io.fromline.alert.IncidentKind;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of {@code incident}, with {@code told_before} beside it. */
final class IncidentRow {

    private static final JsonMapper JSON = JsonMapper.shared();

    private IncidentRow() {}

    static Incident read(ResultSet row, int number) throws SQLException {
        return new Incident(
                new TenantId(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                IncidentKind.of(row.getString("kind")).orElseThrow(),
                row.getString("subject"),
                row.getString("cause"),
                JSON.readValue(row.getString("facts"), new TypeReference<Map<String, String>>() {}),
                Times.instant(row, "since"),
                Times.instant(row, "opened_at"),
                Times.instantOrNull(row, "clear_since"),
                Times.instantOrNull(row, "closed_at"),
                told(row));
    }

    private static Incident.Told told(ResultSet row) throws SQLException {
        return new Incident.Told(
                row.getObject("alert_done_at") != null,
                row.getBoolean("alert_mailed"),
                row.getObject("clear_done_at") != null,
                row.getBoolean("opened_event"),
                row.getBoolean("closed_event"),
                Times.instantOrNull(row, "told_before"));
    }
}
