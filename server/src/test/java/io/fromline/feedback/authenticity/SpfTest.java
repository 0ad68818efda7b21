package io.fromline.feedback.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns.Type;
import io.fromline.dns.WrittenDns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpfTest {

    private final WrittenDns dns = new WrittenDns()
            .with("plain.example", Type.TXT, "something else", "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all")
            .with("soft.example", Type.TXT, "v=spf1 ~all")
            .with("neutral.example", Type.TXT, "v=spf1 ?all")
            .with("including.example", Type.TXT, "v=spf1 include:plain.example -all")
            .with("moved.example", Type.TXT, "v=spf1 redirect=plain.example")
            .with("hosts.example", Type.TXT, "v=spf1 a mx -all")
            .with("hosts.example", Type.A, "192.0.2.9")
            .with("hosts.example", Type.MX, "mx.hosts.example")
            .with("mx.hosts.example", Type.A, "192.0.2.10")
            .with("twice.example", Type.TXT, "v=spf1 -all", "v=spf1 +all")
            .with("broken.example", Type.TXT, "v=spf1 ip4:not-an-address -all")
            .with("loop.example", Type.TXT, "v=spf1 include:loop.example -all")
            .with("half.example", Type.TXT, "v=spf1 include:silent.example -all")
            .with("local.example", Type.TXT, "v=spf1 ip4:127.0.0.0/8 -all");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, a@plain.example, mail.example, PASS, pass, plain.example",
        "2001:db8::1, a@plain.example, mail.example, PASS, pass, plain.example",
        "198.51.100.1, a@plain.example, mail.example, FAIL, fail, plain.example",
        "192.0.2.1, a@soft.example, mail.example, FAIL, softfail, soft.example",
        "192.0.2.1, a@neutral.example, mail.example, NONE, neutral, neutral.example",
        "192.0.2.1, a@including.example, mail.example, PASS, pass, including.example",
        "192.0.2.1, a@moved.example, mail.example, PASS, pass, moved.example",
        "192.0.2.9, a@hosts.example, mail.example, PASS, pass, hosts.example",
        "192.0.2.10, a@hosts.example, mail.example, PASS, pass, hosts.example",
        "192.0.2.11, a@hosts.example, mail.example, FAIL, fail, hosts.example",
        "192.0.2.1, a@nothing.example, mail.example, NONE, none, nothing.example",
        "192.0.2.1, a@twice.example, mail.example, FAIL, permerror, twice.example",
        "192.0.2.1, a@broken.example, mail.example, FAIL, permerror, broken.example",
        "192.0.2.1, a@loop.example, mail.example, FAIL, permerror, loop.example",
        "192.0.2.1, a@silent.example, mail.example, UNKNOWN, temperror, silent.example",
        "192.0.2.1, a@half.example, mail.example, UNKNOWN, temperror, half.example",
        "127.0.0.1, a@local.example, mail.example, PASS, pass, local.example",
        "192.0.2.1, '', plain.example, PASS, pass, plain.example"
    })
    void a_sender_may_or_may_not(String ip, String from, String helo, Result result, String word, String domain) {
        assertThat(Spf.check(ip, from, helo, dns)).isEqualTo(new Spf.Outcome(result, domain, word));
    }
}
