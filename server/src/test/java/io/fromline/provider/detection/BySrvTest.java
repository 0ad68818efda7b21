package io.fromline.provider.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns;
import io.fromline.dns.WrittenDns;
import io.fromline.egress.Egress;
import io.fromline.egress.Resolver;
import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BySrvTest {

    private static final Resolver NAMES = host -> switch (host) {
        case "mail.shop.example", "other.shop.example", "smtp.gmail.com", "serwer1.home.pl" ->
            List.of(InetAddress.ofLiteral("9.9.9.9"));
        case "inside.shop.example" -> List.of(InetAddress.ofLiteral("10.0.0.5"));
        case "localhost" -> List.of(InetAddress.getLoopbackAddress());
        default -> throw new UnknownHostException(host);
    };

    private final WrittenDns dns = new WrittenDns();
    private final BySrv step =
            new BySrv(dns, new Reach(new Egress(NAMES, List.of()), Duration.ofSeconds(5)), Providers.load());
    private final Mailbox address = Mailbox.of("orders@shop.example");

    @Test
    void tls_from_the_first_octet_comes_before_starttls() {
        dns.with("_submission._tcp.shop.example", Dns.Type.SRV, "0 1 587 other.shop.example")
                .with("_submissions._tcp.shop.example", Dns.Type.SRV, "0 1 465 Mail.Shop.example");
        assertThat(step.find(address))
                .contains(new Finding(null, new Settings("mail.shop.example", 465, "tls", "orders@shop.example")));
    }

    @Test
    void starttls_does_where_there_is_nothing_else() {
        dns.with("_submissions._tcp.shop.example", Dns.Type.SRV, "0 0 0 .")
                .with("_submission._tcp.shop.example", Dns.Type.SRV, "0 1 587 smtp.gmail.com");
        assertThat(step.find(address))
                .contains(new Finding(
                        "googleworkspace", new Settings("smtp.gmail.com", 587, "starttls", "orders@shop.example")));
    }

    @Test
    void a_server_under_a_providers_name_is_the_providers() {
        dns.with("_submissions._tcp.shop.example", Dns.Type.SRV, "0 1 465 serwer1.home.pl");
        assertThat(step.find(address).orElseThrow().provider()).isEqualTo("homepl");
    }

    @Test
    void the_lowest_priority_is_taken_and_then_the_greatest_weight() {
        dns.with(
                "_submissions._tcp.shop.example",
                Dns.Type.SRV,
                "10 9 465 nowhere.shop.example",
                "0 1 465 nowhere.shop.example",
                "0 5 465 other.shop.example",
                "5 9 465 mail.shop.example");
        assertThat(step.find(address).orElseThrow().settings())
                .isEqualTo(new Settings("other.shop.example", 465, "tls", "orders@shop.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 1 465 inside.shop.example", // barred looks like
                "0 1 465 nowhere.shop.example", // not there
                "0 1 465 localhost",
                "0 1 465 10.0.0.5",
                "0 1 465 9.9.9.9",
                "0 1 587 mail.shop.example", // 587 is STARTTLS
                "0 1 22 mail.shop.example",
                "0 1 99999 mail.shop.example",
                "0 1 -465 mail.shop.example",
                "0 1 465 mail.shop.example extra",
                "465 mail.shop.example",
                "0 1 465 mail_shop.example",
                "0 0 0 .",
                ""
            })
    void what_may_not_be_reached_or_makes_no_sense_is_nothing(String record) {
        dns.with("_submissions._tcp.shop.example", Dns.Type.SRV, record);
        assertThat(step.find(address)).isEmpty();
    }
}
