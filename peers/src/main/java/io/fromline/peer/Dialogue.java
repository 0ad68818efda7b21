package io.fromline.peer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation as a mail administrator would write it down.
 *
 * <p>First header lines ({@code name: value}) for whoever plays it, then a blank line, then the lines of the play: {@code S:} what the
 * server says, {@code C:} what it must hear ({@code *} stands for anything), {@code S!:} what it says without an end of line
 * ({@code \r}, {@code \n}, {@code \0} may be written), and directives in brackets. {@code #} starts a comment.
 *
 * <p>Directives: {@code [tls]}, {@code [starttls]} both shake hands, with a variant as in {@code [tls expired]}; {@code [body]} reads
 * a message to its final dot, {@code [octets n]} so many octets; {@code [endless text]} says the text without end; {@code [bytewise]} sends octet by octet from here on;
 * {@code [hang]} waits for the client to leave; {@code [close]} and {@code [reset]} leave.
 *
 * @param headers by name
 */
public record Dialogue(Map<String, List<String>> headers, List<Line> play) {

    /** One line of the play. */
    public sealed interface Line {
        /** The server says this, with an end of line unless it is raw. */
        record Says(String text) implements Line {}

        /** The server must hear this. */
        record Hears(String pattern) implements Line {}

        /** Something else happens. */
        record Does(String what, String argument) implements Line {}
    }

    /** Reads a dialogue. */
    public static Dialogue parse(String text) {
        var headers = new LinkedHashMap<String, List<String>>();
        var play = new ArrayList<Line>();
        boolean inHeaders = true;
        for (var line : text.lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isBlank()) {
                inHeaders = false;
            } else if (inHeaders) {
                var parts = line.split(":\\s*", 2);
                headers.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
            } else {
                play.add(line(line));
            }
        }
        return new Dialogue(headers, List.copyOf(play));
    }

    /** The values of a header, none when it is absent. */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    private static Line line(String line) {
        if (line.startsWith("S: ")) {
            return new Line.Says(line.substring(3) + "\r\n");
        }
        if (line.startsWith("S!: ")) {
            return new Line.Says(
                    line.substring(4).replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"));
        }
        if (line.startsWith("C: ")) {
            return new Line.Hears(line.substring(3));
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            var words = line.substring(1, line.length() - 1).split(" ", 2);
            return new Line.Does(words[0], words.length > 1 ? unescaped(words[1]) : "");
        }
        throw new IllegalArgumentException("not a line of a dialogue: " + line);
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }
}
