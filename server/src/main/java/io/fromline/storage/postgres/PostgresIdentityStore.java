package io.fromline.storage.postgres;

import io.fromline.identity.IdentityStore;
import io.fromline.identity.SenderIdentity;
import io.fromline.identity.VerificationLimits;
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

/** Keeps the addresses that tenants prove in PostgreSQL. */
public final class PostgresIdentityStore implements IdentityStore {

    /** Any number: one verification mail is counted at a time. */
    private static final long LIMITS_LOCK = 0x7665_7269_6679L;

    private final Database database;

    public PostgresIdentityStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SenderIdentity> current(TenantId tenant) {
        return inState(tenant, SenderIdentity.State.VERIFIED);
    }

    @Override
    public Optional<SenderIdentity> pending(TenantId tenant) {
        return inState(tenant, SenderIdentity.State.PENDING);
    }

    private Optional<SenderIdentity> inState(TenantId tenant, SenderIdentity.State state) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select * from sender_identity where tenant_id = :tenant and state = :state")
                        .param("tenant", tenant.value())
                        .param("state", state.label())
                        .query(PostgresIdentityStore::identity)
                        .optional());
    }

    @Override
    public Optional<SenderIdentity> find(TenantId tenant, UUID id) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select * from sender_identity where tenant_id = :tenant and id = :id")
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .query(PostgresIdentityStore::identity)
                        .optional());
    }

    @Override
    public List<SenderIdentity> list(TenantId tenant) {
        return database.inTenant(
                tenant,
                jdbc -> jdbc.sql("select * from sender_identity where tenant_id = :tenant order by id desc")
                        .param("tenant", tenant.value())
                        .query(PostgresIdentityStore::identity)
                        .list());
    }

    @Override
    public void insertPending(SenderIdentity identity, byte[] tokenHash) {
        database.inTenant(identity.tenant(), jdbc -> {
            lockTenant(jdbc, identity.tenant());
            jdbc.sql("delete from sender_identity where tenant_id = :tenant and state = 'pending'")
                    .param("tenant", identity.tenant().value())
                    .update();
            return jdbc.sql("""
                    insert into sender_identity
                        (tenant_id, id, address, name, state, token_hash, token_expires_at, last_sent_at, created_at)
                    values (:tenant, :id, :address, :name, 'pending', :token, :expires, :sent, :created)""")
                    .param("tenant", identity.tenant().value())
                    .param("id", identity.id())
                    .param("address", identity.address().toString())
                    .param("name", identity.name())
                    .param("token", tokenHash)
                    .param("expires", Times.parameter(identity.tokenExpiresAt()))
                    .param("sent", Times.parameter(identity.lastSentAt()))
                    .param("created", Times.parameter(identity.createdAt()))
                    .update();
        });
    }

    @Override
    public boolean renewToken(SenderIdentity identity, byte[] tokenHash) {
        return database.inTenant(
                identity.tenant(),
                jdbc -> jdbc.sql("""
                        update sender_identity set token_hash = :token, token_expires_at = :expires, last_sent_at = :sent
                        where tenant_id = :tenant and id = :id and state = 'pending'""")
                                .param("token", tokenHash)
                                .param("expires", Times.parameter(identity.tokenExpiresAt()))
                                .param("sent", Times.parameter(identity.lastSentAt()))
                                .param("tenant", identity.tenant().value())
                                .param("id", identity.id())
                                .update()
                        == 1);
    }

    @Override
    public void rename(TenantId tenant, UUID id, String name) {
        database.inTenant(
                tenant,
                jdbc -> jdbc.sql("update sender_identity set name = :name where tenant_id = :tenant and id = :id")
                        .param("name", name)
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update());
    }

    @Override
    public boolean delete(TenantId tenant, UUID id) {
        return database.inTenant(tenant, jdbc -> {
            lockTenant(jdbc, tenant);
            var state = jdbc.sql("delete from sender_identity where tenant_id = :tenant and id = :id returning state")
                    .param("tenant", tenant.value())
                    .param("id", id)
                    .query(String.class)
                    .optional();
            if (state.isPresent() && state.get().equals(SenderIdentity.State.VERIFIED.label())) {
                changeMode(jdbc, tenant, "branded", "default");
            }
            return state.isPresent();
        });
    }

    @Override
    public Optional<SenderIdentity> byToken(byte[] tokenHash) {
        return database.asServer(jdbc -> jdbc.sql("select * from sender_identity where token_hash = :token")
                .param("token", tokenHash)
                .query(PostgresIdentityStore::identity)
                .optional());
    }

    @Override
    public boolean verify(SenderIdentity identity, byte[] tokenHash, Instant at) {
        return database.inTenant(identity.tenant(), jdbc -> {
            lockTenant(jdbc, identity.tenant());
            // The one in use makes room first: there is never more than one.
            var stillOpen = jdbc.sql("""
                    select id from sender_identity where tenant_id = :tenant and id = :id and token_hash = :token
                        and state = 'pending' and token_expires_at > :at for update""")
                    .param("tenant", identity.tenant().value())
                    .param("id", identity.id())
                    .param("token", tokenHash)
                    .param("at", Times.parameter(at))
                    .query(UUID.class)
                    .optional();
            if (stillOpen.isEmpty()) {
                return false;
            }
            jdbc.sql("update sender_identity set state = 'replaced' where tenant_id = :tenant and state = 'verified'")
                    .param("tenant", identity.tenant().value())
                    .update();
            jdbc.sql("""
                    update sender_identity set state = 'verified', verified_at = :at
                    where tenant_id = :tenant and id = :id""")
                    .param("at", Times.parameter(at))
                    .param("tenant", identity.tenant().value())
                    .param("id", identity.id())
                    .update();
            changeMode(jdbc, identity.tenant(), "default", "branded");
            return true;
        });
    }

    private static void changeMode(JdbcClient jdbc, TenantId tenant, String from, String to) {
        jdbc.sql("update tenant set mode = :to where tenant_id = :tenant and mode = :from")
                .param("to", to)
                .param("tenant", tenant.value())
                .param("from", from)
                .update();
    }

    /** What changes a tenant's identities comes one after the other. */
    private static void lockTenant(JdbcClient jdbc, TenantId tenant) {
        jdbc.sql("select tenant_id from tenant where tenant_id = :tenant for update")
                .param("tenant", tenant.value())
                .query(String.class)
                .optional();
    }

    @Override
    public VerificationLimits.Verdict reserve(TenantId tenant, byte[] addressHash, String source, Instant at) {
        return database.asServer(jdbc -> {
            jdbc.sql("select 1 from (select pg_advisory_xact_lock(:lock)) locked")
                    .param("lock", LIMITS_LOCK)
                    .query(Integer.class)
                    .single();
            var since = at.minus(VerificationLimits.DAY);
            var verdict = VerificationLimits.verdict(sent(jdbc, tenant, addressHash, source, since), at);
            if (!(verdict instanceof VerificationLimits.Verdict.Wait)) {
                jdbc.sql("""
                        insert into verification_sent (tenant_id, id, address_hash, source, sent_at)
                        values (:tenant, :id, :address, :source, :at)""")
                        .param("tenant", tenant.value())
                        .param("id", Ids.next())
                        .param("address", addressHash)
                        .param("source", source)
                        .param("at", Times.parameter(at))
                        .update();
            }
            return verdict;
        });
    }

    private static VerificationLimits.Sent sent(
            JdbcClient jdbc, TenantId tenant, byte[] addressHash, String source, Instant since) {
        return new VerificationLimits.Sent(
                ofTenantTo(jdbc, tenant, addressHash, since),
                times(jdbc.sql(
                                "select sent_at from verification_sent where address_hash = :address and sent_at > :since"
                                        + " order by sent_at")
                        .param("address", addressHash)
                        .param("since", Times.parameter(since))),
                times(jdbc.sql("select sent_at from verification_sent where tenant_id = :tenant and sent_at > :since"
                                + " order by sent_at")
                        .param("tenant", tenant.value())
                        .param("since", Times.parameter(since))),
                source.isEmpty()
                        ? List.of()
                        : times(jdbc.sql("select sent_at from verification_sent where source = :source"
                                        + " and sent_at > :since order by sent_at")
                                .param("source", source)
                                .param("since", Times.parameter(since))));
    }

    @Override
    public List<Instant> sentSince(TenantId tenant, byte[] addressHash, Instant since) {
        return database.inTenant(tenant, jdbc -> ofTenantTo(jdbc, tenant, addressHash, since));
    }

    private static List<Instant> ofTenantTo(JdbcClient jdbc, TenantId tenant, byte[] addressHash, Instant since) {
        return times(jdbc.sql("""
                select sent_at from verification_sent
                where tenant_id = :tenant and address_hash = :address and sent_at > :since order by sent_at""")
                .param("tenant", tenant.value())
                .param("address", addressHash)
                .param("since", Times.parameter(since)));
    }

    private static List<Instant> times(JdbcClient.StatementSpec statement) {
        return statement.query((row, number) -> Times.instant(row, "sent_at")).list();
    }

    private static SenderIdentity identity(ResultSet row, int number) throws SQLException {
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
