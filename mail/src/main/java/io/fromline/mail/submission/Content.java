package io.fromline.mail.submission;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The octets of one message while they come in, and what is wrong with them.
 *
 * <p>Holds no more than a message may have, and nothing once something is wrong.
 */
final class Content {

    /** RFC 5322 §2.1.1, without the CRLF. */
    private static final int LONGEST_LINE = 998;

    private static final int FIRST_SIZE = 2 << 10;

    private final int most;
    private final Memory memory;
    private byte[] octets = {};
    private int length;
    private long seen;
    private int column;
    private byte previous;
    private @Nullable Answer flaw;

    Content(int most, Memory memory) {
        this.most = most;
        this.memory = memory;
    }

    void add(byte octet) {
        seen++;
        check(octet);
        previous = octet;
        if (flaw == null && (length < octets.length || grow())) {
            octets[length++] = octet;
        }
    }

    /** Takes octets of an array from one place up to another. */
    void add(byte[] from, int start, int end) {
        for (int next = start; next < end; ) {
            next = addPlain(from, next, end);
            if (next < end) {
                add(from[next++]);
            }
        }
    }

    /** Takes octets up to the first that ends a line or is NUL, all at once; returns where that is. */
    int addPlain(byte[] from, int start, int limit) {
        int end = start;
        while (end < limit && from[end] != '\r' && from[end] != '\n' && from[end] != 0) {
            end++;
        }
        if (end > start) {
            addAll(from, start, end);
        }
        return end;
    }

    private void addAll(byte[] from, int start, int end) {
        if (previous == '\r') {
            spoiled(Answers.BARE_LINE_END);
        }
        int count = end - start;
        seen += count;
        column += count;
        if (column > LONGEST_LINE) {
            spoiled(Answers.LONG_LINE);
        }
        previous = from[end - 1];
        while (flaw == null && octets.length - length < count && grow()) {
            // until there is room
        }
        if (flaw == null) {
            System.arraycopy(from, start, octets, length, count);
            length += count;
        }
    }

    private void check(byte octet) {
        if (octet == '\n' ? previous != '\r' : previous == '\r') {
            spoiled(Answers.BARE_LINE_END);
        } else if (octet == 0) {
            spoiled(Answers.NUL);
        }
        column = octet == '\n' ? 0 : column + 1;
        if (column > LONGEST_LINE + 1 || column > LONGEST_LINE && octet != '\r') {
            spoiled(Answers.LONG_LINE);
        }
    }

    private boolean grow() {
        if (octets.length == most) {
            spoiled(Answers.TOO_LARGE);
            return false;
        }
        int size = (int) Math.min(most, Math.max(FIRST_SIZE, octets.length * 2L));
        if (!memory.take(size - octets.length)) {
            spoiled(Answers.NO_MEMORY);
            return false;
        }
        octets = Arrays.copyOf(octets, size);
        return true;
    }

    /** What comes first counts; the rest is only counted. */
    private void spoiled(Answer why) {
        if (flaw == null) {
            flaw = why;
            drop();
        }
    }

    /** How many octets came, kept or not. */
    long seen() {
        return seen;
    }

    /** What is wrong with what came so far. */
    @Nullable
    Answer flaw() {
        return flaw;
    }

    /** Nothing more comes. */
    void end() {
        if (previous == '\r') {
            spoiled(Answers.BARE_LINE_END);
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(octets, length);
    }

    /** Gives its memory back. */
    void drop() {
        memory.giveBack(octets.length);
        octets = new byte[0];
        length = 0;
    }
}
