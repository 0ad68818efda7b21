package io.fromline.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server's reply (RFC 5321 §4.2): the code and the text of each of its lines, without codes and separators.
 *
 * @param code 200–599
 * @param enhanced the enhanced status code that opens the text (RFC 2034), if any
 * @param lines at least one, each possibly empty, the enhanced code included as the server sent it
 */
public record Reply(int code, @Nullable EnhancedStatusCode enhanced, List<String> lines) {

    public Reply {
        lines = List.copyOf(lines);
    }

    /** A reply of these lines; the enhanced status code is read from the first. */
    public static Reply of(int code, String... lines) {
        return of(code, List.of(lines));
    }

    /** A reply of these lines; the enhanced status code is read from the first. */
    public static Reply of(int code, List<String> lines) {
        var enhanced = lines.isEmpty()
                ? null
                : EnhancedStatusCode.atStartOf(lines.getFirst()).orElse(null);
        return new Reply(code, enhanced, lines);
    }

    /** Positive completion (2yz). */
    public boolean positive() {
        return code / 100 == 2;
    }

    /** Positive intermediate (3yz), as after DATA. */
    public boolean intermediate() {
        return code / 100 == 3;
    }

    /** Transient negative completion (4yz). */
    public boolean transientNegative() {
        return code / 100 == 4;
    }

    /** The reply as one line: code and joined text. */
    public String text() {
        return (code + " " + String.join(" ", lines)).strip();
    }
}
