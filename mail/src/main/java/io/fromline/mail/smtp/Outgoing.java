package io.fromline.mail.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is to be sent, so that a group of commands and a message leave in one write.
 *
 * <p>Knows of every octet whether it may have left: what was never passed on cannot have been read by anybody.
 */
final class Outgoing {

    /** As much as a TLS record holds (RFC 8446 §5.1). */
    private static final int RECORD = 16 << 10;

    /** Enough for most mail and its envelope. */
    private static final int SMALL = 2 << 10;

    private final OutputStream out;

    /** None while nothing is sent, as thousands of connections may rest. */
    private byte @Nullable [] room;

    private int held;
    private long passedOn;

    Outgoing(OutputStream out) {
        this.out = out;
    }

    /** How many octets were ever written to this. */
    long position() {
        return passedOn + held;
    }

    /** Whether the octet before this position may have left. */
    boolean passed(long position) {
        return passedOn >= position;
    }

    /** A line and its end. */
    void line(String line) throws IOException {
        write(line.getBytes(StandardCharsets.UTF_8));
        write((byte) '\r');
        write((byte) '\n');
    }

    void write(byte octet) throws IOException {
        if (held == RECORD) {
            passOn();
        }
        room(held + 1)[held++] = octet;
    }

    void write(byte[] octets) throws IOException {
        write(octets, 0, octets.length);
    }

    void write(byte[] octets, int from, int length) throws IOException {
        int rest = length;
        var buffer = room(Math.min(held + rest, RECORD));
        if (held + rest > RECORD) {
            int fits = RECORD - held;
            System.arraycopy(octets, from, buffer, held, fits);
            held += fits;
            rest -= fits;
            passOn();
            // What fills records of its own need not be copied for it.
            int whole = rest - rest % RECORD;
            pass(octets, from + fits, whole);
            rest -= whole;
        }
        System.arraycopy(octets, from + length - rest, buffer, held, rest);
        held += rest;
    }

    void flush() throws IOException {
        passOn();
        out.flush();
    }

    private void passOn() throws IOException {
        int length = held;
        held = 0;
        pass(room(0), 0, length);
    }

    private byte[] room(int size) {
        var present = room;
        if (present != null && present.length >= size) {
            return present;
        }
        var larger = new byte[size <= SMALL ? SMALL : RECORD];
        if (present != null) {
            System.arraycopy(present, 0, larger, 0, held);
        }
        room = larger;
        return larger;
    }

    /** Gives back the memory, when everything is flushed. */
    void rest() {
        if (held == 0) {
            room = null;
        }
    }

    private void pass(byte[] octets, int from, int length) throws IOException {
        if (length > 0) {
            passedOn += length; // before it is tried: a write that fails may have gone out in part
            out.write(octets, from, length);
        }
    }
}
