package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTest {

    private final Database database = TestDatabase.database();

    @Test
    void a_tenants_transaction_sees_no_other_tenants_rows_whatever_the_statement_says() {
        insertTenant("row-security-a");
        insertTenant("row-security-b");

        var seen = database.inTenant(
                new TenantId("row-security-a"),
                jdbc -> jdbc.sql("select tenant_id from tenant")
                        .query(String.class)
                        .list());

        assertThat(seen).containsExactly("row-security-a");
    }

    @Test
    void a_tenants_transaction_cannot_write_another_tenants_row() {
        assertThatThrownBy(
                        () -> database.inTenant(new TenantId("row-security-c"), jdbc -> insert(jdbc, "row-security-d")))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_connection_outside_a_scope_sees_no_tenant_data() {
        insertTenant("row-security-e");

        var count = JdbcClient.create(TestDatabase.tenants())
                .sql("select count(*) from tenant")
                .query(Integer.class)
                .single();

        assertThat(count).isZero();
    }

    private void insertTenant(String id) {
        database.asServer(jdbc -> insert(jdbc, id));
    }

    private static int insert(JdbcClient jdbc, String id) {
        return jdbc.sql("insert into tenant (tenant_id, name, plan, locale, time_zone, created_at)"
                        + " values (:id, 'A shop', 'pro', 'en', 'UTC', now())")
                .param("id", id)
                .update();
    }
}
