package io.fromline.feedback.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns.Type;
import io.fromline.dns.WrittenDns;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DmarcTest {

    private final WrittenDns dns = new WrittenDns()
            .with("_dmarc.shop.example", Type.TXT, "v=DMARC1; p=reject; sp=quarantine")
            .with("_dmarc.strict.example", Type.TXT, "v=DMARC1; p=none; aspf=s; adkim=s")
            .with("_dmarc.shop.co.uk", Type.TXT, "v=DMARC1;p=reject")
            .with("_dmarc.sklep.com.pl", Type.TXT, "v=DMARC1;p=reject")
            .with("_dmarc.own.shop.example", Type.TXT, "v=DMARC1; p=none")
            .with("_dmarc.twice.example", Type.TXT, "v=DMARC1; p=none", "v=DMARC1; p=reject")
            .with("_dmarc.other.example", Type.TXT, "something else");

    @ParameterizedTest(name = "From {0}, SPF {1} {2}, DKIM {3} {4}: {5} {6}, by SPF {7}, by DKIM {8}")
    @CsvSource({
        // what passed is of the same domain, of the same organisation, of another
        "shop.example, PASS, shop.example, NONE, '', PASS, reject, true, false",
        "shop.example, PASS, bounces.shop.example, NONE, '', PASS, reject, true, false",
        "shop.example, PASS, service.example, NONE, '', FAIL, reject, false, false",
        "shop.example, FAIL, shop.example, PASS, shop.example, PASS, reject, false, true",
        "shop.example, PASS, service.example, PASS, news.shop.example, PASS, reject, false, true",
        "shop.example, PASS, service.example, PASS, service.example, FAIL, reject, false, false",
        "shop.example, NONE, shop.example, FAIL, shop.example, FAIL, reject, false, false",
        "SHOP.example, PASS, Shop.Example, NONE, '', PASS, reject, true, false",
        // a subdomain without a record of its own has its organisation's
        "news.shop.example, FAIL, '', FAIL, '', FAIL, quarantine, false, false",
        "news.shop.example, PASS, shop.example, NONE, '', PASS, quarantine, true, false",
        "own.shop.example, PASS, shop.example, NONE, '', PASS, none, true, false",
        // strict wants the very same domain
        "strict.example, PASS, a.strict.example, PASS, a.strict.example, FAIL, none, false, false",
        "strict.example, PASS, a.strict.example, PASS, strict.example, PASS, none, false, true",
        // a public suffix is no organisation
        "shop.co.uk, PASS, thief.co.uk, PASS, thief.co.uk, FAIL, reject, false, false",
        "mail.shop.co.uk, PASS, shop.co.uk, NONE, '', PASS, reject, true, false",
        "sklep.com.pl, PASS, zlodziej.com.pl, NONE, '', FAIL, reject, false, false",
        // no record, or none that counts
        "nothing.example, PASS, nothing.example, NONE, '', NONE, '', true, false",
        "nothing.example, PASS, service.example, NONE, '', NONE, '', false, false",
        "twice.example, PASS, twice.example, NONE, '', NONE, '', true, false",
        "other.example, PASS, other.example, NONE, '', NONE, '', true, false",
        // what DNS does not say is not held against anybody
        "silent.example, PASS, silent.example, NONE, '', UNKNOWN, '', true, false",
        "shop.example, UNKNOWN, shop.example, NONE, '', UNKNOWN, reject, false, false",
        "shop.example, UNKNOWN, shop.example, PASS, shop.example, PASS, reject, false, true",
        "'', NONE, '', NONE, '', NONE, '', false, false"
    })
    void what_was_proven_concerns_the_sender_or_does_not(
            String sender,
            Result spf,
            String spfDomain,
            Result dkim,
            String dkimDomain,
            Result result,
            String policy,
            boolean bySpf,
            boolean byDkim) {
        var outcome = Dmarc.check(
                sender,
                new Spf.Outcome(spf, spfDomain, ""),
                dkim == Result.NONE ? List.of() : List.of(new Dkim.Signature(dkim, dkimDomain)),
                dns);

        assertThat(outcome).isEqualTo(new Dmarc.Outcome(result, policy, bySpf, byDkim));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, v=DMARC1; p=reject; sp=quarantine, reject",
        "news.shop.example, v=DMARC1; p=reject; sp=quarantine, quarantine",
        "mail.shop.co.uk, v=DMARC1;p=reject, reject",
        "odd.example, v=DMARC1; p=perhaps, none"
    })
    void what_is_published_is_told_as_it_is_written(String domain, String record, String policy) {
        dns.with("_dmarc.odd.example", Type.TXT, "v=DMARC1; p=perhaps");
        assertThat(Dmarc.published(domain, dns)).contains(new Dmarc.Published(record, policy));
    }

    @ParameterizedTest
    @CsvSource({"nothing.example", "twice.example", "other.example", "silent.example"})
    void nothing_is_told_of_what_is_not_there(String domain) {
        assertThat(Dmarc.published(domain, dns)).isEmpty();
    }
}
