package io.fromline.bench;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** One SMTP connection over TLS where senders and recipients differ and each message waits for its 250. */
final class SmtpConnection implements AutoCloseable {

    private static final SSLContext TRUSTING = trusting();

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    /** @param user logs in; nobody does when it is empty */
    SmtpConnection(int port, String user, String password) throws IOException {
        socket = TRUSTING.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
        expect("220");
        say("EHLO bench.example\r\n");
        expect("250");
        if (!user.isEmpty()) {
            var plain = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
            say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain) + "\r\n");
            expect("235");
        }
    }

    /** Returns once the message was acknowledged. */
    void send(String from, String recipient) throws IOException {
        say("MAIL FROM:<" + from + ">\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n");
        expect("250");
        expect("250");
        expect("354");
        say("From: Bench <" + from + ">\r\nTo: " + recipient + "\r\nSubject: Your order\r\n\r\n"
                + "Thank you for your order. It is being packed.\r\n.\r\n");
        expect("250");
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void expect(String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException(code + " was expected, not " + line);
        }
    }

    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
