package io.fromline.mail.smtp;

import io.fromline.mail.Message;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A message's bytes as DATA (RFC 5321 §4.5.2) or BDAT (RFC 3030) wants them; they are looked through once, eight at a time.
 *
 * <p>Whatever they hold, nothing in them can end the data early: lone CR and LF are found before, leading dots are doubled.
 */
final class MessageBytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long FOURTEENS = 0x0e0e_0e0e_0e0e_0e0eL;
    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] bytes;
    private int[] leadingDots = {};
    private int dots;
    private boolean wellFormed = true;
    private boolean eightBit;
    private boolean eightBitHeader;
    private boolean inHeader = true;
    private int lineStart;

    MessageBytes(Message message) {
        bytes = message.bytes();
        noteDot(0);
        int i = 0;
        while (i + Long.BYTES <= bytes.length) {
            if (plain((long) EIGHT.get(bytes, i))) {
                i += Long.BYTES;
            } else {
                for (int end = i + Long.BYTES; i < end; i++) {
                    look(i);
                }
            }
        }
        for (; i < bytes.length; i++) {
            look(i);
        }
    }

    /** Whether each of these octets is ASCII and above CR: nothing to look at. */
    private static boolean plain(long octets) {
        return ((octets | octets - FOURTEENS) & HIGH_BITS) == 0;
    }

    private void look(int i) {
        byte octet = bytes[i];
        if (octet < 0) {
            eightBit = true;
            eightBitHeader |= inHeader;
        } else if (octet == '\n') {
            wellFormed &= i > 0 && bytes[i - 1] == '\r';
            inHeader &= i - lineStart > 1;
            lineStart = i + 1;
            noteDot(lineStart);
        } else if (octet == '\r') {
            wellFormed &= i + 1 < bytes.length && bytes[i + 1] == '\n';
        } else if (octet == 0) {
            wellFormed = false;
        }
    }

    private void noteDot(int i) {
        if (i < bytes.length && bytes[i] == '.') {
            if (dots == leadingDots.length) {
                leadingDots = Arrays.copyOf(leadingDots, dots * 2 + 8);
            }
            leadingDots[dots++] = i;
        }
    }

    int size() {
        return bytes.length;
    }

    /** Whether every line ends with CRLF, and CR, LF and NUL occur nowhere else. */
    boolean wellFormed() {
        return wellFormed;
    }

    /** Whether it needs 8BITMIME (RFC 6152). */
    boolean eightBit() {
        return eightBit;
    }

    /** Whether a header field needs SMTPUTF8 (RFC 6531). */
    boolean eightBitHeader() {
        return eightBitHeader;
    }

    /** Writes the bytes with leading dots doubled and with a final CRLF, without the final dot. */
    void stuffedTo(Outgoing out) throws IOException {
        int from = 0;
        for (int i = 0; i < dots; i++) {
            out.write(bytes, from, leadingDots[i] - from);
            out.write((byte) '.');
            from = leadingDots[i];
        }
        out.write(bytes, from, bytes.length - from);
        if (!ended()) {
            out.write(CRLF);
        }
    }

    /** How many octets there are to be sent in chunks: the bytes as they are, with a final CRLF. */
    int chunked() {
        return ended() ? bytes.length : bytes.length + CRLF.length;
    }

    /** Writes the first octet of them; there must be one. */
    void firstTo(Outgoing out) throws IOException {
        out.write(bytes[0]);
    }

    /** Writes the others from this one on. */
    void restTo(Outgoing out, int from) throws IOException {
        out.write(bytes, from, bytes.length - from);
        if (!ended()) {
            out.write(CRLF);
        }
    }

    private boolean ended() {
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    }
}
