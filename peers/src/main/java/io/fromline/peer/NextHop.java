package io.fromline.peer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Brings one message to a mail server on this machine, as mail servers do among themselves: with STARTTLS where it is offered,
 * whoever the certificate is of (RFC 7435).
 */
public final class NextHop {

    private static final int PATIENCE = 60_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private NextHop(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * Brings it.
     *
     * @param name what to greet with
     * @param message with CRLF line ends, passed on as it is
     * @throws IOException when it was not taken, with the reply
     */
    public static void bring(int port, String name, String returnPath, List<String> recipients, byte[] message)
            throws IOException {
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.setSoTimeout(PATIENCE);
            var hop = new NextHop(plain);
            hop.expect("220");
            if (hop.say("EHLO " + name, "250").contains("STARTTLS")) {
                hop.say("STARTTLS", "220");
                hop.encrypt(name, port);
                hop.say("EHLO " + name, "250");
            }
            hop.say("MAIL FROM:<" + returnPath + ">", "250");
            for (var recipient : recipients) {
                hop.say("RCPT TO:<" + recipient + ">", "250");
            }
            hop.say("DATA", "354");
            hop.out.write(stuffed(message));
            hop.say(".", "250");
            hop.say("QUIT", "221");
        }
    }

    private void encrypt(String name, int port) throws IOException {
        var tls = (SSLSocket) anybody().createSocket(socket, name, port, true);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
        out = tls.getOutputStream();
    }

    private String say(String line, String expected) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return expect(expected);
    }

    private String expect(String code) throws IOException {
        var reply = new StringBuilder();
        String line;
        do {
            line = line();
            reply.append(line).append('\n');
        } while (line.length() > 3 && line.charAt(3) == '-');
        if (!line.startsWith(code)) {
            throw new IOException(reply.toString().strip());
        }
        return reply.toString();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the server closed the connection");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Lines that begin with a dot get another (RFC 5321 §4.5.2); the last line ends. */
    private static byte[] stuffed(byte[] message) {
        var stuffed = new ByteArrayOutputStream(message.length + 16);
        boolean lineBegins = true;
        for (byte b : message) {
            if (lineBegins && b == '.') {
                stuffed.write('.');
            }
            stuffed.write(b);
            lineBegins = b == '\n';
        }
        if (!lineBegins) {
            stuffed.writeBytes(new byte[] {'\r', '\n'});
        }
        return stuffed.toByteArray();
    }

    /** Takes whoever the certificate is of. */
    static SSLSocketFactory anybody() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context.getSocketFactory();
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
