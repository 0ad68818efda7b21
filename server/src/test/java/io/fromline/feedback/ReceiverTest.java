package io.fromline.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.WrittenDns;
import io.fromline.mail.tls.TlsAcceptor;
import io.fromline.peer.NextHop;
import io.fromline.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {

    private static final String ADDRESS = "test-" + OneTest.TOKEN + "@probe.example";
    private static final String MAIL = "From: Shop <orders@shop.example>\r\nSubject: Test\r\n\r\nHello\r\n";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private final OneTest store = new OneTest(now.get());
    private Receiver receiver;

    @BeforeEach
    void start() {
        start(new Receiver.Limits(10_000, 10, 3, Duration.ofSeconds(60), Duration.ofSeconds(60)));
    }

    private void start(Receiver.Limits limits) {
        var arrivals = new Arrivals(store, new ProbeDomain("Probe.example"), new WrittenDns(), now::get);
        receiver = Receiver.start(
                new Receiver.Place(InetAddress.getLoopbackAddress(), 0, "probe.example"),
                TlsAcceptor.context(ServerTls.selfMade("probe.example")),
                limits,
                arrivals,
                now::get);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void mail_for_a_live_address_is_taken_over_tls() throws IOException {
        bring("Received: from x by y with ESMTPSA; Mon, 23 Nov 2026 10:00:00 +0000\r\n" + MAIL);
        assertThat(store.arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.tls().last()).startsWith("TLSv1.");
            assertThat(arrival.tls().before()).isEqualTo(Arrival.Leg.ENCRYPTED);
            assertThat(arrival.letterhead().from()).isEqualTo("orders@shop.example");
            assertThat(arrival.letterhead().returnPath()).isEqualTo("bounce@shop.example");
        });
    }

    @Test
    void and_without_when_the_client_does_not_ask_in_whatever_case_the_address_is_written() throws IOException {
        try (var line = greeted()) {
            assertThat(line.say("MAIL FROM:<>")).startsWith("250");
            assertThat(line.say("RCPT TO:<" + ADDRESS.toUpperCase(Locale.ROOT) + ">"))
                    .startsWith("250");
            assertThat(line.say("DATA")).startsWith("354");
            assertThat(line.say(MAIL + ".")).startsWith("250");
        }
        assertThat(store.arrivals)
                .singleElement()
                .satisfies(arrival -> assertThat(arrival.tls().last()).isNull());
    }

    @Test
    void nothing_is_relayed_and_nobody_else_lives_here() throws IOException {
        try (var line = greeted()) {
            assertThat(line.say("MAIL FROM:<a@b.example>")).startsWith("250");
            assertThat(line.say("RCPT TO:<victim@elsewhere.example>"))
                    .startsWith("550")
                    .contains("relay");
            assertThat(line.say("RCPT TO:<victim%elsewhere.example@probe.example>"))
                    .startsWith("550");
            assertThat(line.say("RCPT TO:<test-aaaaaaaaaaaaaaaaaaaaaaaaaa@probe.example>"))
                    .startsWith("550");
            assertThat(line.say("DATA")).startsWith("503");
            assertThat(line.say("RCPT TO:<postmaster@probe.example>")).startsWith("550");
            assertThat(line.say("RCPT TO:<abuse@probe.example>"))
                    .as("the fifth")
                    .startsWith("421");
            assertThat(line.reply()).isNull();
        }
    }

    @Test
    void an_address_ends_with_its_day() throws IOException {
        now.updateAndGet(time -> time.plus(RelayTest.LIFE));
        try (var line = greeted()) {
            line.say("MAIL FROM:<a@b.example>");
            assertThat(line.say("RCPT TO:<" + ADDRESS + ">")).startsWith("550");
        }
    }

    @Test
    void while_the_database_is_down_whoever_brings_mail_is_asked_to_come_again() throws IOException {
        store.goDown(true);
        try (var line = greeted()) {
            line.say("MAIL FROM:<a@b.example>");
            assertThat(line.say("RCPT TO:<" + ADDRESS + ">")).startsWith("451");
        }
        store.goDown(false);
        bring(MAIL);
        assertThat(store.arrivals).hasSize(1);
    }

    @Test
    void a_message_that_is_too_large_is_refused() throws IOException {
        try (var line = greeted()) {
            assertThat(line.say("MAIL FROM:<a@b.example> SIZE=20000")).startsWith("552");
            line.say("MAIL FROM:<a@b.example>");
            line.say("RCPT TO:<" + ADDRESS + ">");
            line.say("DATA");
            assertThat(line.say(MAIL + "x".repeat(70).concat("\r\n").repeat(200) + "."))
                    .startsWith("552");
        }
        assertThat(store.arrivals).isEmpty();
    }

    @Test
    void one_address_gets_so_many_connections_and_a_slow_one_is_ended() throws IOException {
        receiver.close();
        start(new Receiver.Limits(10_000, 10, 2, Duration.ofSeconds(60), Duration.ofMillis(600)));
        try (var first = greeted();
                var second = greeted();
                var third = new Line(receiver.port())) {
            assertThat(third.reply()).startsWith("421");
            first.raw("MAIL FR".getBytes(StandardCharsets.US_ASCII));
            assertThat(first.reply()).isNull();
            assertThat(second.reply()).isNull();
        }
        try (var later = greeted()) {
            assertThat(later.say("NOOP")).startsWith("250");
        }
    }

    @Test
    void who_says_nothing_is_ended_too() throws IOException {
        receiver.close();
        start(new Receiver.Limits(10_000, 10, 2, Duration.ofMillis(300), Duration.ofSeconds(60)));
        try (var silent = greeted()) {
            assertThat(silent.reply()).startsWith("421");
            assertThat(silent.reply()).isNull();
        }
    }

    private Line greeted() throws IOException {
        var line = new Line(receiver.port());
        assertThat(line.reply()).startsWith("220");
        assertThat(line.say("EHLO mail.example")).startsWith("250");
        return line;
    }

    private void bring(String mail) throws IOException {
        NextHop.bring(
                receiver.port(),
                "mail.example",
                "bounce@shop.example",
                List.of(ADDRESS),
                mail.getBytes(StandardCharsets.UTF_8));
    }
}
