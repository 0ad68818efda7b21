package io.fromline.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailServerTest {

    private final TestAuthority authority = TestAuthority.create();
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private final MailServer server =
            MailServer.start(authority.serverContext("localhost"), Map.of("shop", "old"), received::add);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesAMessageOverImplicitTlsByteForByte() throws IOException {
        try (var talk = new Talk(connectTls(authority))) {
            talk.say("EHLO test");
            assertThat(talk.say(plain("shop", "old"))).startsWith("235");
            talk.say("MAIL FROM:<>");
            talk.say("RCPT TO:<a@b.example>");
            talk.say("DATA");
            assertThat(talk.say("Subject: x\r\n\r\n..dot\r\n.")).startsWith("250");
        }
        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.user()).isEqualTo("shop");
            assertThat(message.returnPath()).isEmpty();
            assertThat(message.recipients()).containsExactly("a@b.example");
            assertThat(message.text()).isEqualTo("Subject: x\r\n\r\n.dot\r\n");
        });
    }

    @Test
    void wantsALogInBeforeMail() throws IOException {
        try (var talk = new Talk(connectTls(authority))) {
            talk.say("EHLO test");
            assertThat(talk.say("MAIL FROM:<a@b.example>")).startsWith("530");
        }
    }

    @Test
    void refusesAPasswordThatWasChanged() throws IOException {
        server.setPassword("shop", "new");
        try (var talk = new Talk(connectTls(authority))) {
            talk.say("EHLO test");
            assertThat(talk.say(plain("shop", "old"))).startsWith("535");
            assertThat(talk.say(plain("shop", "new"))).startsWith("235");
        }
    }

    @Test
    void refusesALogInInTheWordsOfAnother() throws IOException {
        server.refuseWith("shop", "5.7.139 Authentication unsuccessful, basic authentication is disabled.");
        try (var talk = new Talk(connectTls(authority))) {
            talk.say("EHLO test");
            assertThat(talk.say(plain("shop", "wrong")))
                    .startsWith("535 5.7.139 Authentication unsuccessful, basic authentication is disabled.");
            assertThat(talk.say(plain("nobody", "wrong"))).startsWith("535 5.7.8 ");
        }
    }

    @Test
    void wantsTlsBeforeLogInOnTheStartTlsPort() throws IOException {
        try (var talk = new Talk(new Socket("localhost", server.startTlsPort()))) {
            assertThat(talk.say("EHLO test")).contains("STARTTLS").doesNotContain("AUTH");
            assertThat(talk.say("MAIL FROM:<a@b.example>")).startsWith("530");
        }
    }

    @Test
    void isTrustedOnlyByThoseWhoKnowItsAuthority() {
        assertThatThrownBy(() -> new Talk(connectTls(TestAuthority.create()))).isInstanceOf(SSLException.class);
    }

    private Socket connectTls(TestAuthority trusted) throws IOException {
        var socket = (SSLSocket) trusted.clientContext().getSocketFactory().createSocket("localhost", server.tlsPort());
        socket.startHandshake();
        return socket;
    }

    private static String plain(String user, String password) {
        return "AUTH PLAIN "
                + Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Says a line, hears a reply. */
    private record Talk(Socket socket, BufferedReader in) implements AutoCloseable {

        Talk(Socket socket) throws IOException {
            this(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
            hear();
        }

        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            return hear();
        }

        private String hear() throws IOException {
            var reply = new StringBuilder();
            String line;
            do {
                line = in.readLine();
                reply.append(line).append('\n');
            } while (line != null && line.length() > 3 && line.charAt(3) == '-');
            return reply.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
