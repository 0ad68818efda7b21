package io.fromline.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.peer.Dialogue;
import io.fromline.peer.MailServer;
import io.fromline.peer.ScriptedServer;
import io.fromline.peer.TestAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsTest {

    private static final TestAuthority AUTHORITY = TestAuthority.create();

    static Stream<Named<UnaryOperator<Trust>>> ways() {
        return Stream.of(Named.of("the best there is", UnaryOperator.identity()), Named.of("Java's", Trust::byJava));
    }

    @Test
    void isByBoringSslWhereThatIsThere() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        assertThat(Trust.systemAnd(AUTHORITY.pem()).tls()).isInstanceOf(BoringTls.class);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theSecondConnectionResumesTheSessionOfTheFirst(UnaryOperator<Trust> way) throws GeneralSecurityException {
        var counting = new Counting(javas());
        var trust = way.apply(Trust.of(counting));
        try (var server = mailServer("mail.example");
                var other = mailServer("other.example")) {
            for (int i = 0; i < 4; i++) {
                submits(trust, new SmtpServer("mail.example", server.tlsPort(), true));
            }
            assertThat(counting.checks).hasValue(1);
            submits(trust, new SmtpServer("other.example", other.tlsPort(), true));
            assertThat(counting.checks).hasValue(2);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSessionIsNotResumedUnderAnotherName(UnaryOperator<Trust> way) {
        var trust = way.apply(Trust.systemAnd(AUTHORITY.pem()));
        try (var server = mailServer("mail.example")) {
            submits(trust, new SmtpServer("mail.example", server.tlsPort(), true));
            assertThat(open(trust, new SmtpServer("bank.example", server.tlsPort(), true)))
                    .isEqualTo(failed(Kind.TLS_NAME_MISMATCH));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aCertificateThatChangedIsCheckedAnew(UnaryOperator<Trust> way) throws IOException {
        var trust = way.apply(Trust.systemAnd(AUTHORITY.pem()));
        var context = new AtomicReference<>(AUTHORITY.serverContext("mail.example"));
        var dialogue = Dialogue.parse("""

                [tls]
                S: 220 mail.example
                C: EHLO *
                S: 250 mail.example
                C: QUIT
                S: 221 Bye
                """);
        try (var server = ScriptedServer.play(dialogue, _ -> context.get())) {
            var where = new SmtpServer("mail.example", server.port(), true);
            try (var session = session(trust, where)) {
                assertThat(session.usable()).isTrue();
            }
            context.set(TestAuthority.create().serverContext("mail.example"));
            assertThat(open(trust, where)).isEqualTo(failed(Kind.TLS_UNTRUSTED));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void saysThatTheServersTlsIsTooOld(UnaryOperator<Trust> way) throws IOException {
        byte[] protocolVersion = {21, 3, 1, 0, 2, 2, 70}; // a fatal alert, RFC 5246 §7.2
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var client = listening.accept()) {
                    client.getInputStream().read();
                    client.getOutputStream().write(protocolVersion);
                    client.getInputStream().readAllBytes();
                } catch (IOException _) {
                    // the client has left
                }
            });
            var trust = way.apply(Trust.systemAnd(AUTHORITY.pem()));
            assertThat(open(trust, new SmtpServer("mail.example", listening.getLocalPort(), true)))
                    .isEqualTo(failed(Kind.TLS_TOO_OLD));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void largeMessagesComeThroughWhole(UnaryOperator<Trust> way) {
        var trust = way.apply(Trust.systemAnd(AUTHORITY.pem()));
        var text = "Subject: x\r\n\r\n" + (".".repeat(70) + "\r\n").repeat(20_000);
        var received = new AtomicReference<String>();
        try (var server = MailServer.start(
                AUTHORITY.serverContext("mail.example"),
                Map.of("shop", "horse-battery"),
                message -> received.set(message.text()))) {
            var where = new SmtpServer("mail.example", server.tlsPort(), true);
            try (var session = session(trust, where, new Credentials.Password("shop", "horse-battery"))) {
                assertThat(session.send(envelope(), message(text), Conversation.SILENT)
                                .values())
                        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
            }
        }
        assertThat(received.get()).isEqualTo(text);
    }

    private static MailServer mailServer(String name) {
        return MailServer.start(AUTHORITY.serverContext(name), Map.of(), _ -> {});
    }

    private static void submits(Trust trust, SmtpServer where) {
        try (var session = session(trust, where)) {
            assertThat(session.usable()).isTrue();
        }
    }

    private static SmtpSession session(Trust trust, SmtpServer where) {
        return session(trust, where, new Credentials.None());
    }

    private static SmtpSession session(Trust trust, SmtpServer where, Credentials credentials) {
        return switch (client(trust).open(where, credentials, Conversation.SILENT)) {
            case SmtpClient.Opening.Opened(SmtpSession session) -> session;
            case SmtpClient.Opening.Failed(Outcome outcome) -> throw new AssertionError(outcome);
        };
    }

    private static Outcome open(Trust trust, SmtpServer where) {
        return switch (client(trust).open(where, new Credentials.None(), Conversation.SILENT)) {
            case SmtpClient.Opening.Opened _ -> throw new AssertionError("opened");
            case SmtpClient.Opening.Failed(Outcome outcome) -> outcome;
        };
    }

    private static SmtpClient client(Trust trust) {
        var egress = new Egress(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), Network.parseList("127.0.0.1"));
        return new SmtpClient(egress, trust, "client.example", Timeouts.all(Duration.ofSeconds(10)));
    }

    private static Outcome failed(Kind kind) {
        return new Outcome.Refused(Fault.of(Fault.Scope.RELAY, Phase.TLS, kind));
    }

    private static Envelope envelope() {
        return new Envelope(Mailbox.of("shop@shop.example"), List.of(Mailbox.of("a@b.example")));
    }

    private static Message message(String text) {
        return new Message("<1@shop.example>", text.getBytes(StandardCharsets.US_ASCII));
    }

    private static X509ExtendedTrustManager javas() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(AUTHORITY.pem().getBytes(StandardCharsets.US_ASCII))));
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts the certificates that it is shown: a session that is resumed shows none. */
    private static final class Counting extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager java;
        private final AtomicInteger checks = new AtomicInteger();

        Counting(X509ExtendedTrustManager java) {
            this.java = java;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, java.net.Socket socket)
                throws CertificateException {
            checks.incrementAndGet();
            java.checkServerTrusted(chain, authType, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checks.incrementAndGet();
            java.checkServerTrusted(chain, authType, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            java.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return java.getAcceptedIssuers();
        }
    }
}
