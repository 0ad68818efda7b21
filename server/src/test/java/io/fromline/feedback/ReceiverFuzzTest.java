package io.fromline.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fromline.dns.Dns;
import io.fromline.dns.WrittenDns;
import io.fromline.feedback.authenticity.Signing;
import io.fromline.mail.tls.TlsAcceptor;
import io.fromline.peer.NextHop;
import io.fromline.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Random bytes and mutated mail: nothing is thrown out of the receiver, nothing stops it, and what it keeps can be stored. */
class ReceiverFuzzTest {

    private static final String MAIL = """
            Received: from fromline (localhost [127.0.0.1]) by mail.example with ESMTPSA; Mon, 23 Nov 2026 10:00:00 +0000
            From: =?UTF-8?Q?Glina_i_Szk=C5=82o?= <orders@shop.example>
            Reply-To: help@shop.example
            To: me@shop.example
            Subject: Test
            Message-ID: <1@shop.example>

            Hello
            """.replace("\n", "\r\n");

    private static final byte[] SIGNED = new Signing().sign(MAIL, "shop.example");
    private static final Random RANDOM = new Random(20261123);

    private final Dns dns = new WrittenDns()
            .with("key._domainkey.shop.example", Dns.Type.TXT, "v=DKIM1; k=rsa; p=AAAA")
            .with("shop.example", Dns.Type.TXT, "v=spf1 exists:%{l}.%{d} -all");

    @Test
    void whatever_the_mail_is_it_is_read_and_can_be_stored() {
        var examiner = new Examiner(dns, InstantSource.system());
        for (int i = 0; i < 3_000; i++) {
            var bytes = i % 10 == 0 ? random(RANDOM.nextInt(2_000)) : mutated(SIGNED);
            var helo = i % 3 == 0 ? new String(random(20), StandardCharsets.ISO_8859_1) : "mail.example";
            var from = i % 5 == 0 ? new String(random(30), StandardCharsets.ISO_8859_1) : "orders@shop.example";
            var mail = new Delivered(
                    "192.0.2.1", helo, null, from, bytes, InstantSource.system().instant());
            assertThatCode(() -> {
                        var kept = JsonMapper.shared().writeValueAsString(examiner.examine(mail));
                        assertThat(kept).doesNotContain("\\u0000");
                    })
                    .as(new String(bytes, StandardCharsets.ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatever_a_client_says_the_next_one_is_served() throws IOException {
        var store = new OneTest(InstantSource.system().instant());
        var arrivals = new Arrivals(store, new ProbeDomain("probe.example"), dns, InstantSource.system());
        var limits = new Receiver.Limits(10_000, 40, 30, Duration.ofSeconds(5), Duration.ofSeconds(10));
        var place = new Receiver.Place(InetAddress.getLoopbackAddress(), 0, "probe.example");
        try (var receiver = Receiver.start(
                place,
                TlsAcceptor.context(ServerTls.selfMade("probe.example")),
                limits,
                arrivals,
                InstantSource.system())) {
            for (int i = 0; i < 300; i++) {
                babble(receiver.port(), i % 2 == 0 ? random(200) : mutated(dialogue()));
            }
            NextHop.bring(receiver.port(), "mail.example", "a@shop.example", List.of(address()), SIGNED);
        }
        assertThat(store.arrivals).isNotEmpty();
    }

    private static void babble(int port, byte[] bytes) {
        try (var line = new Line(port)) {
            line.raw(bytes);
        } catch (IOException ended) {
            // by the server, as it may
        }
    }

    private static byte[] dialogue() {
        return ("EHLO a.example\r\nMAIL FROM:<a@b.example> SIZE=10\r\nRCPT TO:<" + address() + ">\r\nDATA\r\n" + MAIL
                        + ".\r\nRSET\r\nVRFY a\r\nSTARTTLS\r\nQUIT\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String address() {
        return "test-" + OneTest.TOKEN + "@probe.example";
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Some bytes changed, a stretch cut out or told again. */
    private static byte[] mutated(byte[] seed) {
        var bytes = seed.clone();
        for (int i = RANDOM.nextInt(8); i >= 0; i--) {
            bytes[RANDOM.nextInt(bytes.length)] = (byte) RANDOM.nextInt(256);
        }
        int from = RANDOM.nextInt(bytes.length);
        int length = RANDOM.nextInt(Math.min(100, bytes.length - from) + 1);
        if (RANDOM.nextBoolean()) {
            System.arraycopy(bytes, from, bytes, RANDOM.nextInt(bytes.length - length + 1), length);
        } else {
            System.arraycopy(bytes, from + length, bytes, from, bytes.length - from - length);
        }
        return bytes;
    }
}
