package io.fromline.mail.submission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the lines of commands: ended by CRLF, bounded, in UTF-8 (RFC 6531 §3.3), free of control characters. */
final class LineReader {

    /** A line, or why there is none. */
    sealed interface Line {

        record Text(String text) implements Line {}

        record Bad(Answer answer) implements Line {}
    }

    /** What is not kept of a line is read this far. */
    private static final int ENDLESS = 64 << 10;

    private final Channel channel;

    LineReader(Channel channel) {
        this.channel = channel;
    }

    /** Reads to the next LF; what is longer than the limit is not kept, and what never ends is answered with 421. */
    Line read(int limit) throws IOException {
        var line = new ByteArrayOutputStream(64);
        int over = 0;
        byte previous = 0;
        for (byte octet = channel.next(); octet != '\n'; octet = channel.next()) {
            if (line.size() < limit) {
                line.write(octet);
            } else {
                over++;
            }
            if (over > ENDLESS) {
                return new Line.Bad(Answers.ENDLESS_LINE);
            }
            previous = octet;
        }
        if (over > 0 || line.size() + 1 > limit) {
            return new Line.Bad(Answers.LINE_TOO_LONG);
        }
        return previous == '\r' ? text(line.toByteArray(), line.size() - 1) : new Line.Bad(Answers.NOT_A_LINE);
    }

    private static Line text(byte[] octets, int length) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
            return text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)
                    ? new Line.Bad(Answers.NOT_A_LINE)
                    : new Line.Text(text);
        } catch (CharacterCodingException notUtf8) {
            return new Line.Bad(Answers.NOT_A_LINE);
        }
    }
}
