package io.fromline.mail.submission;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

/**
 * The client's octets in order, and the replies to it.
 *
 * <p>Replies leave together, before the next wait for the client (RFC 2920). What a wait for a command ends with is decided
 * once: a command, or that the server leaves.
 */
final class Channel {

    private final Wire wire;
    private final Duration replyPatience;
    private final byte[] input = new byte[16 << 10];
    private final ByteArrayOutputStream output = new ByteArrayOutputStream(512);
    private int at;
    private int end;
    private boolean waiting;
    private boolean leaving;
    private boolean left;

    Channel(Wire wire, Duration replyPatience) {
        this.wire = wire;
        this.replyPatience = replyPatience;
    }

    Wire wire() {
        return wire;
    }

    /** Whether the client has said something that was not looked at yet. */
    boolean hasMore() {
        return at < end;
    }

    /** The next octet; waits as long as the wire is patient. */
    byte next() throws IOException {
        if (at == end) {
            fill();
        }
        return input[at++];
    }

    /** What takes octets of an array from one place up to another, all or some from the first on; it says how many. */
    interface Taker {

        int take(byte[] from, int start, int end);
    }

    /** Gives what is there, one octet at least; waits as long as the wire is patient. */
    int feed(Taker taker) throws IOException {
        if (at == end) {
            fill();
        }
        int taken = taker.take(input, at, end);
        at += taken;
        return taken;
    }

    private void fill() throws IOException {
        flush();
        int count = wire.read(input);
        if (count < 0) {
            throw new EOFException();
        }
        at = 0;
        end = count;
    }

    /** Waits until a command begins; false when the server leaves instead. */
    boolean awaitCommand(Duration patience) throws IOException {
        if (hasMore()) {
            return !isLeaving();
        }
        flush();
        wire.patience(patience);
        synchronized (this) {
            if (leaving) {
                return false;
            }
            waiting = true;
        }
        try {
            fill();
        } finally {
            synchronized (this) {
                waiting = false;
            }
        }
        synchronized (this) {
            if (left) {
                throw new EOFException();
            }
        }
        return true;
    }

    private synchronized boolean isLeaving() {
        return leaving;
    }

    /** The server leaves: says so at once to a client that is not in the middle of something. */
    synchronized void leave(Answer farewell) {
        leaving = true;
        if (waiting && !left) {
            left = true;
            try (wire) {
                var bytes = farewell.bytes();
                wire.write(bytes, bytes.length);
            } catch (IOException gone) {
                // the client was faster
            }
        }
    }

    /** What the client said before this is forgotten, so that it cannot count as said under TLS (RFC 3207 §4.2). */
    void encrypt() throws IOException {
        flush();
        at = 0;
        end = 0;
        wire.encrypt();
    }

    void say(Answer answer) {
        output.writeBytes(answer.bytes());
    }

    void flush() throws IOException {
        if (output.size() > 0) {
            wire.patience(replyPatience);
            wire.write(output.toByteArray(), output.size());
            output.reset();
        }
    }
}
