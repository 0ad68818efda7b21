package io.fromline.mail.smtp;

import io.fromline.mail.Message;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A message's bytes as DATA wants them (RFC 5321 §4.5.2).
 *
 * <p>Whatever they hold, nothing in them can end the data early: lone CR and LF are found before, leading dots are doubled.
 */
final class MessageBytes {

    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] bytes;
    private final boolean wellFormed;
    private final boolean eightBit;
    private final boolean eightBitHeader;

    MessageBytes(Message message) {
        bytes = message.bytes();
        boolean strict = true;
        boolean high = false;
        boolean highInHeader = false;
        boolean inHeader = true;
        int lineStart = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte octet = bytes[i];
            if (octet < 0) {
                high = true;
                highInHeader |= inHeader;
            } else if (octet == '\n') {
                strict &= i > 0 && bytes[i - 1] == '\r';
                inHeader &= i - lineStart > 1;
                lineStart = i + 1;
            } else if (octet == '\r') {
                strict &= i + 1 < bytes.length && bytes[i + 1] == '\n';
            } else if (octet == 0) {
                strict = false;
            }
        }
        wellFormed = strict;
        eightBit = high;
        eightBitHeader = highInHeader;
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
    void writeTo(OutputStream out) throws IOException {
        int from = 0;
        boolean atLineStart = true;
        for (int i = 0; i < bytes.length; i++) {
            if (atLineStart && bytes[i] == '.') {
                out.write(bytes, from, i - from);
                out.write('.');
                from = i;
            }
            atLineStart = bytes[i] == '\n';
        }
        out.write(bytes, from, bytes.length - from);
        if (!atLineStart) {
            out.write(CRLF);
        }
    }
}
