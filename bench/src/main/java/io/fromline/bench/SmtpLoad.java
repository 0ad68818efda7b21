package io.fromline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Hands in messages by SMTP over TLS, one after the other on each connection: the envelope and DATA in one go, then the message.
 *
 * @param user logs in; nobody does when it is empty
 */
record SmtpLoad(int port, String user, String password, int bytes) {

    /** One connection: sends message after message until the number is used up, and notes how long each took from its final dot to 250. */
    void send(AtomicInteger next, long[] nanos) throws IOException {
        try (Socket socket = trusting().getSocketFactory().createSocket("localhost", port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var out = socket.getOutputStream();
            expect(in, "220");
            say(out, "EHLO bench.example\r\n");
            expect(in, "250");
            if (!user.isEmpty()) {
                var plain = Base64.getEncoder()
                        .encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
                say(out, "AUTH PLAIN " + plain + "\r\n");
                expect(in, "235");
            }
            for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                nanos[i] = one(in, out, i);
            }
            say(out, "QUIT\r\n");
        }
    }

    private long one(BufferedReader in, OutputStream out, int number) throws IOException {
        say(out, "MAIL FROM:<bench@platform.example>\r\nRCPT TO:<customer" + number + "@buyers.example>\r\nDATA\r\n");
        expect(in, "250");
        expect(in, "250");
        expect(in, "354");
        long begun = System.nanoTime();
        say(out, message(number));
        expect(in, "250");
        return System.nanoTime() - begun;
    }

    private String message(int number) {
        var text = new StringBuilder(bytes + 400)
                .append("From: Bench <bench@platform.example>\r\nTo: customer")
                .append(number)
                .append("@buyers.example\r\nSubject: Order ")
                .append(number)
                .append("\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        while (text.length() < bytes) {
            text.append("Thank you for your order. It is being packed, and leaves our house tomorrow.\r\n");
        }
        return text.append(".\r\n").toString();
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException(code + " was expected, not " + line);
        }
    }

    /** Whose certificate it is does not matter on this machine. */
    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
