package io.fromline.mail.compose;

import java.util.Locale;
import java.util.Set;

/** Which header fields an app may set itself: an allowlist, so that none can change who sends, to whom, or what the parts are. */
public final class SafeHeaders {

    private static final Set<String> ALLOWED = Set.of(
            "auto-submitted",
            "feedback-id",
            "importance",
            "in-reply-to",
            "keywords",
            "list-archive",
            "list-help",
            "list-id",
            "list-owner",
            "list-post",
            "list-subscribe",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "organization",
            "precedence",
            "priority",
            "references",
            "x-priority");

    private static final int LONGEST_VALUE = 900;

    private SafeHeaders() {}

    /** Whether a field of this name may be set: a known one, or {@code X-…} but {@code X-Fromline-…}. */
    public static boolean allowsName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return name.matches("[A-Za-z0-9-]{1,76}")
                && (ALLOWED.contains(lower) || lower.startsWith("x-") && !lower.startsWith("x-fromline"));
    }

    /** Whether the value stays within one field: printable, and not too long. */
    public static boolean allowsValue(String value) {
        return value.length() <= LONGEST_VALUE
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                                || Character.getType(c) == Character.SURROGATE);
    }
}
