package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowSecurityTest {

    private final Database database = TestDatabase.database();
    private final TenantId own = new TenantId("own-" + Ids.next());
    private final TenantId other = new TenantId("other-" + Ids.next());
    private final TenantRows otherRows = new TenantRows(other);

    @AfterEach
    void removeRows() {
        otherRows.remove(database);
    }

    @Test
    void every_table_with_tenant_data_is_looked_at_here_and_deleted_with_its_tenant() {
        List<String> tables = tables();
        assertThat(otherRows.inserts().keySet()).containsExactlyInAnyOrderElementsOf(tables);
        assertThat(PostgresTenantStore.TABLES).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void no_statement_in_one_tenants_transaction_sees_or_changes_anothers_rows() {
        otherRows.insert(database);
        for (String table : tables()) {
            int seen = database.inTenant(
                    own,
                    jdbc -> jdbc.sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single());
            int deleted = database.inTenant(
                    own, jdbc -> jdbc.sql("delete from " + table).update());
            int left = database.inTenant(
                    other,
                    jdbc -> jdbc.sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single());
            assertThat(List.of(seen, deleted, left)).as(table).isEqualTo(List.of(0, 0, 1));
        }
    }

    @Test
    void nobody_can_put_a_row_in_anothers_place() {
        otherRows
                .inserts()
                .forEach((table, sql) -> assertThatThrownBy(
                                () -> database.inTenant(own, jdbc -> otherRows.insert(jdbc, sql)))
                        .as(table)
                        .rootCause()
                        .hasMessageContaining("row-level security"));
    }

    @Test
    void a_deleted_tenant_leaves_nothing_behind() {
        otherRows.insert(database);
        new PostgresTenantStore(database).delete(other);
        for (String table : tables()) {
            int left =
                    database.asServer(jdbc -> jdbc.sql("select count(*) from " + table + " where tenant_id = :tenant")
                            .param("tenant", other.value())
                            .query(Integer.class)
                            .single());
            assertThat(left).as(table).isZero();
        }
    }

    private List<String> tables() {
        return database.asServer(jdbc -> jdbc.sql("""
                        select table_name from information_schema.columns
                        where column_name = 'tenant_id' and table_schema = 'public' order by table_name""").query(String.class).list());
    }
}
