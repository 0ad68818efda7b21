package io.fromline.storage.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What a PostgreSQL says of itself when asked; asking changes nothing. */
public record DatabaseHealth(String version, boolean supported, String role, Instant now) {

    /** Asks the database at this address. */
    public static DatabaseHealth of(DatabaseAddress address) throws SQLException {
        try (Connection connection = PooledDatabase.plain(address).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user, now()")) {
            row.next();
            return new DatabaseHealth(
                    connection.getMetaData().getDatabaseProductVersion(),
                    connection.getMetaData().getDatabaseMajorVersion() >= PooledDatabase.OLDEST,
                    row.getString(1),
                    row.getObject(2, OffsetDateTime.class).toInstant());
        }
    }
}
