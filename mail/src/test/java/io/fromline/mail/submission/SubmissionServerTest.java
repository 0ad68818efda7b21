package io.fromline.mail.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.mail.submission.SubmissionServer.Encryption;
import io.fromline.mail.submission.SubmissionServer.Place;
import io.fromline.mail.tls.TlsAcceptor;
import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only real connections show: TLS, time, and the end. */
@Timeout(60)
class SubmissionServerTest {

    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final String MESSAGE = "Subject: Hello\r\n\r\nHi\r\n.\r\n";

    private static final Limits.Patience LONG = new Limits.Patience(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            new Limits.Pace(Duration.ofSeconds(30), 1_000),
            Duration.ofSeconds(20));

    private final Desk desk = new Desk();
    private final ArrayList<SubmissionServer> servers = new ArrayList<>();
    private volatile TlsAcceptor tls = TlsAcceptor.of(AUTHORITY.serverKeys("localhost"));

    @AfterEach
    void stop() {
        servers.forEach(SubmissionServer::close);
    }

    @Test
    void mail_comes_in_by_starttls_and_by_tls_from_the_start() throws IOException {
        try (var app = new App(server(Encryption.STARTTLS, LONG), AUTHORITY)) {
            app.startTls();
            app.logIn();
            app.send(MESSAGE);
        }
        try (var app = new App(server(Encryption.IMPLICIT, LONG), AUTHORITY)) {
            app.encrypt();
            app.hears("220");
            app.logIn();
            app.send(MESSAGE);
            assertThat(app.protocol()).isEqualTo("TLSv1.3");
        }
        assertThat(desk.messages()).containsExactly("Subject: Hello\r\n\r\nHi\r\n", "Subject: Hello\r\n\r\nHi\r\n");
    }

    @Test
    void what_came_with_starttls_in_one_packet_is_forgotten() throws IOException {
        try (var app = new App(server(Encryption.STARTTLS, LONG), AUTHORITY)) {
            app.hears("220");
            app.says("EHLO a.example");
            app.hears("250");
            app.raw("STARTTLS\r\nEHLO evil.example\r\nAUTH PLAIN " + Desk.PLAIN + "\r\n");
            app.hears("220");
            app.encrypt();
            app.says("MAIL FROM:<a@shop.example>");
            app.hears("530");
            assertThat(desk.asked).isEmpty();
        }
    }

    @Test
    void a_new_certificate_is_used_from_the_next_connection_on() throws IOException {
        int port = server(Encryption.IMPLICIT, LONG);
        var other = TestAuthority.create();
        tls = TlsAcceptor.of(other.serverKeys("localhost"));

        try (var app = new App(port, other)) {
            app.encrypt();
            app.hears("220");
        }
        try (var app = new App(port, AUTHORITY)) {
            assertThatThrownBy(app::encrypt).isInstanceOf(IOException.class);
        }
    }

    @Test
    void who_is_silent_or_drips_is_left_in_time() throws IOException {
        var brief = new Limits.Patience(
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                new Limits.Pace(Duration.ofMillis(700), 1 << 20),
                Duration.ofSeconds(5));
        int starttls = server(Encryption.STARTTLS, brief);
        int implicit = server(Encryption.IMPLICIT, brief);
        try (var silent = new App(starttls, AUTHORITY);
                var dripping = new App(starttls, AUTHORITY);
                var neverShaking = new App(implicit, AUTHORITY)) {
            assertThat(dripping.drip("EHLO a.example and never an end of the line ", 200))
                    .contains("421 4.4.2");
            assertThat(silent.rest()).contains("421 4.4.2");
            assertThat(neverShaking.rest()).isEmpty();
        }
        try (var slow = new App(implicit, AUTHORITY)) {
            slow.encrypt();
            slow.hears("220");
            slow.logIn();
            slow.begin();
            assertThat(slow.drip("Subject: never an end ", 200)).contains("421 4.4.2");
        }
        assertThat(desk.taken).isEmpty();
    }

    @Test
    void who_drips_below_tls_is_left_too() throws IOException {
        var brief = new Limits.Patience(
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                new Limits.Pace(Duration.ofMillis(700), 1 << 20),
                Duration.ofSeconds(5));
        try (var app = new App(server(Encryption.IMPLICIT, brief), AUTHORITY)) {
            app.encrypt();
            app.hears("220");
            // A TLS record of 16 kB, octet by octet: the socket's own time limit starts anew with each.
            assertThat(app.dripsBelowTls(new byte[] {0x17, 3, 3, 0x40, 0}, 200))
                    .as("was ended")
                    .isTrue();
        }
    }

    @Test
    void one_address_does_not_get_all_of_the_room() throws IOException {
        int port = server(Encryption.STARTTLS, LONG, new Limits.Counts(3, 4, 5, 3, 2));
        try (var first = new App(port, AUTHORITY);
                var second = new App(port, AUTHORITY)) {
            first.hears("220");
            second.hears("220");
            try (var third = new App(port, AUTHORITY)) {
                third.hears("421 4.7.0");
            }
            first.says("QUIT");
            first.hears("221");
            assertThat(first.rest()).isEmpty();
        }
    }

    @Test
    void the_end_waits_for_what_is_under_way() throws Exception {
        var server = start(Encryption.STARTTLS, LONG, SubmissionDialoguesTest.LIMITS.counts());
        var storing = new CountDownLatch(1);
        var mayStore = new CountDownLatch(1);
        desk.beforeAnswer = () -> {
            storing.countDown();
            await(mayStore);
        };
        try (var busy = new App(server.port(), AUTHORITY);
                var idle = new App(server.port(), AUTHORITY)) {
            busy.startTls();
            busy.logIn();
            busy.begin();
            idle.startTls();
            idle.says("NOOP");
            idle.hears("250");
            busy.raw(MESSAGE);
            await(storing);

            var closing = Thread.ofVirtual().start(server::close);
            idle.hears("421 4.3.2");
            assertThat(closing.isAlive()).as("waits for the message").isTrue();
            mayStore.countDown();
            busy.hears("250 2.6.0");
            busy.hears("421 4.3.2");
            closing.join();
        }
        assertThat(desk.taken).hasSize(1);
        assertThatThrownBy(() -> new App(server.port(), AUTHORITY)).isInstanceOf(IOException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private int server(Encryption encryption, Limits.Patience patience) throws IOException {
        return server(encryption, patience, SubmissionDialoguesTest.LIMITS.counts());
    }

    private int server(Encryption encryption, Limits.Patience patience, Limits.Counts counts) throws IOException {
        return start(encryption, patience, counts).port();
    }

    private SubmissionServer start(Encryption encryption, Limits.Patience patience, Limits.Counts counts)
            throws IOException {
        var place = new Place(InetAddress.getLoopbackAddress(), 0, encryption);
        var limits = new Limits(SubmissionDialoguesTest.LIMITS.sizes(), counts, patience);
        var server = SubmissionServer.start(place, "localhost", () -> tls, limits, desk);
        servers.add(server);
        return server;
    }
}
