package io.fromline.api;

import io.fromline.mail.Mailbox;
import io.fromline.text.Catalogue;
import java.time.ZoneId;
import java.util.Locale;
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

    /** One of our languages. */
    static Locale locale(String tag, Catalogue catalogue) {
        return catalogue.locales().stream()
                .filter(locale -> locale.toLanguageTag().equals(tag))
                .findFirst()
                .orElseThrow(() -> Problem.field("locale", "locale.unknown"));
    }

    static ZoneId timeZone(String id) {
        // Only names such as Europe/Warsaw or UTC: browsers do not know the others that Java does, such as Z.
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw Problem.field("timeZone", "time_zone.unknown");
        }
        return ZoneId.of(id);
    }
}
