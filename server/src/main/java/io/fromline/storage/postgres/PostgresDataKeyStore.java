package io.fromline.storage.postgres;

import io.fromline.secret.DataKeyStore;
import io.fromline.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wrapped data keys in the {@code data_key} table. */
public final class PostgresDataKeyStore implements DataKeyStore {

    private final Database database;

    public PostgresDataKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<byte[]> find(TenantId owner) {
        return database.inTenant(owner, jdbc -> select(jdbc, owner));
    }

    private static Optional<byte[]> select(JdbcClient jdbc, TenantId owner) {
        return jdbc.sql("select wrapped from data_key where tenant_id = :owner")
                .param("owner", owner.value())
                .query((row, n) -> row.getBytes("wrapped"))
                .optional();
    }

    @Override
    public byte[] keepIfAbsent(TenantId owner, byte[] wrapped) {
        return database.inTenant(owner, jdbc -> {
            jdbc.sql("insert into data_key (tenant_id, wrapped, created_at) values (:owner, :wrapped, now()) "
                            + "on conflict do nothing")
                    .param("owner", owner.value())
                    .param("wrapped", wrapped)
                    .update();
            return select(jdbc, owner).orElseThrow();
        });
    }

    @Override
    public Map<TenantId, byte[]> all() {
        return database.asServer(PostgresDataKeyStore::selectAll);
    }

    private static Map<TenantId, byte[]> selectAll(JdbcClient jdbc) {
        var all = new LinkedHashMap<TenantId, byte[]>();
        jdbc.sql("select tenant_id, wrapped from data_key for update").query(row -> {
            all.put(new TenantId(row.getString("tenant_id")), row.getBytes("wrapped"));
        });
        return all;
    }

    @Override
    public int rewrap(UnaryOperator<Map.Entry<TenantId, byte[]>> again) {
        return database.asServer(jdbc -> {
            var all = selectAll(jdbc);
            all.entrySet().stream()
                    .map(again)
                    .forEach(entry -> jdbc.sql("update data_key set wrapped = :wrapped where tenant_id = :owner")
                            .param("wrapped", entry.getValue())
                            .param("owner", entry.getKey().value())
                            .update());
            return all.size();
        });
    }
}
