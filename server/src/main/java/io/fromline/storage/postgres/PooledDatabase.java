package io.fromline.storage.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL brought to our schema, and the connections that the server works with.
 *
 * <p>Row-level security binds every one of them: where the login stands above it (a superuser, or a role with BYPASSRLS), they go on as
 * the role {@code fromline_app}, which does not. Half of them see every tenant's rows, for what the server does for all at once; a
 * connection of the other half sees no tenant data at all but in a transaction that says whose.
 */
public final class PooledDatabase implements AutoCloseable {

    static final int OLDEST = 15;
    private static final String ROLE = "fromline_app";

    /** In seconds: a line that has gone silent, as when a machine vanishes, keeps nobody for longer. */
    private static final int LONGEST_ANSWER = 120;

    private final PGSimpleDataSource owner;
    private final HikariDataSource tenants;
    private final HikariDataSource server;

    private PooledDatabase(PGSimpleDataSource owner, HikariDataSource tenants, HikariDataSource server) {
        this.owner = owner;
        this.tenants = tenants;
        this.server = server;
    }

    /** Migrates, then opens at most this many connections, two at least. */
    public static PooledDatabase open(DatabaseAddress address, int connections) {
        PGSimpleDataSource owner = plain(address);
        boolean aboveRowSecurity = requireSupported(owner);
        Flyway.configure().dataSource(owner).load().migrate();
        if (aboveRowSecurity) {
            makeRole(owner);
        }
        PGSimpleDataSource everyday = plain(address);
        everyday.setSocketTimeout(LONGEST_ANSWER);
        String start = INDEXES_ONLY + (aboveRowSecurity ? "; set role " + ROLE : "");
        int half = Math.max(1, connections / 2);
        var tenants = pool("tenants", everyday, half, start);
        try {
            return new PooledDatabase(
                    owner,
                    tenants,
                    pool(
                            "server",
                            everyday,
                            Math.max(1, connections - half),
                            start + LOOK_BY_KEYS + "; set work_mem = '32MB'; " + Database.FOR_EVERY_TENANT));
        } catch (RuntimeException broken) {
            tenants.close();
            throw broken;
        }
    }

    /** The way to the tables. */
    public Database database() {
        return new Database(tenants, server);
    }

    /** Connections that see nothing by themselves. */
    public DataSource tenants() {
        return tenants;
    }

    /** Listens for calls to a node, on a connection of its own besides the others. */
    public WakeUps wakeUps(Supplier<UUID> node, Runnable wake) {
        return new WakeUps(owner, node, wake);
    }

    @Override
    public void close() {
        tenants.close();
        server.close();
    }

    static PGSimpleDataSource plain(DatabaseAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        if (address.user() != null) {
            source.setUser(address.user());
        }
        if (address.password() != null) {
            source.setPassword(address.password());
        }
        source.setApplicationName("fromline");
        source.setTcpKeepAlive(true);
        return source;
    }

    private static boolean requireSupported(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet role = statement.executeQuery(
                        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new IllegalStateException("PostgreSQL " + version + " is too old: Fromline works with 15 to 18");
            }
            return role.next() && role.getBoolean(1);
        } catch (SQLException unreachable) {
            throw new IllegalStateException("cannot use the database: " + unreachable.getMessage(), unreachable);
        }
    }

    private static void makeRole(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            // Roles belong to the whole PostgreSQL, so two servers' databases on it may make it at the same time.
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = 'fromline_app') then
                            create role fromline_app nologin;
                        end if;
                    exception when duplicate_object or unique_violation then null;
                    end $$""");
            statement.execute("grant usage on schema public to " + ROLE);
            statement.execute("grant select, insert, update, delete on all tables in schema public to " + ROLE);
            statement.execute("grant usage, select on all sequences in schema public to " + ROLE);
        } catch (SQLException refused) {
            throw new IllegalStateException("cannot make the role " + ROLE + ": " + refused.getMessage(), refused);
        }
    }

    /**
     * Every statement on a path of mail has its index. A plan made while its table is nearly empty would read all of it, and is
     * kept until the table is analysed, however full it has become by then.
     */
    private static final String INDEXES_ONLY = "set enable_seqscan = off; set jit = off";

    /**
     * The server's statements take few rows of large tables by their keys, and their plans are made once, most often while the tables are
     * small: so that rows count and ways to them do not, and a plan that reads a whole table never looks cheaper.
     */
    private static final String LOOK_BY_KEYS = "; set plan_cache_mode = force_generic_plan; set enable_hashjoin = off;"
            + " set enable_mergejoin = off; set cpu_tuple_cost = 1; set cpu_index_tuple_cost = 1; set cpu_operator_cost = 0.0001;"
            + " set random_page_cost = 0.1";

    private static HikariDataSource pool(String name, DataSource source, int connections, String start) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(10_000);
        ThreadFactory daemons =
                Thread.ofPlatform().daemon().name("pool-" + name + "-", 0).factory();
        config.setThreadFactory(daemons);
        config.setConnectionInitSql(start);
        return new HikariDataSource(config);
    }
}
