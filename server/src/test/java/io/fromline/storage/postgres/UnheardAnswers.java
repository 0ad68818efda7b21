package io.fromline.storage.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections whose line breaks before the answer to a statement, or to a commit, comes, which has been carried out; for as many as
 * wanted.
 */
final class UnheardAnswers extends AbstractDataSource {

    private final DataSource real;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    UnheardAnswers(DataSource real) {
        this.real = real;
    }

    /** The answers to the next so many are not heard. */
    void next(int statements) {
        left.set(statements);
    }

    /** The answers to the next so many commits are not heard. */
    void nextCommits(int number) {
        commits.set(number);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = real.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            var result = call(() -> method.invoke(connection, arguments));
            if (method.getName().equals("commit")) {
                breakOff(commits);
            }
            return result instanceof PreparedStatement statement ? breaking(statement) : result;
        });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private PreparedStatement breaking(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            var result = call(() -> method.invoke(statement, arguments));
            if (method.getName().startsWith("execute")) {
                breakOff(left);
            }
            return result;
        });
    }

    private static void breakOff(AtomicInteger left) throws SQLException {
        if (left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new SQLException("the line broke", "08006");
        }
    }

    private interface Call {
        Object now() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.now();
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
