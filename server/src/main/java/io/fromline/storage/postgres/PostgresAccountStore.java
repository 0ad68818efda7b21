package io.fromline.storage.postgres;

import io.fromline.account.Account;
import io.fromline.account.AccountStore;
import io.fromline.account.Role;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps accounts in PostgreSQL. */
public final class PostgresAccountStore implements AccountStore {

    private final Database database;

    public PostgresAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Account> find(TenantId owner, UUID id) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("select * from account where tenant_id = :owner and id = :id")
                        .param("owner", owner.value())
                        .param("id", id)
                        .query(PostgresAccountStore::account)
                        .optional());
    }

    @Override
    public List<Account> withEmail(String email) {
        return database.asServer(jdbc -> jdbc.sql("""
                        select * from account where email = :email order by (tenant_id = '@platform') desc, created_at""")
                .param("email", email)
                .query(PostgresAccountStore::account)
                .list());
    }

    @Override
    public List<Account> list(TenantId owner) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("select * from account where tenant_id = :owner order by email")
                        .param("owner", owner.value())
                        .query(PostgresAccountStore::account)
                        .list());
    }

    @Override
    public boolean insert(Account account) {
        return database.inTenant(
                account.owner(),
                jdbc -> changing(account, jdbc.sql("""
                        insert into account (tenant_id, id, email, role, locale, password_hash, created_at)
                        values (:owner, :id, :email, :role, :locale, :hash, :createdAt) on conflict do nothing"""))
                                .param("email", account.email())
                                .param("createdAt", Timestamp.from(account.createdAt()))
                                .update()
                        == 1);
    }

    @Override
    public void update(Account account) {
        database.inTenant(
                account.owner(), jdbc -> changing(account, jdbc.sql("""
                        update account set role = :role, locale = :locale, password_hash = :hash
                        where tenant_id = :owner and id = :id""")).update());
    }

    private static JdbcClient.StatementSpec changing(Account account, JdbcClient.StatementSpec statement) {
        Locale locale = account.locale();
        return statement
                .param("owner", account.owner().value())
                .param("id", account.id())
                .param("role", account.role().label())
                .param("locale", locale == null ? null : locale.toLanguageTag())
                .param("hash", account.passwordHash());
    }

    @Override
    public void delete(TenantId owner, UUID id) {
        database.inTenant(owner, jdbc -> {
            delete(jdbc, "delete from session where tenant_id = :owner and account_id = :id", owner, id);
            delete(jdbc, "delete from account_link where tenant_id = :owner and account_id = :id", owner, id);
            return delete(jdbc, "delete from account where tenant_id = :owner and id = :id", owner, id);
        });
    }

    private static int delete(JdbcClient jdbc, String sql, TenantId owner, UUID id) {
        return jdbc.sql(sql).param("owner", owner.value()).param("id", id).update();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        String locale = row.getString("locale");
        return new Account(
                new TenantId(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.of(row.getString("role")).orElseThrow(),
                locale == null ? null : Locale.forLanguageTag(locale),
                row.getString("password_hash"),
                row.getTimestamp("created_at").toInstant());
    }
}
