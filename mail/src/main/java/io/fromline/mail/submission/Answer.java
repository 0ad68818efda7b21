package io.fromline.mail.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply to a client (RFC 5321 §4.2), with an enhanced status code (RFC 2034) where one belongs.
 *
 * <p>On the wire it is ASCII, in lines that every client can hold, whatever its text is.
 *
 * @param enhanced such as {@code 5.7.1}; empty in a greeting and where the client is asked to go on
 */
public record Answer(int code, String enhanced, List<String> lines) {

    private static final int WIDTH = 400;

    public Answer {
        lines = List.copyOf(lines);
    }

    /** With a text that is broken into lines where it is long. */
    public static Answer of(int code, String enhanced, String text) {
        return new Answer(code, enhanced, broken(ascii(text)));
    }

    /** Whether the client may go on as it wished. */
    public boolean positive() {
        return code < 400;
    }

    /** Whether the connection ends with it (RFC 5321 §3.8). */
    boolean leaves() {
        return code == 421;
    }

    byte[] bytes() {
        var out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            out.append(code)
                    .append(i < lines.size() - 1 ? '-' : ' ')
                    .append(enhanced)
                    .append(enhanced.isEmpty() ? "" : " ")
                    .append(lines.get(i))
                    .append("\r\n");
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String ascii(String text) {
        if (plain(text)) {
            return text;
        }
        return text.replaceAll("[\\u2018\\u2019]", "'")
                .replaceAll("[\\u201C-\\u201E]", "\"")
                .replaceAll("[\\u2010-\\u2014]", "-")
                .replace("\u2026", "...")
                .replace('\u00A0', ' ')
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replaceAll("[^\\x20-\\x7E]", "?")
                .strip();
    }

    /** Whether it is fit to be said as it is: nearly all are, and need no more of a look. */
    private static boolean plain(String text) {
        char previous = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && previous == ' ') {
                return false;
            }
            previous = c;
        }
        return previous != ' ' || text.isEmpty();
    }

    private static List<String> broken(String text) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH);
            int end = blank > 0 ? blank : WIDTH;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
