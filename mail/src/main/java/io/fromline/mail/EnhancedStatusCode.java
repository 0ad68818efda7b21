package io.fromline.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code (RFC 3463), such as {@code 5.1.1}.
 *
 * @param status the class: 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0–999
 * @param detail 0–999
 */
public record EnhancedStatusCode(int status, int subject, int detail) {

    private static final Pattern SYNTAX = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?:\\s|$)");

    /** Reads the code at the start of a reply's text (RFC 2034 §4); empty when there is none. */
    public static Optional<EnhancedStatusCode> atStartOf(String text) {
        var matcher = SYNTAX.matcher(text);
        return matcher.lookingAt()
                ? Optional.of(new EnhancedStatusCode(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return status + "." + subject + "." + detail;
    }
}
