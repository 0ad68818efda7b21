package io.fromline.mail.submission;

/**
 * Finds the end of what follows DATA, and takes the doubled dots away (RFC 5321 §4.5.2).
 *
 * <p>Only CRLF, dot, CRLF ends it: whatever other servers take for a line end is part of the message here, and a flaw of it, so
 * that nobody can hide a second message behind the first.
 */
final class DotStuffed {

    private enum At {
        LINE_START,
        DOT,
        DOT_CR,
        IN_LINE,
        CR,
        END
    }

    private final Content content;
    private At at = At.LINE_START;

    DotStuffed(Content content) {
        this.content = content;
    }

    /** Whether the final dot has come. */
    boolean ended() {
        return at == At.END;
    }

    /** Takes octets of an array from one place up to another, or to the end; returns how many. */
    int add(byte[] from, int start, int end) {
        int next = start;
        while (next < end && at != At.END) {
            if (at == At.IN_LINE) {
                next = content.addPlain(from, next, end);
            }
            if (next < end) {
                add(from[next++]);
            }
        }
        return next - start;
    }

    private void add(byte octet) {
        switch (at) {
            case LINE_START -> {
                if (octet == '.') {
                    at = At.DOT;
                } else {
                    inLine(octet);
                }
            }
            case DOT -> {
                if (octet == '\r') {
                    at = At.DOT_CR;
                } else {
                    inLine(octet);
                }
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    at = At.END;
                    content.end();
                } else {
                    content.add((byte) '\r');
                    inLine(octet);
                }
            }
            case CR -> {
                if (octet == '\n') {
                    content.add(octet);
                    at = At.LINE_START;
                } else {
                    inLine(octet);
                }
            }
            case IN_LINE -> inLine(octet);
            case END -> throw new IllegalStateException("after the end");
        }
    }

    private void inLine(byte octet) {
        content.add(octet);
        at = octet == '\r' ? At.CR : At.IN_LINE;
    }
}
