package io.fromline.api;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An answer other than success (RFC 9457): a stable code that programs decide by and a sentence in the reader's language.
 *
 * <p>The sentence is the catalogue's {@code problem.<code>}, filled with the arguments.
 */
public final class Problem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient Map<String, Object> arguments;
    private final transient Map<String, @Nullable Object> members;

    private Problem(
            HttpStatus status, String code, Map<String, Object> arguments, Map<String, @Nullable Object> members) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
        this.members = members;
    }

    /** A problem whose text takes these arguments: name, value, name, value … */
    public static Problem of(HttpStatus status, String code, Object... arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i].toString(), arguments[i + 1]);
        }
        return new Problem(status, code, Map.copyOf(named), Map.of());
    }

    /** What does not exist, or belongs to somebody else: nobody can tell which. */
    public static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "not_found");
    }

    /** A field that has the wrong content (422). */
    public static Problem field(String field, String code, Object... arguments) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, code, arguments).with("field", field);
    }

    /** The same with one more member in its body, such as {@code field}, {@code cause} or {@code retryAt}. */
    public Problem with(String member, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, arguments, more);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    Map<String, Object> arguments() {
        return arguments;
    }

    Map<String, @Nullable Object> members() {
        return members;
    }
}
