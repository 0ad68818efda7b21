package io.fromline.storage.postgres;

import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to the tables: a transaction opened for one tenant, or for the server itself.
 *
 * <p>Row-level security shows a tenant's transaction nothing but that tenant's rows, whatever the statement says. A database
 * that is away or full is told by {@link StoreUnavailable}.
 */
public final class Database {

    private static final String SCOPE = "fromline.tenant";

    /** What a connection of the server's own begins with. */
    static final String FOR_EVERY_TENANT = "set " + SCOPE + " = '*'";

    private final JdbcClient tenants;
    private final JdbcClient server;
    private final TransactionTemplate ofTenants;
    private final TransactionTemplate ofServer;

    /**
     * @param tenants whose connections see nothing by themselves
     * @param server whose connections see every tenant's rows
     */
    Database(DataSource tenants, DataSource server) {
        this.tenants = JdbcClient.create(tenants);
        this.server = JdbcClient.create(server);
        this.ofTenants = new TransactionTemplate(new JdbcTransactionManager(tenants));
        this.ofServer = new TransactionTemplate(new JdbcTransactionManager(server));
    }

    /** Runs the work in one transaction that sees this tenant's rows only; commits, or rolls back when it throws. */
    public <T> T inTenant(TenantId tenant, Function<JdbcClient, T> work) {
        requireNone();
        return told(() -> ofTenants.execute(status -> {
            tenants.sql("select set_config('" + SCOPE + "', :scope, true)")
                    .param("scope", tenant.value())
                    .query(String.class)
                    .single();
            return work.apply(tenants);
        }));
    }

    /** Runs the work in one transaction that sees every tenant's rows: for dispatching, log-in by token and the operator's lists. */
    public <T> T asServer(Function<JdbcClient, T> work) {
        requireNone();
        return told(() -> ofServer.execute(status -> work.apply(server)));
    }

    /** The same for a single statement, which is its own transaction: one way to the database and back. */
    <T> T asServerAtOnce(Function<JdbcClient, T> statement) {
        requireNone();
        return told(() -> statement.apply(server));
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessResourceFailureException
                | CannotCreateTransactionException
                | TransactionSystemException away) {
            throw new StoreUnavailable(away);
        } catch (UncategorizedSQLException e) {
            // PostgreSQL gives each error a state; one without is the pool's, of a connection that is closed.
            throw Objects.requireNonNull(e.getSQLException()).getSQLState() == null ? new StoreUnavailable(e) : e;
        }
    }

    /** A nested scope would see more than the outer one, and commit apart from it. */
    private static void requireNone() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is already open");
        }
    }
}
