package io.fromline.provider.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns;
import io.fromline.dns.WrittenDns;
import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalogue and Mozilla's database know. */
class KnownTest {

    private static final Providers PROVIDERS = Providers.load();
    private static final Ispdb ISPDB = Ispdb.load();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            roza@gmail.com,        gmail,   smtp.gmail.com,        465, tls,      roza@gmail.com
            roza@outlook.com,      outlook, smtp-mail.outlook.com, 587, starttls, roza@outlook.com
            roza@wp.pl,            wp,      smtp.wp.pl,            465, tls,      roza
            roza@op.pl,            onet,    smtp.poczta.onet.pl,   465, tls,      roza@op.pl
            roza@zoho.eu,          zoho,    smtp.zoho.eu,          465, tls,      roza@zoho.eu
            roza@zohomail.com,     zoho,    smtp.zoho.com,         465, tls,      roza@zohomail.com
            roza@gmx.com,          gmx,     mail.gmx.com,          465, tls,      roza@gmx.com
            roza@gmx.de,           gmx,     mail.gmx.net,          465, tls,      roza@gmx.de
            """)
    void a_domain_of_a_provider(
            String address, String provider, String server, int port, String encryption, String username) {
        assertThat(new ByDomain(PROVIDERS).find(Mailbox.of(address)))
                .contains(new Finding(provider, new Settings(server, port, encryption, username)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            aspmx.l.google.com,                        googleworkspace, smtp.gmail.com,     465, tls,      orders@shop.example
            alt1.ASPMX.l.Google.com,                   googleworkspace, smtp.gmail.com,     465, tls,      orders@shop.example
            smtp.google.com,                           googleworkspace, smtp.gmail.com,     465, tls,      orders@shop.example
            shop-example.mail.protection.outlook.com,  microsoft365,    smtp.office365.com, 587, starttls, orders@shop.example
            shop-example.o-v1.mx.microsoft,            microsoft365,    smtp.office365.com, 587, starttls, orders@shop.example
            mx01.mail.icloud.com,                      icloud,          smtp.mail.me.com,   587, starttls, -
            mx2.zoho.eu,                               zoho,            smtppro.zoho.eu,    465, tls,      orders@shop.example
            mx.zoho.com,                               zoho,            smtppro.zoho.com,   465, tls,      orders@shop.example
            mx1.mail.ovh.net,                          ovh,             ssl0.ovh.net,       465, tls,      orders@shop.example
            in1-smtp.messagingengine.com,              fastmail,        smtp.fastmail.com,  465, tls,      orders@shop.example
            mx00.kundenserver.de,                      ionos,           smtp.ionos.de,      465, tls,      orders@shop.example
            mx01.posteo.de,                            -,               posteo.de,          465, tls,      orders@shop.example
            """)
    void a_domain_of_ones_own_whose_mail_a_provider_keeps(
            String host,
            @Nullable String provider,
            String server,
            int port,
            String encryption,
            @Nullable String username) {
        assertThat(byMx(host)).contains(new Finding(provider, new Settings(server, port, encryption, username)));
    }

    @ParameterizedTest
    @CsvSource({"serwer1234567.home.pl, homepl", "mx.nazwa.pl, nazwa", "mail-serwer1.lh.pl, lhpl"})
    void a_provider_whose_accounts_have_servers_of_their_own(String host, String provider) {
        assertThat(byMx(host)).contains(new Finding(provider, null));
    }

    @ParameterizedTest
    @CsvSource({"mx.shop.example", "google.com.thief.example", "notgoogle.com", "com", "''"})
    void other_mail_hosts_say_nothing(String host) {
        assertThat(byMx(host)).isEmpty();
    }

    @Test
    void a_domain_without_mail_or_with_a_silent_dns_says_nothing() {
        var step = new ByMx(new WrittenDns(), PROVIDERS, ISPDB);
        assertThat(step.find(Mailbox.of("a@nothing.example"))).isEmpty();
        assertThat(step.find(Mailbox.of("a@silent.example"))).isEmpty();
    }

    @Test
    void mozillas_database_is_there_as_a_whole() {
        assertThat(ISPDB.size()).isEqualTo(962);
        assertThat(new ByIspdb(ISPDB, PROVIDERS).find(Mailbox.of("anna@posteo.de")))
                .contains(new Finding(null, new Settings("posteo.de", 465, "tls", "anna@posteo.de")));
        assertThat(new ByIspdb(ISPDB, PROVIDERS).find(Mailbox.of("anna@inbox.lv")))
                .contains(new Finding(null, new Settings("mail.inbox.lv", 465, "tls", "anna@inbox.lv")));
        assertThat(new ByIspdb(ISPDB, PROVIDERS).find(Mailbox.of("anna@shop.example")))
                .isEmpty();
    }

    @Test
    void a_domain_of_the_database_without_tls_is_known_but_has_no_server() {
        assertThat(ISPDB.knows("pop.shibata.ne.jp")).isTrue();
        assertThat(ISPDB.find("pop.shibata.ne.jp", Mailbox.of("a@pop.shibata.ne.jp")))
                .isEmpty();
    }

    private static Optional<Finding> byMx(String host) {
        var dns = new WrittenDns().with("shop.example", Dns.Type.MX, host);
        return new ByMx(dns, PROVIDERS, ISPDB).find(Mailbox.of("orders@shop.example"));
    }
}
