package io.fromline.storage.postgres;

import io.fromline.account.Key;
import io.fromline.account.KeyStore;
import io.fromline.account.TokenHash;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps API keys in PostgreSQL. */
public final class PostgresKeyStore implements KeyStore {

    private final Database database;

    public PostgresKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Key key) {
        database.inTenant(
                key.owner(),
                jdbc -> jdbc.sql("""
                        insert into api_key (tenant_id, id, name, prefix, key_hash, created_at)
                        values (:owner, :id, :name, :prefix, :hash, :createdAt)""")
                        .param("owner", key.owner().value())
                        .param("id", key.id())
                        .param("name", key.name())
                        .param("prefix", key.prefix())
                        .param("hash", key.hash().bytes())
                        .param("createdAt", Timestamp.from(key.createdAt()))
                        .update());
    }

    @Override
    public Optional<Key> find(TokenHash hash) {
        return database.asServer(jdbc -> jdbc.sql("select * from api_key where key_hash = :hash and revoked_at is null")
                .param("hash", hash.bytes())
                .query(PostgresKeyStore::key)
                .optional());
    }

    @Override
    public List<Key> list(TenantId owner) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("""
                        select * from api_key where tenant_id = :owner and revoked_at is null order by id desc""")
                        .param("owner", owner.value())
                        .query(PostgresKeyStore::key)
                        .list());
    }

    @Override
    public boolean revoke(TenantId owner, UUID id, Instant now) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("""
                        update api_key set revoked_at = :now
                        where tenant_id = :owner and id = :id and revoked_at is null""")
                                .param("now", Timestamp.from(now))
                                .param("owner", owner.value())
                                .param("id", id)
                                .update()
                        == 1);
    }

    @Override
    public void used(Key key, Instant now) {
        database.inTenant(
                key.owner(),
                jdbc -> jdbc.sql("update api_key set last_used_at = :now where tenant_id = :owner and id = :id")
                        .param("now", Timestamp.from(now))
                        .param("owner", key.owner().value())
                        .param("id", key.id())
                        .update());
    }

    private static Key key(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new Key(
                new TenantId(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                TokenHash.of(row.getBytes("key_hash")),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
