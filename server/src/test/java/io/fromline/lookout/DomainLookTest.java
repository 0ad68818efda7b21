package io.fromline.lookout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns.Type;
import io.fromline.dns.WrittenDns;
import io.fromline.lookout.DomainLook.Found;
import org.junit.jupiter.api.Test;

class DomainLookTest {

    private final WrittenDns dns = new WrittenDns();
    private final DomainLook look = new DomainLook(dns);

    @Test
    void a_domain_with_a_mail_server_or_an_address_is_well() {
        dns.with("mx.example", Type.MX, "mail.mx.example");
        dns.with("four.example", Type.A, "192.0.2.1");
        dns.with("six.example", Type.AAAA, "2001:db8::1");
        assertThat(look.at("mx.example", true)).isEqualTo(new Found.Well());
        assertThat(look.at("four.example", true)).isEqualTo(new Found.Well());
        assertThat(look.at("six.example", true)).isEqualTo(new Found.Well());
    }

    @Test
    void one_that_dns_does_not_know_is_gone() {
        assertThat(look.at("expired.example", false)).isEqualTo(new Found.Trouble(DomainTrouble.GONE));
        assertThat(look.at("a..b", false)).isEqualTo(new Found.Trouble(DomainTrouble.GONE));
    }

    @Test
    void one_that_nobody_answers_for_is_not() {
        assertThat(look.at("silent.example", true)).isEqualTo(new Found.Unknown());
    }

    @Test
    void an_empty_mail_server_takes_no_mail() {
        dns.with("null.example", Type.MX, ".");
        assertThat(look.at("null.example", false)).isEqualTo(new Found.Trouble(DomainTrouble.NO_MAIL));
    }

    @Test
    void of_two_spf_records_none_counts() {
        dns.with("shop.example", Type.MX, "mail.shop.example")
                .with("shop.example", Type.TXT, "v=spf1 mx -all", "google-site-verification=1", "v=spf1 a -all");
        assertThat(look.at("shop.example", false)).isEqualTo(new Found.Trouble(DomainTrouble.SPF_TWICE));
        dns.with("shop.example", Type.TXT, "v=spf1 mx -all", "v=spf10 not one");
        assertThat(look.at("shop.example", false)).isEqualTo(new Found.Well());
    }

    @Test
    void dmarc_concerns_only_what_leaves_from_elsewhere() {
        dns.with("shop.example", Type.MX, "mail.shop.example")
                .with("_dmarc.shop.example", Type.TXT, "v=DMARC1; p=quarantine");
        assertThat(look.at("shop.example", true)).isEqualTo(new Found.Trouble(DomainTrouble.DMARC_REFUSES));
        assertThat(look.at("shop.example", false)).isEqualTo(new Found.Well());
        dns.with("_dmarc.shop.example", Type.TXT, "v=DMARC1; p=none");
        assertThat(look.at("shop.example", true)).isEqualTo(new Found.Well());
    }

    @Test
    void names_are_asked_for_as_dns_writes_them() {
        dns.with("xn--ywiec-hib.example", Type.MX, "mail.example");
        assertThat(look.at("żywiec.example", false)).isEqualTo(new Found.Well());
    }
}
