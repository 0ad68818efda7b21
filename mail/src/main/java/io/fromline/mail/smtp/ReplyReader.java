package io.fromline.mail.smtp;

import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads replies (RFC 5321 §4.2) from a server that may send anything.
 *
 * <p>Never holds more than {@link #MOST_LINES} lines of {@link #LONGEST_LINE} octets; breaks when the codes of a reply's lines
 * differ. A bare LF ends a line too, as some servers send it and no harm comes of it in this direction.
 */
final class ReplyReader {

    /** RFC 5321 §4.5.3.1.5 says 512; real ones exceed it. */
    static final int LONGEST_LINE = 2_000;

    static final int MOST_LINES = 50;

    private final InputStream in;
    private final byte[] buffer = new byte[2_048];
    private byte[] line = new byte[256];
    private int position;
    private int end;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** Blocks for the next whole reply. */
    Reply read() throws IOException {
        var only = readLine();
        int onlyCode = code(only);
        return last(only) ? Reply.of(onlyCode, List.of(text(only))) : readOn(only, onlyCode);
    }

    private Reply readOn(String first, int code) throws IOException {
        var texts = new ArrayList<String>();
        texts.add(text(first));
        while (texts.size() < MOST_LINES) {
            var next = readLine();
            if (code(next) != code) {
                throw new Broken(Kind.PROTOCOL);
            }
            texts.add(text(next));
            if (last(next)) {
                return Reply.of(code, List.copyOf(texts));
            }
        }
        throw new Broken(Kind.PROTOCOL);
    }

    private static String text(String line) {
        return line.length() > 4 ? line.substring(4) : "";
    }

    private static boolean last(String line) {
        return line.length() == 3 || line.charAt(3) == ' ';
    }

    /** Whether the next reply, or a part of it, is here already. */
    boolean buffered() {
        return position < end;
    }

    /** Whether the server has said more than it was asked for. */
    boolean hasMore() throws IOException {
        return position < end || in.available() > 0;
    }

    private static int code(String line) throws Broken {
        if (line.length() < 3
                || !within(line.charAt(0), '2', '5')
                || !within(line.charAt(1), '0', '9')
                || !within(line.charAt(2), '0', '9')
                || line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-') {
            throw new Broken(Kind.PROTOCOL);
        }
        return Integer.parseInt(line, 0, 3, 10);
    }

    private static boolean within(char c, char first, char last) {
        return c >= first && c <= last;
    }

    private String readLine() throws IOException {
        int length = 0;
        int plain = 0; // so many octets from the start are printable ASCII
        while (true) {
            if (position == end) {
                fill();
            }
            byte octet = buffer[position++];
            if (octet == '\n') {
                int textEnd = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return plain >= textEnd
                        ? new String(line, 0, textEnd, StandardCharsets.US_ASCII)
                        : printable(new String(line, 0, textEnd, StandardCharsets.UTF_8));
            }
            if (length == LONGEST_LINE) {
                throw new Broken(Kind.PROTOCOL);
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(LONGEST_LINE, 2 * length));
            }
            if (plain == length && octet >= ' ' && octet < 0x7f) {
                plain++;
            }
            line[length++] = octet;
        }
    }

    /** Control characters, and those that turn or hide text, would let a server forge what people read in the log. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> c == '\t' ? ' ' : '\ufffd';
                    default -> c;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new Broken(Kind.CLOSED);
        }
    }
}
