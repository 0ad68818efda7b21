package io.fromline.mail.submission;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Octets that arrive in pieces of any length, under TLS; the connection ends after them. */
final class PiecewiseWire implements Wire {

    private final byte[] octets;
    private final RandomGenerator pieces;
    private final int longest;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int at;

    PiecewiseWire(byte[] octets, RandomGenerator pieces, int longest) {
        this.octets = octets.clone();
        this.pieces = pieces;
        this.longest = longest;
    }

    /** What the server said. */
    String said() {
        return said.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public int read(byte[] into) {
        int count = Math.min(Math.min(octets.length - at, into.length), 1 + pieces.nextInt(longest));
        if (count == 0) {
            return -1;
        }
        System.arraycopy(octets, at, into, 0, count);
        at += count;
        return count;
    }

    @Override
    public void write(byte[] reply, int length) {
        said.write(reply, 0, length);
    }

    @Override
    public void patience(@Nullable Duration patience) {}

    @Override
    public void encrypt() {
        throw new AssertionError("it is encrypted");
    }

    @Override
    public boolean encrypted() {
        return true;
    }

    @Override
    public InetAddress peer() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() {}
}
