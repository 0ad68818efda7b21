package io.fromline.storage.postgres;

import io.fromline.identity.IdentityStore;
import io.fromline.identity.SenderIdentity;
import io.fromline.mail.Mailbox;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sender identities and the count of verification mails. */
public final class PostgresIdentityStore implements IdentityStore {

    private final Database database;

    public PostgresIdentityStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SenderIdentity> current(TenantId tenant) {
        return inState(tenant, "verified");
    }

    @Override
    public Optional<SenderIdentity> pending(TenantId tenant) {
        return inState(tenant, "pending");
    }

    private Optional<SenderIdentity> inState(TenantId tenant, String state) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql(
                                "select * from sender_identity where tenant_id = :tenant and state = :state order by id desc limit 1")
                        .param("tenant", tenant.value())
                        .param("state", state)
                        .query((row, n) -> identity(row))
                        .optional());
    }

    @Override
    public Optional<SenderIdentity> find(TenantId tenant, UUID id) {
        return database.inTenant(
                tenant,
                jdbc -> one(jdbc, "select * from sender_identity", tenant, id)
                        .query((row, n) -> identity(row))
                        .optional());
    }

    @Override
    public List<SenderIdentity> list(TenantId tenant) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select * from sender_identity where tenant_id = :tenant order by id desc")
                        .param("tenant", tenant.value())
                        .query((row, n) -> identity(row))
                        .list());
    }

    @Override
    public void insertPending(SenderIdentity identity, byte[] tokenHash) {
        database.inTenant(identity.tenant(), jdbc -> {
            jdbc.sql("delete from sender_identity where tenant_id = :tenant and state = 'pending'")
                    .param("tenant", identity.tenant().value())
                    .update();
            return jdbc.sql("""
                    insert into sender_identity (tenant_id, id, address, name, state, token_hash, token_expires_at,
                        last_sent_at, created_at)
                    values (:tenant, :id, :address, :name, 'pending', :hash, :expires, :sent, :created)
                    """)
                    .param("tenant", identity.tenant().value())
                    .param("id", identity.id())
                    .param("address", identity.address().toString())
                    .param("name", identity.name())
                    .param("hash", tokenHash)
                    .param("expires", Times.parameter(identity.tokenExpiresAt()))
                    .param("sent", Times.parameter(identity.lastSentAt()))
                    .param("created", Times.parameter(identity.createdAt()))
                    .update();
        });
    }

    @Override
    public void renewToken(SenderIdentity identity, byte[] tokenHash) {
        database.inTenant(
                identity.tenant(),
                jdbc -> one(
                                jdbc,
                                "update sender_identity set token_hash = :hash, token_expires_at = :expires, last_sent_at = :sent",
                                identity.tenant(),
                                identity.id())
                        .param("hash", tokenHash)
                        .param("expires", Times.parameter(identity.tokenExpiresAt()))
                        .param("sent", Times.parameter(identity.lastSentAt()))
                        .update());
    }

    @Override
    public void delete(TenantId tenant, UUID id) {
        database.inTenant(tenant, jdbc -> {
            int deleted = one(jdbc, "delete from sender_identity", tenant, id).update();
            // Whoever gives up the proven address sends by the default mode until another is proven.
            jdbc.sql("""
                    update tenant t set mode = 'default' where tenant_id = :tenant and mode = 'branded'
                    and not exists (select 1 from sender_identity i where i.tenant_id = t.tenant_id and i.state = 'verified')
                    """).param("tenant", tenant.value()).update();
            return deleted;
        });
    }

    @Override
    public Optional<SenderIdentity> byToken(byte[] tokenHash) {
        return database.asServer(jdbc -> jdbc.sql("select * from sender_identity where token_hash = :hash")
                .param("hash", tokenHash)
                .query((row, n) -> identity(row))
                .optional());
    }

    @Override
    public boolean verify(SenderIdentity identity, byte[] tokenHash, Instant at) {
        return database.inTenant(identity.tenant(), jdbc -> {
            // The tenant's row is locked so that two links pressed at once end one after the other.
            jdbc.sql("select 1 from tenant where tenant_id = :tenant for update")
                    .param("tenant", identity.tenant().value())
                    .query(Integer.class)
                    .optional();
            int proven = one(
                            jdbc,
                            "update sender_identity set state = 'verified', verified_at = :at",
                            identity.tenant(),
                            identity.id(),
                            " and state = 'pending' and token_hash = :hash and token_expires_at > :at")
                    .param("hash", tokenHash)
                    .param("at", Times.parameter(at))
                    .update();
            if (proven == 0) {
                return false;
            }
            jdbc.sql("update sender_identity set state = 'replaced' "
                            + "where tenant_id = :tenant and state = 'verified' and id <> :id")
                    .param("tenant", identity.tenant().value())
                    .param("id", identity.id())
                    .update();
            jdbc.sql("update tenant set mode = 'branded' where tenant_id = :tenant and mode = 'default'")
                    .param("tenant", identity.tenant().value())
                    .update();
            return true;
        });
    }

    @Override
    public Sent sentSince(TenantId tenant, byte[] addressHash, String source, Instant since) {
        return database.asServer(jdbc -> jdbc.sql("""
                        select count(*) filter (where address_hash = :address) as to_address,
                               count(*) filter (where tenant_id = :tenant) as for_tenant,
                               count(*) filter (where source = :source) as from_source
                        from verification_sent
                        where sent_at > :since and (address_hash = :address or tenant_id = :tenant or source = :source)
                        """)
                .param("address", addressHash)
                .param("tenant", tenant.value())
                .param("source", source)
                .param("since", Times.parameter(since))
                .query((row, n) ->
                        new Sent(row.getInt("to_address"), row.getInt("for_tenant"), row.getInt("from_source")))
                .single());
    }

    @Override
    public void noteSent(TenantId tenant, byte[] addressHash, String source, Instant at) {
        database.inTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        insert into verification_sent (tenant_id, id, address_hash, source, sent_at)
                        values (:tenant, :id, :address, :source, :at)
                        """)
                        .param("tenant", tenant.value())
                        .param("id", Ids.next())
                        .param("address", addressHash)
                        .param("source", source)
                        .param("at", Times.parameter(at))
                        .update());
    }

    private static JdbcClient.StatementSpec one(JdbcClient jdbc, String sql, TenantId tenant, UUID id) {
        return one(jdbc, sql, tenant, id, "");
    }

    private static JdbcClient.StatementSpec one(JdbcClient jdbc, String sql, TenantId tenant, UUID id, String and) {
        return jdbc.sql(sql + " where tenant_id = :tenant and id = :id" + and)
                .param("tenant", tenant.value())
                .param("id", id);
    }

    private static SenderIdentity identity(ResultSet row) throws SQLException {
        return new SenderIdentity(
                new TenantId(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                Mailbox.of(row.getString("address")),
                row.getString("name"),
                SenderIdentity.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Times.instantOrNull(row, "last_sent_at"),
                Times.instantOrNull(row, "token_expires_at"),
                Times.instantOrNull(row, "verified_at"),
                Times.instant(row, "created_at"));
    }
}
