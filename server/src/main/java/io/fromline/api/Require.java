package io.fromline.api;

import io.fromline.mail.Mailbox;
import org.jspecify.annotations.Nullable;

/** Checks that every kind of request needs: a field is there, short enough, an address. */
final class Require {

    private Require() {}

    static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw Problem.field(field, "request.missing_field", "field", field);
        }
        return value;
    }

    /** One line of text, trimmed, of at most this length. */
    static String line(@Nullable String value, String field, int longest) {
        String text = present(value, field).strip();
        if (text.isEmpty()) {
            throw Problem.field(field, "request.missing_field", "field", field);
        }
        if (text.length() > longest || text.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.field(field, "request.bad_text", "field", field, "longest", longest);
        }
        return text;
    }

    static Mailbox mailbox(@Nullable String value, String field) {
        return Mailbox.parse(present(value, field))
                .orElseThrow(() -> Problem.field(field, "request.bad_address", "field", field));
    }
}
