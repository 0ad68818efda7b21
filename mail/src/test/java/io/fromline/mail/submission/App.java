package io.fromline.mail.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A program that hands in mail over a real connection, well or badly. */
final class App implements AutoCloseable {

    private static final int PATIENCE = 30_000;

    private final TestAuthority authority;
    private final Socket plain;
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    App(int port, TestAuthority authority) throws IOException {
        this.authority = authority;
        plain = new Socket(InetAddress.getLoopbackAddress(), port);
        use(plain);
    }

    private void use(Socket next) throws IOException {
        next.setSoTimeout(PATIENCE);
        socket = next;
        in = new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.US_ASCII));
        out = next.getOutputStream();
    }

    void encrypt() throws IOException {
        var encrypted = (SSLSocket)
                authority.clientContext().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        encrypted.startHandshake();
        use(encrypted);
    }

    String protocol() {
        return ((SSLSocket) socket).getSession().getProtocol();
    }

    void startTls() throws IOException {
        hears("220");
        says("EHLO a.example");
        hears("250");
        says("STARTTLS");
        hears("220");
        encrypt();
    }

    void logIn() throws IOException {
        says("EHLO a.example");
        hears("250");
        says("AUTH PLAIN " + Desk.PLAIN);
        hears("235");
    }

    void begin() throws IOException {
        says("MAIL FROM:<a@shop.example>");
        hears("250");
        says("RCPT TO:<b@customers.example>");
        hears("250");
        says("DATA");
        hears("354");
    }

    void send(String message) throws IOException {
        begin();
        raw(message);
        hears("250 2.6.0");
    }

    void says(String line) throws IOException {
        raw(line + "\r\n");
    }

    void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Reads one whole reply, which must begin like this. */
    void hears(String start) throws IOException {
        var line = in.readLine();
        assertThat(line).startsWith(start);
        while (line.charAt(3) == '-') {
            line = in.readLine();
        }
    }

    /** All that is still said until the server leaves. */
    String rest() throws IOException {
        var all = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    /** Sends the text again and again, one octet each so many milliseconds, until the server has said its last word. */
    String drip(String text, int millis) throws IOException {
        socket.setSoTimeout(millis);
        var heard = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            try {
                raw(text.substring(i % text.length(), i % text.length() + 1));
                var line = in.readLine();
                if (line == null) {
                    return heard.toString();
                }
                heard.append(line).append('\n');
            } catch (SocketTimeoutException more) {
                // nothing said, so on it goes
            } catch (IOException over) {
                return heard.toString();
            }
        }
        return "never left: " + heard;
    }

    /** Sends octets under the TLS layer, one each so many milliseconds; whether the server ended it. */
    boolean dripsBelowTls(byte[] start, int millis) throws IOException {
        plain.getOutputStream().write(start);
        plain.setSoTimeout(millis);
        for (int i = 0; i < 100; i++) {
            try {
                plain.getOutputStream().write(0);
                if (plain.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException more) {
                // nothing said, so on it goes
            } catch (IOException ended) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
