package io.fromline.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of a submission server with TLS from the start that holds its connection and hands in nothing.
 *
 * <p>It stays until it is closed or turned away.
 */
public final class SlowClient implements AutoCloseable {

    private static final long PAUSE_NANOS = 200_000_000;

    private final Socket plain;
    private final Socket socket;

    /** What it does to stay. */
    public enum Manner {
        /** It connects, and does not even begin with TLS. */
        MUTE,
        /** It listens to the greeting. */
        SILENT,
        /** It says a command octet by octet. */
        DRIPPING,
        /** It says a line that does not end. */
        ENDLESS,
        /** It logs in, begins a message, and never ends it. */
        STUCK
    }

    private SlowClient(Socket plain, Socket socket) {
        this.plain = plain;
        this.socket = socket;
    }

    /** Connects and begins; user and password matter only to who logs in. */
    public static SlowClient come(int port, Manner manner, String user, String password) throws IOException {
        var plain = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            var client = new SlowClient(
                    plain,
                    manner == Manner.MUTE ? plain : NextHop.anybody().createSocket(plain, "localhost", port, true));
            if (manner == Manner.STUCK) {
                client.begin(user, password);
            }
            Thread.ofVirtual().start(() -> client.stay(manner));
            return client;
        } catch (IOException broken) {
            plain.close();
            throw broken;
        }
    }

    private void begin(String user, String password) throws IOException {
        var plainLogIn =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        hear("220");
        say("EHLO slow.example", "250 ");
        say("AUTH PLAIN " + plainLogIn, "235");
        say("MAIL FROM:<slow@customers.example>", "250");
        say("RCPT TO:<nobody@customers.example>", "250");
        say("DATA", "354");
        write("Subject: never en");
    }

    private void stay(Manner manner) {
        try {
            switch (manner) {
                case MUTE, SILENT, STUCK -> socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                case DRIPPING -> {
                    for (char octet : "EHLO a-name-that-takes-its-time.example".toCharArray()) {
                        write(String.valueOf(octet));
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                }
                case ENDLESS -> {
                    while (true) {
                        write("x");
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                }
            }
        } catch (IOException turnedAway) {
            // as it deserves
        }
    }

    private void say(String command, String reply) throws IOException {
        write(command + "\r\n");
        hear(reply);
    }

    private void hear(String reply) throws IOException {
        var line = new StringBuilder();
        for (int octet = next(); ; octet = next()) {
            if (octet != '\n') {
                line.append((char) octet);
            } else if (line.toString().startsWith(reply)) {
                return;
            } else if (line.length() > 3 && line.charAt(3) == '-') {
                line.setLength(0);
            } else {
                throw new IOException("heard " + line);
            }
        }
    }

    private int next() throws IOException {
        int octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new IOException("turned away");
        }
        return octet;
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
