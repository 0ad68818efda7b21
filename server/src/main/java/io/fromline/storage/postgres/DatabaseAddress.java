package io.fromline.storage.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and who we are to it.
 *
 * <p>The address never holds the user or the password, so it may be printed.
 */
public record DatabaseAddress(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    /** Reads {@code postgresql://user:password@host:port/name}, or as JDBC has it with the log-in in the query. */
    public static DatabaseAddress parse(String text) {
        String url = text.strip().replaceFirst("^jdbc:", "").replaceFirst("^postgres://", "postgresql://");
        URI uri = URI.create(url);
        String authority = uri.getRawAuthority();
        if (!"postgresql".equals(uri.getScheme()) || authority == null) {
            throw new IllegalArgumentException("a database is given as postgresql://user:password@host:5432/name");
        }
        Map<String, String> login = new HashMap<>();
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String[] parts = authority.substring(0, at).split(":", 2);
            login.put("user", decoded(parts[0]));
            if (parts.length > 1) {
                login.put("password", decoded(parts[1]));
            }
        }
        String query = queryWithoutLogin(uri.getRawQuery(), login);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new DatabaseAddress(
                "jdbc:postgresql://" + authority.substring(at + 1) + path + query,
                login.get("user"),
                login.get("password"));
    }

    private static String queryWithoutLogin(@Nullable String query, Map<String, String> login) {
        List<String> others = new ArrayList<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && (parts[0].equals("user") || parts[0].equals("password"))) {
                login.put(parts[0], decoded(parts[1]));
            } else {
                others.add(pair);
            }
        }
        return others.isEmpty() ? "" : "?" + String.join("&", others);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
