package io.fromline.mail.submission;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/** One connection's octets, both ways. */
interface Wire extends Closeable {

    /** As {@link java.io.InputStream#read(byte[])}; {@link java.net.SocketTimeoutException} when patience is at its end. */
    int read(byte[] into) throws IOException;

    void write(byte[] octets, int length) throws IOException;

    /** How long the client has from now on, whatever is read or written; null is without end. */
    void patience(@org.jspecify.annotations.Nullable Duration patience);

    /** Shakes hands for TLS. */
    void encrypt() throws IOException;

    boolean encrypted();

    InetAddress peer();

    /** Ends it at once, whoever is reading or writing. */
    @Override
    void close();
}
