package io.fromline.mail;

import java.util.Optional;

/**
 * An enhanced mail system status code (RFC 3463), such as {@code 5.1.1}.
 *
 * @param status the class: 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0–999
 * @param detail 0–999
 */
public record EnhancedStatusCode(int status, int subject, int detail) {

    private static final int MOST_DIGITS = 3;

    /** Reads the code at the start of a reply's text (RFC 2034 §4); empty when there is none. */
    public static Optional<EnhancedStatusCode> atStartOf(String text) {
        if (text.length() < 5 || "245".indexOf(text.charAt(0)) < 0 || text.charAt(1) != '.') {
            return Optional.empty();
        }
        int dot = afterDigits(text, 2);
        if (dot == 2 || dot == text.length() || text.charAt(dot) != '.') {
            return Optional.empty();
        }
        int end = afterDigits(text, dot + 1);
        if (end == dot + 1 || end < text.length() && !blank(text.charAt(end))) {
            return Optional.empty();
        }
        return Optional.of(new EnhancedStatusCode(
                text.charAt(0) - '0', Integer.parseInt(text, 2, dot, 10), Integer.parseInt(text, dot + 1, end, 10)));
    }

    private static int afterDigits(String text, int from) {
        int to = from;
        while (to < text.length() && to < from + MOST_DIGITS && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
            to++;
        }
        return to;
    }

    private static boolean blank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    @Override
    public String toString() {
        return status + "." + subject + "." + detail;
    }
}
