package io.fromline.mail.submission;

import io.fromline.mail.Mailbox;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what follows MAIL and RCPT: a path and its parameters (RFC 5321 §4.1.2). */
final class PathParser {

    private static final Pattern ESMTP_PARAMETER =
            Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9-]*)(?:=(?<value>[^=\\p{Cntrl} ]+))?");

    private PathParser() {}

    /**
     * A path with its parameters.
     *
     * @param address between the brackets, without a source route; empty for the null path
     * @param parameters by name in upper case; an empty text where there is no value
     */
    record Path(String address, Map<String, String> parameters) {

        /** The mailbox; empty when it is none that mail can be sent to. */
        Optional<Mailbox> mailbox() {
            return Mailbox.parse(address).filter(m -> address.equals(address.strip()));
        }

        boolean beyondAscii() {
            return address.chars().anyMatch(c -> c > 0x7F);
        }
    }

    /** Reads {@code FROM:<a@b.example> SIZE=1}; null when that is not its form. */
    static @Nullable Path parse(String keyword, String text) {
        int start = keyword.length() + 1;
        if (!text.regionMatches(true, 0, keyword + ":", 0, start)) {
            return null;
        }
        // Many programs put a blank here, which no server minds.
        var rest = text.substring(start).stripLeading();
        int close = rest.indexOf('>');
        if (!rest.startsWith("<") || close < 0) {
            return null;
        }
        var parameters = parameters(rest.substring(close + 1));
        return parameters == null ? null : new Path(withoutRoute(rest.substring(1, close)), parameters);
    }

    /** RFC 5321 §4.1.1.3: a source route is taken and ignored. */
    private static String withoutRoute(String path) {
        int colon = path.indexOf(':');
        return path.startsWith("@") && colon > 0 ? path.substring(colon + 1) : path;
    }

    private static @Nullable Map<String, String> parameters(String text) {
        var parameters = new LinkedHashMap<String, String>();
        if (text.isBlank()) {
            return parameters;
        }
        if (text.charAt(0) != ' ') {
            return null;
        }
        for (var word : text.strip().split(" +")) {
            var matcher = ESMTP_PARAMETER.matcher(word);
            if (!matcher.matches()) {
                return null;
            }
            var value = matcher.group("value");
            var name = matcher.group("name").toUpperCase(Locale.ROOT);
            if (parameters.put(name, value == null ? "" : value) != null) {
                return null;
            }
        }
        return parameters;
    }
}
