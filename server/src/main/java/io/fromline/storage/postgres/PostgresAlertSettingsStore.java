package io.fromline.storage.postgres;

import io.fromline.alert.AlertSettings;
import io.fromline.alert.AlertSettingsStore;
import io.fromline.alert.IncidentKind;
import io.fromline.mail.Mailbox;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is told of what, in the {@code alert_setting} table. */
public final class PostgresAlertSettingsStore implements AlertSettingsStore {

    private final Database database;

    public PostgresAlertSettingsStore(Database database) {
        this.database = database;
    }

    @Override
    public AlertSettings find(TenantId tenant) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select addresses, kinds from alert_setting where tenant_id = :tenant")
                        .param("tenant", tenant.value())
                        .query((row, n) -> new AlertSettings(
                                texts(row, "addresses").map(Mailbox::of).toList(),
                                texts(row, "kinds")
                                        .flatMap(label -> IncidentKind.of(label).stream())
                                        .collect(Collectors.toSet())))
                        .optional()
                        .orElse(AlertSettings.DEFAULT));
    }

    @Override
    public void put(TenantId tenant, AlertSettings settings) {
        database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        insert into alert_setting (tenant_id, addresses, kinds) values (:tenant, :addresses, :kinds)
                        on conflict (tenant_id) do update set addresses = excluded.addresses, kinds = excluded.kinds
                        """)
                        .param("tenant", tenant.value())
                        .param(
                                "addresses",
                                settings.addresses().stream()
                                        .map(Mailbox::toString)
                                        .toArray(String[]::new))
                        .param(
                                "kinds",
                                settings.kinds().stream()
                                        .map(IncidentKind::label)
                                        .sorted()
                                        .toArray(String[]::new))
                        .update());
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray());
    }
}
