package io.fromline.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpClientTest {

    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Credentials GOOD = new Credentials.Password("shop", "correct-horse-battery");
    private static final String TEXT = "Subject: x\r\n\r\n.one\r\n..two\r\n";
    private static final Message MESSAGE = new Message("<1@shop.example>", TEXT.getBytes(StandardCharsets.US_ASCII));
    private static final Envelope ENVELOPE = new Envelope(
            Mailbox.of("shop@shop.example"), List.of(Mailbox.of("a@b.example"), Mailbox.of("c@d.example")));

    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private final MailServer server = MailServer.start(
            AUTHORITY.serverContext("mail.example"), Map.of("shop", "correct-horse-battery"), received::add);
    private final Transcript transcript = new Transcript();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void submitsOverImplicitTls() {
        submits(new SmtpServer("mail.example", server.tlsPort(), true));
    }

    @Test
    void submitsOverStartTls() {
        submits(new SmtpServer("mail.example", server.startTlsPort(), false));
    }

    private void submits(SmtpServer where) {
        try (var session = opened(where)) {
            for (int i = 0; i < 3; i++) {
                assertThat(session.send(ENVELOPE, MESSAGE, transcript))
                        .hasSize(2)
                        .allSatisfy((_, outcome) -> {
                            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
                        });
                assertThat(session.usable()).isTrue();
            }
        }
        assertThat(received).hasSize(3).allSatisfy(message -> {
            assertThat(message.text()).isEqualTo(TEXT);
            assertThat(message.returnPath()).isEqualTo("shop@shop.example");
            assertThat(message.recipients()).containsExactly("a@b.example", "c@d.example");
        });
        assertThat(transcript.toString()).doesNotContain("correct-horse-battery");
    }

    @Test
    void showsTheCertificateByWhichAServerProvedItsName() {
        var seen = new CopyOnWriteArrayList<String>();
        var client = new SmtpClient(
                loopback(),
                trust(),
                "client.example",
                Timeouts.all(Duration.ofSeconds(10)),
                (where, certificate) -> seen.add(where.host() + " "
                        + certificate.getNotAfter().toInstant().isAfter(Instant.now())));
        var where = new SmtpServer("mail.example", server.startTlsPort(), false);
        assertThat(client.open(where, GOOD, transcript))
                .isInstanceOfSatisfying(
                        SmtpClient.Opening.Opened.class,
                        opened -> opened.session().close());
        assertThat(seen).containsExactly("mail.example true");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        server.setPassword("shop", "changed");
        var outcome = failed(client(loopback()), new SmtpServer("mail.example", server.tlsPort(), true));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.fault().scope()).isEqualTo(Fault.Scope.RELAY);
            assertThat(refused.fault().phase()).isEqualTo(Phase.AUTH);
        });
        assertThat(transcript.toString()).doesNotContain("correct-horse-battery");
    }

    @Test
    void aSessionWhoseServerWentIsNotUsable() {
        var where = new SmtpServer("mail.example", server.tlsPort(), true);
        try (var session = opened(where)) {
            server.close();
            var outcomes = session.send(ENVELOPE, MESSAGE, transcript);
            assertThat(outcomes).allSatisfy((_, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Deferred.class));
            assertThat(session.usable()).isFalse();
        }
    }

    @Test
    void refusedByTheRulesAndClosedLookTheSame() throws IOException {
        int closed;
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = listening.getLocalPort();
        }
        var nobody = new SmtpServer("mail.example", closed, true);
        var barred = new Egress(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), List.of());
        var first = failed(client(loopback()), nobody);
        var second = failed(client(barred), new SmtpServer("mail.example", server.tlsPort(), true));
        assertThat(first)
                .isEqualTo(second)
                .isEqualTo(new Outcome.Deferred(Fault.of(Fault.Scope.RELAY, Phase.CONNECT, Kind.UNREACHABLE)));
        assertThat(transcript.steps).containsExactly("resolve", "!connect", "resolve", "!connect");
    }

    @Test
    void triesTheNextAddress() {
        var two = new Egress(
                _ -> List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")),
                Network.parseList("127.0.0.0/8"));
        assertThat(client(two).open(new SmtpServer("mail.example", server.tlsPort(), true), GOOD, transcript))
                .isInstanceOf(SmtpClient.Opening.Opened.class);
    }

    @Test
    void saysThatTheHostDoesNotExist() {
        var unknown = new Egress(
                host -> {
                    throw new UnknownHostException(host);
                },
                List.of());
        assertThat(failed(client(unknown), new SmtpServer("mail.example", 465, true)))
                .isEqualTo(new Outcome.Deferred(Fault.of(Fault.Scope.RELAY, Phase.RESOLVE, Kind.NO_SUCH_HOST)));
    }

    @Test
    void doesNotWaitForDnsWithoutEnd() {
        var never = new CountDownLatch(1);
        var silent = new Egress(
                host -> {
                    try {
                        never.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(host);
                },
                List.of());
        var impatient = new SmtpClient(silent, trust(), "client.example", Timeouts.all(Duration.ofMillis(50)));
        assertThat(failed(impatient, new SmtpServer("mail.example", 465, true)))
                .isEqualTo(new Outcome.Deferred(Fault.of(Fault.Scope.RELAY, Phase.RESOLVE, Kind.TIMEOUT)));
    }

    @Test
    void asksForAnInternationalHostByItsAsciiName() {
        assertThat(new SmtpServer(" poczta.żółw.example ", 465, true).host()).isEqualTo("poczta.xn--w-uga1v8h.example");
        assertThat(new SmtpServer("under_score.example", 465, true).host()).isEqualTo("under_score.example");
        assertThat(new SmtpServer("::1", 465, true).host()).isEqualTo("::1");
    }

    @Test
    void printsNoSecret() {
        assertThat(GOOD.toString()).doesNotContain("correct-horse-battery");
        assertThat(new Credentials.AccessToken("shop", "token-of-trust").toString())
                .doesNotContain("token-of-trust");
    }

    private SmtpSession opened(SmtpServer where) {
        return switch (client(loopback()).open(where, GOOD, transcript)) {
            case SmtpClient.Opening.Opened(SmtpSession session) -> session;
            case SmtpClient.Opening.Failed(Outcome outcome) -> throw new AssertionError(outcome + "\n" + transcript);
        };
    }

    private Outcome failed(SmtpClient client, SmtpServer where) {
        return switch (client.open(where, GOOD, transcript)) {
            case SmtpClient.Opening.Opened _ -> throw new AssertionError("opened");
            case SmtpClient.Opening.Failed(Outcome outcome) -> outcome;
        };
    }

    private static Egress loopback() {
        return new Egress(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), Network.parseList("127.0.0.1"));
    }

    private static SmtpClient client(Egress egress) {
        return new SmtpClient(egress, trust(), "client.example", Timeouts.all(Duration.ofSeconds(10)));
    }

    private static Trust trust() {
        return Trust.systemAnd(AUTHORITY.pem());
    }
}
