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
    void views_show_no_more_than_their_tables() {
        otherRows.insert(database);
        assertThat(named("VIEW")).isNotEmpty().allSatisfy(view -> {
            int seen = database.inTenant(
                    own,
                    jdbc -> jdbc.sql("select count(*) from " + view)
                            .query(Integer.class)
                            .single());
            assertThat(seen).as(view).isZero();
        });
    }

    @Test
    void no_table_is_left_in_sight_beside_those_that_are_looked_at() {
        int directly =
                database.asServer(jdbc -> jdbc.sql("""
                        select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'fromline_log' and has_schema_privilege(n.oid, 'usage')
                        """).query(Integer.class).single());
        assertThat(directly)
                .as("partitions that could be read past row-level security")
                .isZero();
    }

    @Test
    void every_unique_key_begins_with_the_tenant_so_that_tables_can_be_sharded_by_it() {
        List<String> others =
                database.asServer(jdbc -> jdbc.sql("""
                        select i.indexrelid::regclass::text from pg_index i
                        join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                        where n.nspname = 'public' and i.indisunique and a.attnum <> all (i.indkey::int2[])
                        """).query(String.class).list());
        assertThat(others).isEmpty();
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
        return named("BASE TABLE");
    }

    private List<String> named(String type) {
        return database.asServer(
                jdbc -> jdbc.sql("""
                        select c.table_name from information_schema.columns c
                        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                        where c.column_name = 'tenant_id' and c.table_schema = 'public' and t.table_type = :type
                        order by c.table_name""").param("type", type).query(String.class).list());
    }
}
