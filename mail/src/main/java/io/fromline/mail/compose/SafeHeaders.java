package io.fromline.mail.compose;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which header fields an app may set itself: an allowlist, so that none can change who sends, to whom, or what the parts are.
 *
 * <p>Of the fields {@code X-…} those are kept out that mail services obey: on a relay that tenants share they would let one
 * add recipients, or send on another's account.
 */
public final class SafeHeaders {

    private static final Set<String> UNSTRUCTURED = Set.of("keywords", "organization");

    private static final Set<String> STRUCTURED = Set.of(
            "auto-submitted",
            "feedback-id",
            "importance",
            "in-reply-to",
            "list-archive",
            "list-help",
            "list-id",
            "list-owner",
            "list-post",
            "list-subscribe",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "precedence",
            "priority",
            "references",
            "x-priority");

    private static final Set<String> OBEYED = Set.of("x-fromline", "x-job", "x-smtpapi", "x-virtual-mta");

    private static final List<String> OBEYED_FAMILIES = List.of(
            "x-fromline-",
            "x-mailgun-",
            "x-mailin-",
            "x-mailjet-",
            "x-mc-",
            "x-mj-",
            "x-ms-exchange-",
            "x-msys-",
            "x-pm-",
            "x-ses-",
            "x-sib-");

    private static final int LONGEST_VALUE = 900;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,76}");

    private SafeHeaders() {}

    /** Whether a field of this name may be set: a known one, or {@code X-…} but those that services obey. */
    public static boolean allowsName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches()
                && (structured(name) || UNSTRUCTURED.contains(lower) || lower.startsWith("x-"))
                && !obeyed(name);
    }

    /** Whether mail services obey a field of this name. */
    public static boolean obeyed(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return OBEYED.contains(lower) || OBEYED_FAMILIES.stream().anyMatch(lower::startsWith);
    }

    /** Whether the value stays within the field, and is ASCII where the field's syntax knows no encoded words. */
    public static boolean allowsValue(String name, String value) {
        return allowsValue(value) && (!structured(name) || value.chars().allMatch(c -> c < 0x80));
    }

    /** Whether the field has a syntax of its own, in which text is never encoded. */
    static boolean structured(String name) {
        return STRUCTURED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the text stays within one field: printable, and not too long. */
    public static boolean allowsValue(String value) {
        return value.length() <= LONGEST_VALUE
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                                || Character.getType(c) == Character.SURROGATE);
    }
}
