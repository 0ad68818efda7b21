package io.fromline.storage.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and who we are to it.
 *
 * <p>Its text never shows the password.
 */
public record DatabaseAddress(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    /** Reads {@code postgresql://user:password@host:port/name} or the same with {@code jdbc:} before it. */
    public static DatabaseAddress parse(String text) {
        String url = text.strip().replaceFirst("^jdbc:", "").replaceFirst("^postgres://", "postgresql://");
        URI uri = URI.create(url);
        if (!"postgresql".equals(uri.getScheme()) || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("a database is given as postgresql://user:password@host:5432/name");
        }
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String[] login = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress(
                "jdbc:postgresql://" + authority.substring(at + 1) + path + query,
                login.length > 0 ? decoded(login[0]) : null,
                login.length > 1 ? decoded(login[1]) : null);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1***");
    }
}
