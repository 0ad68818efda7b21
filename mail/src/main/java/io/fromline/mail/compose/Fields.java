package io.fromline.mail.compose;

import io.fromline.mail.NamedMailbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes the values of header fields, folded; ASCII but for local parts that need SMTPUTF8 (RFC 6532). */
final class Fields {

    private static final int WIDTH = 76;
    private static final int LONGEST_PLAIN_NAME = 60;

    /** RFC 5322 §3.3; in UTC, so that it tells nothing of the machine. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH);

    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9]+( [A-Za-z0-9]+)*");

    private Fields() {}

    static String date(Instant date) {
        return DATE.format(date.atOffset(ZoneOffset.UTC));
    }

    /** The text's octets in UTF-8, a character for each, as headers are that were read octet by octet. */
    static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The value of an unstructured field. */
    static String text(String name, String value) {
        return EncodedWords.unstructured(name.length() + 2, value);
    }

    /** The value of a field that names mailboxes. */
    static String mailboxes(String name, List<NamedMailbox> mailboxes) {
        var out = new StringBuilder();
        int column = name.length() + 2;
        for (int i = 0; i < mailboxes.size(); i++) {
            boolean last = i == mailboxes.size() - 1;
            var next = mailbox(column, mailboxes.get(i)) + (last ? "" : ",");
            if (i > 0 && column + 1 + firstLine(next) > WIDTH) {
                out.append("\r\n ");
                column = 1;
                next = mailbox(column, mailboxes.get(i)) + (last ? "" : ",");
            } else if (i > 0) {
                out.append(' ');
                column++;
            }
            out.append(next);
            int lineStart = next.lastIndexOf('\n') + 1;
            column = lineStart == 0 ? column + next.length() : next.length() - lineStart;
        }
        return out.toString();
    }

    private static int firstLine(String text) {
        int end = text.indexOf('\r');
        return end < 0 ? text.length() : end;
    }

    private static String mailbox(int used, NamedMailbox named) {
        var address = named.mailbox().wireForm();
        if (named.name().isEmpty()) {
            return address;
        }
        var name = displayName(used, named.name());
        int column = name.indexOf('\n') < 0 ? used + name.length() : name.length() - name.lastIndexOf('\n') - 1;
        boolean fits = column + address.length() + 3 <= WIDTH;
        return name + (fits ? " <" : "\r\n <") + address + ">";
    }

    private static String displayName(int used, String name) {
        if (!EncodedWords.plain(name) || name.length() > LONGEST_PLAIN_NAME) {
            return EncodedWords.encoded(used, name);
        }
        return WORDS.matcher(name).matches()
                ? name
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
