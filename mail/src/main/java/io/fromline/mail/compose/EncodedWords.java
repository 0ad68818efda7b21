package io.fromline.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes text in header fields: as it is where that is plain ASCII, else in encoded words (RFC 2047).
 *
 * <p>The result is ASCII, folded, and read back as exactly the text; plain text that looks like an encoded word is encoded
 * too, so that nobody can smuggle one in.
 */
final class EncodedWords {

    /** RFC 2047 §2: an encoded word, and a line that holds one, within 76 columns. */
    private static final int WIDTH = 76;

    private static final int FRAME = "=?UTF-8?Q??=".length();

    private EncodedWords() {}

    /** Whether text stands for itself in a header field. */
    static boolean plain(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length() && ascii; i++) {
            ascii = text.charAt(i) >= ' ' && text.charAt(i) < 0x7F;
        }
        return ascii && !text.contains("=?");
    }

    /** The text of an unstructured field; {@code used} columns of its first line are taken. */
    static String unstructured(int used, String text) {
        return plain(text) ? folded(used, text) : encoded(used, text);
    }

    /** The text in encoded words, each on a line of its own; {@code used} columns of the first line are taken. */
    static String encoded(int used, String text) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        boolean quoted = quotedLength(octets) <= (octets.length + 2) / 3 * 4;
        var out = new StringBuilder();
        var word = new StringBuilder();
        int room = WIDTH - used - FRAME;
        if (room < 12) {
            out.append("\r\n ");
            room = WIDTH - 1 - FRAME;
        }
        for (int point : text.codePoints().toArray()) {
            var next = word.toString() + Character.toString(point);
            if (length(quoted, next) > room && !word.isEmpty()) {
                append(out, quoted, word.toString());
                out.append("\r\n ");
                room = WIDTH - 1 - FRAME;
                word.setLength(0);
            }
            word.appendCodePoint(point);
        }
        append(out, quoted, word.toString());
        return out.toString();
    }

    private static int length(boolean quoted, String text) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        return quoted ? quotedLength(octets) : (octets.length + 2) / 3 * 4;
    }

    private static int quotedLength(byte[] octets) {
        int length = 0;
        for (byte octet : octets) {
            length += octet == ' ' || standsForItself(octet) ? 1 : 3;
        }
        return length;
    }

    /** RFC 2047 §5 (3): what may stand in an encoded word of a display name; the narrowest of its sets. */
    private static boolean standsForItself(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet == '!'
                || octet == '*'
                || octet == '+'
                || octet == '-'
                || octet == '/';
    }

    private static void append(StringBuilder out, boolean quoted, String text) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        out.append("=?UTF-8?").append(quoted ? "Q?" : "B?");
        if (quoted) {
            for (byte octet : octets) {
                if (octet == ' ') {
                    out.append('_');
                } else if (standsForItself(octet)) {
                    out.append((char) octet);
                } else {
                    out.append('=').append("%02X".formatted(octet & 0xFF));
                }
            }
        } else {
            out.append(Base64.getEncoder().encodeToString(octets));
        }
        out.append("?=");
    }

    /**
     * Plain text with line breaks before blanks (RFC 5322 §2.2.3), so that unfolding gives it back; no line is blank, and none
     * is longer than the width but for a single long word.
     */
    static String folded(int used, String text) {
        var out = new StringBuilder();
        int column = used;
        int at = 0;
        while (at < text.length()) {
            int word = at;
            while (word < text.length() && text.charAt(word) == ' ') {
                word++;
            }
            int end = word;
            while (end < text.length() && text.charAt(end) != ' ') {
                end++;
            }
            if (word > at && at > 0 && end > word && column + end - at > WIDTH) {
                out.append(text, at, word - 1).append("\r\n ").append(text, word, end);
                column = 1 + end - word;
            } else {
                out.append(text, at, end);
                column += end - at;
            }
            at = end;
        }
        return out.toString();
    }
}
