package io.fromline.storage.postgres;

import io.fromline.tenant.TenantId;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to the tables: a transaction opened for one tenant, or for the server itself.
 *
 * <p>Row-level security shows a tenant's transaction nothing but that tenant's rows, whatever the statement says; a connection
 * outside such a transaction sees no tenant data at all.
 */
public final class Database {

    private static final String EVERY_TENANT = "*";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public Database(DataSource source) {
        this.jdbc = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /** Runs the work in one transaction that sees this tenant's rows only; commits, or rolls back when it throws. */
    public <T> T inTenant(TenantId tenant, Function<JdbcClient, T> work) {
        return within(tenant.value(), work);
    }

    /** Runs the work in one transaction that sees every tenant's rows: for dispatching, log-in by token and the operator's lists. */
    public <T> T asServer(Function<JdbcClient, T> work) {
        return within(EVERY_TENANT, work);
    }

    private <T> T within(String scope, Function<JdbcClient, T> work) {
        return transactions.execute(status -> {
            if (!status.isNewTransaction()) {
                // A nested scope would widen or narrow the outer one from here on.
                throw new IllegalStateException("a transaction is already open");
            }
            jdbc.sql("select set_config('fromline.tenant', :scope, true)")
                    .param("scope", scope)
                    .query(String.class)
                    .single();
            return work.apply(jdbc);
        });
    }
}
