package io.fromline.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A message as an app wrote it (RFC 5322), taken apart into header fields and the rest.
 *
 * <p>Put together again from the same fields it is the same message, octet by octet, but for an end that was missing.
 */
public final class WrittenMessage {

    private static final int LONGEST_HEADER = 256 << 10;
    private static final int MOST_FIELDS = 500;

    private static final int LONGEST_NAME = 200;

    private final List<Field> fields;
    private final byte[] bytes;
    private final int bodyStart;

    private WrittenMessage(List<Field> fields, byte[] bytes, int bodyStart) {
        this.fields = List.copyOf(fields);
        this.bytes = bytes;
        this.bodyStart = bodyStart;
    }

    /**
     * A header field.
     *
     * @param raw all of it but the last line end, an octet a character
     * @param value what follows the colon, likewise
     */
    public record Field(String name, String raw, String value) {

        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        /** The value on one line, in UTF-8 where it is valid as that (RFC 6532). */
        public String text() {
            var octets = value.replace("\r\n", "").strip().getBytes(StandardCharsets.ISO_8859_1);
            var text = new String(octets, StandardCharsets.UTF_8);
            return text.indexOf('\uFFFD') < 0 ? text : new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    /** Takes it apart; empty when it does not begin with header fields. Lines must end with CRLF. */
    public static Optional<WrittenMessage> read(byte[] bytes) {
        int end = headerEnd(bytes);
        if (end <= 0 || end > LONGEST_HEADER) {
            return Optional.empty();
        }
        var header = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        var fields = new ArrayList<Field>();
        for (int from = 0, to; from <= end; from = to + 2) {
            to = fieldEnd(header, from);
            var field = field(header.substring(from, to));
            if (field.isEmpty() || fields.size() == MOST_FIELDS) {
                return Optional.empty();
            }
            fields.add(field.get());
        }
        return Optional.of(new WrittenMessage(fields, bytes, Math.min(bytes.length, end + 4)));
    }

    /** The next line end that no blank follows, or the end of all. */
    private static int fieldEnd(String header, int from) {
        int end = header.indexOf("\r\n", from);
        while (end >= 0 && end + 2 < header.length() && blank(header.charAt(end + 2))) {
            end = header.indexOf("\r\n", end + 2);
        }
        return end < 0 ? header.length() : end;
    }

    /** RFC 5322 §2.2; a blank before the colon is obsolete and read (§4.5). */
    private static Optional<Field> field(String raw) {
        int colon = raw.indexOf(':');
        int end = colon;
        while (end > 0 && blank(raw.charAt(end - 1))) {
            end--;
        }
        boolean named = end > 0 && end <= LONGEST_NAME;
        for (int i = 0; i < end && named; i++) {
            named = raw.charAt(i) > ' ' && raw.charAt(i) <= '~';
        }
        return named ? Optional.of(new Field(raw.substring(0, end), raw, raw.substring(colon + 1))) : Optional.empty();
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Where the last field's line end is. */
    private static int headerEnd(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length && i <= LONGEST_HEADER; i++) {
            boolean crlf = bytes[i] == '\r' && bytes[i + 1] == '\n';
            if (crlf && (i + 2 == bytes.length || bytes[i + 2] == '\r')) {
                return i;
            }
        }
        return bytes.length > LONGEST_HEADER ? -1 : bytes.length;
    }

    public List<Field> fields() {
        return fields;
    }

    /** All fields of this name. */
    public List<Field> named(String name) {
        var found = new ArrayList<Field>(1);
        for (var field : fields) {
            if (field.is(name)) {
                found.add(field);
            }
        }
        return found;
    }

    public boolean has(String name) {
        for (var field : fields) {
            if (field.is(name)) {
                return true;
            }
        }
        return false;
    }

    /** The message with these fields instead, and a line end at its end. */
    byte[] with(List<String> rawFields) {
        var header = (String.join("\r\n", rawFields) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        int body = bytes.length - bodyStart;
        boolean ended = body == 0 || bytes[bytes.length - 1] == '\n';
        var all = Arrays.copyOf(header, header.length + body + (ended ? 0 : 2));
        System.arraycopy(bytes, bodyStart, all, header.length, body);
        if (!ended) {
            all[all.length - 2] = '\r';
            all[all.length - 1] = '\n';
        }
        return all;
    }
}
