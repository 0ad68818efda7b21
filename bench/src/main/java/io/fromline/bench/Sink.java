package io.fromline.bench;

import io.fromline.peer.TestAuthority;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;

/**
 * A mail server with TLS and log-in that counts what it is given and throws it away, as fast as it comes: nothing is parsed but where
 * commands and messages end, so that what is measured is who sends.
 */
final class Sink implements AutoCloseable {

    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 << 10;

    private final TestAuthority authority = TestAuthority.create();
    private final SSLServerSocket listener;
    private volatile CountDownLatch awaited = new CountDownLatch(0);

    Sink() throws IOException {
        listener = (SSLServerSocket) authority
                .serverContext("localhost")
                .getServerSocketFactory()
                .createServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("sink").start(this::listen);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            converse(
                    new BufferedInputStream(client.getInputStream(), BUFFER),
                    new BufferedOutputStream(client.getOutputStream(), 4096));
        } catch (IOException gone) {
            // it comes back if it has more
        }
    }

    private void converse(InputStream in, OutputStream out) throws IOException {
        say(out, "220 localhost ESMTP");
        while (true) {
            if (in.available() == 0) {
                out.flush();
            }
            String line = line(in);
            String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" ->
                    say(out, "250-localhost\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n250-8BITMIME\r\n250 AUTH PLAIN");
                case "AUTH" -> say(out, "235 2.7.0 Ok");
                case "DATA" -> {
                    say(out, "354 Go ahead");
                    out.flush();
                    skipMessage(in);
                    awaited.countDown();
                    say(out, "250 2.0.0 Taken");
                }
                case "QUIT" -> {
                    say(out, "221 2.0.0 Bye");
                    out.flush();
                    return;
                }
                default -> say(out, "250 2.0.0 Ok");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(80);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("gone");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private static void skipMessage(InputStream in) throws IOException {
        int matched = 2; // an empty message begins with its end
        while (matched < END.length) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("gone");
            }
            matched = octet == END[matched] ? matched + 1 : octet == '\r' ? 1 : 0;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    String relay() {
        return "smtps://" + USER + ":" + PASSWORD + "@localhost:" + port();
    }

    /** Any log-in will do. */
    static final String USER = "bench";

    static final String PASSWORD = "bench-password";

    String pem() {
        return authority.pem();
    }

    void expect(int messages) {
        awaited = new CountDownLatch(messages);
    }

    /** Waits for the last expected message. */
    void await() throws InterruptedException {
        if (!awaited.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException(awaited.getCount() + " messages did not arrive");
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
