package io.fromline.mail.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Decodes the text of header fields (RFC 2047, RFC 6532) for people; the result is one line, whatever was encoded.
 *
 * <p>In time that grows with the text only; the library's own decoder tries each start with each end.
 */
final class HeaderText {

    private static final int LONGEST = 20_000;

    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?([\\w.:+-]{1,40})(?:\\*[\\w-]{0,40})?\\?([BbQq])\\?([^?\\s]{0,1000})\\?=");

    /** Line ends, controls, halves of characters, and what turns the direction of writing. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

    private HeaderText() {}

    /** The decoded value of a whole field. */
    static String ofField(byte[] field) {
        var text = Contents.undeclared(field);
        return decoded(text.substring(text.indexOf(':') + 1));
    }

    static String decoded(String value) {
        var text = cut(value).replace("\r", "").replace("\n", "");
        if (!text.contains("=?")) {
            return clean(text);
        }
        var matcher = ENCODED_WORD.matcher(text);
        var out = new StringBuilder();
        var octets = new ByteArrayOutputStream();
        var charset = StandardCharsets.UTF_8;
        int end = 0;
        while (matcher.find()) {
            var between = text.substring(end, matcher.start());
            var next = charset(matcher.group(1));
            // Blanks between words are no text (§6.2), and a character may be cut in two by a bad encoder.
            if (!between.isBlank() || end == 0 || !next.equals(charset)) {
                out.append(octets.toString(charset)).append(end > 0 && between.isBlank() ? "" : between);
                octets.reset();
            }
            charset = next;
            octets.writeBytes("bB".contains(matcher.group(2)) ? base64(matcher.group(3)) : quoted(matcher.group(3)));
            end = matcher.end();
        }
        out.append(octets.toString(charset)).append(text, end, text.length());
        return clean(out.toString());
    }

    /** The text as one line without anything that cannot be seen. */
    static String clean(String text) {
        return UNSEEN.matcher(cut(text)).replaceAll(" ").strip();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** RFC 2047 §4.2. */
    private static byte[] quoted(String text) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.writeBytes(Character.toString(c == '_' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
