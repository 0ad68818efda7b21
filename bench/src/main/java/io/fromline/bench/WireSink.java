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
import javax.net.ssl.SSLServerSocket;

/** Takes every message over TLS, by DATA or BDAT, and looks at as little of it as can be; announces what it is told to. */
final class WireSink implements AutoCloseable {

    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SSLServerSocket listener;
    private final String extensions;

    /** @param extensions lines of its EHLO reply, such as {@code 250-PIPELINING\r\n} */
    WireSink(TestAuthority authority, String extensions) throws IOException {
        this.extensions = extensions;
        listener = (SSLServerSocket) authority
                .serverContext("mail.example", "*.mail.example")
                .getServerSocketFactory()
                .createServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("wire-sink").start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
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
                    new BufferedInputStream(client.getInputStream(), 64 << 10),
                    new BufferedOutputStream(client.getOutputStream(), 4096));
        } catch (IOException gone) {
            // whoever it was has what it wanted
        }
    }

    private void converse(InputStream in, OutputStream out) throws IOException {
        say(out, "220 localhost ESMTP");
        while (true) {
            if (in.available() == 0) {
                out.flush();
            }
            var line = line(in);
            if (line.startsWith("EHLO")) {
                say(out, "250-localhost\r\n" + extensions + "250 AUTH PLAIN");
            } else if (line.startsWith("AUTH")) {
                say(out, "235 2.7.0 Ok");
            } else if (line.startsWith("DATA")) {
                say(out, "354 Go ahead");
                out.flush();
                skipMessage(in);
                say(out, "250 2.0.0 Taken");
            } else if (line.startsWith("BDAT")) {
                in.skipNBytes(Integer.parseInt(line.split(" ")[1]));
                say(out, "250 2.0.0 Taken");
            } else {
                say(out, "250 2.0.0 Ok");
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

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
