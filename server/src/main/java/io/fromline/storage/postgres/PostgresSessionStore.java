package io.fromline.storage.postgres;

import io.fromline.account.Role;
import io.fromline.account.Session;
import io.fromline.account.SessionStore;
import io.fromline.account.TokenHash;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps sessions in PostgreSQL. */
public final class PostgresSessionStore implements SessionStore {

    private final Database database;

    public PostgresSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Session session) {
        database.inTenant(
                session.owner(),
                jdbc -> jdbc.sql("""
                        insert into session (tenant_id, token_hash, account_id, created_at, expires_at)
                        values (:owner, :token, :account, :createdAt, :expiresAt)""")
                        .param("owner", session.owner().value())
                        .param("token", session.token().bytes())
                        .param("account", session.account(), Types.OTHER)
                        .param("createdAt", Timestamp.from(session.createdAt()))
                        .param("expiresAt", Timestamp.from(session.expiresAt()))
                        .update());
    }

    @Override
    public Optional<Session> find(TokenHash token) {
        return database.asServer(jdbc -> jdbc.sql("""
                        select s.*, a.role from session s
                        left join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
                        where s.token_hash = :token and (s.account_id is null or a.id is not null)""")
                .param("token", token.bytes())
                .query(PostgresSessionStore::session)
                .optional());
    }

    @Override
    public void extend(Session session) {
        database.inTenant(
                session.owner(),
                jdbc -> jdbc.sql(
                                "update session set expires_at = :end where tenant_id = :owner and token_hash = :token")
                        .param("end", Timestamp.from(session.expiresAt()))
                        .param("owner", session.owner().value())
                        .param("token", session.token().bytes())
                        .update());
    }

    @Override
    public void delete(Session session) {
        database.inTenant(
                session.owner(),
                jdbc -> jdbc.sql("delete from session where tenant_id = :owner and token_hash = :token")
                        .param("owner", session.owner().value())
                        .param("token", session.token().bytes())
                        .update());
    }

    @Override
    public void deleteOf(TenantId owner, UUID account) {
        database.inTenant(
                owner,
                jdbc -> jdbc.sql("delete from session where tenant_id = :owner and account_id = :account")
                        .param("owner", owner.value())
                        .param("account", account)
                        .update());
    }

    @Override
    public void prune(Instant before) {
        database.asServer(jdbc -> jdbc.sql("delete from session where expires_at < :before")
                        .param("before", Timestamp.from(before))
                        .update()
                + jdbc.sql(
                                "delete from account_link where expires_at < :before and (used_at is not null or purpose <> 'welcome')")
                        .param("before", Timestamp.from(before))
                        .update());
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        String role = row.getString("role");
        return new Session(
                new TenantId(row.getString("tenant_id")),
                TokenHash.of(row.getBytes("token_hash")),
                row.getObject("account_id", UUID.class),
                role == null ? null : Role.of(role).orElseThrow(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
