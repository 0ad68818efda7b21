package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Messages that were stored in one piece are read after the migration that takes them apart. */
class MessagePartsTest {

    private static final TenantId TENANT = new TenantId("glina");

    private final DatabaseAddress address = TestDatabase.emptyDatabase();

    @Test
    void what_was_stored_in_one_piece_is_read_as_it_was() {
        Flyway.configure().dataSource(owner()).target("9").load().migrate();
        var withBody = stored("Subject: Zamówienie\r\n\r\nDzień dobry\r\n\r\nOla\r\n");
        var without = stored("Subject: nothing\r\n");

        try (var pool = PooledDatabase.open(address, 2)) {
            assertThat(message(pool.database(), withBody))
                    .isEqualTo("Subject: Zamówienie\r\n\r\nDzień dobry\r\n\r\nOla\r\n");
            assertThat(message(pool.database(), without)).isEqualTo("Subject: nothing\r\n");
        }
    }

    private static String message(Database database, UUID id) {
        return database.inTenant(
                TENANT,
                jdbc -> jdbc.sql("select header, body, body_size from submission where id = :id")
                        .param("id", id)
                        .query((row, n) -> new String(MessageColumns.read(row), StandardCharsets.UTF_8))
                        .single());
    }

    private UUID stored(String message) {
        var id = Ids.next();
        JdbcClient.create(owner())
                .sql("""
                        with everybody as materialized (select set_config('fromline.tenant', '*', false))
                        insert into submission (tenant_id, id, expires_on, deliveries, kind, class, sender, reply_to_asked, subject,
                            message_id, metadata, decision, message, created_at)
                        select :tenant, :id, current_date, '{}', 'message', 'transactional', 'a@shop.example', false, 'Hi', '<1@x>', '{}',
                            '{}', :message, now() from everybody
                        """)
                .param("tenant", TENANT.value())
                .param("id", id)
                .param("message", message.getBytes(StandardCharsets.UTF_8))
                .update();
        return id;
    }

    private DriverManagerDataSource owner() {
        return new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password());
    }
}
