package io.fromline.storage.postgres;

import io.fromline.account.Link;
import io.fromline.account.LinkStore;
import io.fromline.account.TokenHash;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps one-time links in PostgreSQL. */
public final class PostgresLinkStore implements LinkStore {

    private static final String OF_ACCOUNT =
            " where tenant_id = :owner and account_id is not distinct from cast(:account as uuid) and purpose <> 'pages' and used_at is null";

    private final Database database;

    public PostgresLinkStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Link link) {
        database.inTenant(
                link.owner(),
                jdbc -> jdbc.sql("""
                        insert into account_link (tenant_id, token_hash, purpose, account_id, expires_at)
                        values (:owner, :token, :purpose, :account, :expiresAt)""")
                        .param("owner", link.owner().value())
                        .param("token", link.token().bytes())
                        .param("purpose", link.purpose().label())
                        .param("account", link.account(), Types.OTHER)
                        .param("expiresAt", Timestamp.from(link.expiresAt()))
                        .update());
    }

    @Override
    public Optional<Link> unused(TokenHash token) {
        return database.asServer(
                jdbc -> jdbc.sql("select * from account_link where token_hash = :token and used_at is null")
                        .param("token", token.bytes())
                        .query(PostgresLinkStore::link)
                        .optional());
    }

    @Override
    public boolean use(Link link, Instant now) {
        return database.inTenant(
                link.owner(),
                jdbc -> jdbc.sql("""
                        update account_link set used_at = :now
                        where tenant_id = :owner and token_hash = :token and used_at is null""")
                                .param("now", Timestamp.from(now))
                                .param("owner", link.owner().value())
                                .param("token", link.token().bytes())
                                .update()
                        == 1);
    }

    @Override
    public List<Link> of(TenantId owner, @Nullable UUID account) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("select * from account_link" + OF_ACCOUNT)
                        .param("owner", owner.value())
                        .param("account", account, Types.OTHER)
                        .query(PostgresLinkStore::link)
                        .list());
    }

    @Override
    public void dropOf(TenantId owner, @Nullable UUID account) {
        database.inTenant(
                owner,
                jdbc -> jdbc.sql("delete from account_link" + OF_ACCOUNT)
                        .param("owner", owner.value())
                        .param("account", account, Types.OTHER)
                        .update());
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                new TenantId(row.getString("tenant_id")),
                TokenHash.of(row.getBytes("token_hash")),
                Link.Purpose.of(row.getString("purpose")).orElseThrow(),
                row.getObject("account_id", UUID.class),
                row.getTimestamp("expires_at").toInstant());
    }
}
