package io.fromline.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.feedback.Arrival.Check;
import io.fromline.feedback.Finding.Code;
import io.fromline.feedback.Judgement.Headline;
import io.fromline.feedback.authenticity.Result;
import io.fromline.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    private static final Instant STARTED = Instant.parse("2026-11-23T10:00:00Z");
    private static final RelayTest TEST = new OneTest(STARTED).test();
    private static final Check SPF = new Check(Result.PASS, true, "shop.example", "pass");
    private static final Check DKIM = new Check(Result.PASS, true, "shop.example", "");
    private static final Check DMARC = new Check(Result.PASS, true, "shop.example", "reject");
    private static final Arrival.Tls TLS = new Arrival.Tls("TLSv1.3", Arrival.Leg.ENCRYPTED);

    @Test
    void when_all_is_well_there_is_nothing_to_improve() {
        var judgement = judge("orders@shop.example", "Shop", "help@shop.example", SPF, DKIM, DMARC);
        assertThat(judgement).isEqualTo(new Judgement(Headline.PROVEN, List.of(), true, true));
    }

    @Test
    void another_sender_comes_before_everything_else() {
        var judgement = judge("shop@service.example", "Shop", "help@shop.example", SPF, DKIM, DMARC);
        assertThat(judgement.headline()).isEqualTo(Headline.REWRITTEN);
        assertThat(judgement.fromKept()).isFalse();
        assertThat(codes(judgement)).containsExactly(Code.SENDER_REWRITTEN);
        assertThat(judgement.findings().getFirst().facts()).containsValue("\"Shop\" <shop@service.example>");
    }

    @ParameterizedTest
    @CsvSource({
        "Shop, help@shop.example, true, ''",
        "shop, help@shop.example, true, SENDER_NAME_CHANGED",
        "Shop, other@shop.example, false, REPLY_TO_CHANGED",
        "Shop, , false, REPLY_TO_LOST",
        "Shop, HELP@Shop.example, true, ''"
    })
    void name_and_reply_address(String name, @Nullable String replyTo, boolean kept, String code) {
        var judgement = judge("Orders@Shop.example", name, replyTo, SPF, DKIM, DMARC);
        assertThat(judgement.fromKept()).isTrue();
        assertThat(judgement.replyToKept()).isEqualTo(kept);
        assertThat(codes(judgement).toString()).isEqualTo("[" + code + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, true, PASS, true, PASS, PROVEN, ''",
        "PASS, false, PASS, true, PASS, PROVEN, ''",
        "PASS, true, NONE, false, PASS, PROVEN, DKIM_NONE",
        "FAIL, false, PASS, true, PASS, PROVEN, SPF_FAIL",
        "PASS, true, PASS, true, NONE, PROVEN_NO_RULE, DMARC_NONE",
        "PASS, false, NONE, false, NONE, UNPROVEN, 'SPF_OTHER_DOMAIN, DKIM_NONE, DMARC_NONE'",
        "NONE, false, FAIL, false, NONE, UNPROVEN, 'SPF_NONE, DKIM_FAIL, DMARC_NONE'",
        "PASS, false, PASS, false, FAIL, DMARC_FAIL, 'SPF_OTHER_DOMAIN, DKIM_OTHER_DOMAIN, DMARC_FAIL'",
        "UNKNOWN, false, NONE, false, UNKNOWN, UNKNOWN, 'DKIM_NONE, DNS_UNANSWERED'",
        "UNKNOWN, false, PASS, true, UNKNOWN, PROVEN_NO_RULE, DNS_UNANSWERED"
    })
    void authenticity(
            Result spf, boolean bySpf, Result dkim, boolean byDkim, Result dmarc, Headline headline, String codes) {
        var judgement = judge(
                "orders@shop.example",
                "Shop",
                "help@shop.example",
                new Check(spf, bySpf, "shop.example", ""),
                new Check(dkim, byDkim, "shop.example", ""),
                new Check(dmarc, bySpf || byDkim, "shop.example", ""));
        assertThat(judgement.headline()).isEqualTo(headline);
        assertThat(codes(judgement).toString()).isEqualTo("[" + codes + "]");
    }

    @Test
    void slow_and_unencrypted_mail_is_told() {
        var head = new Arrival.Letterhead("orders@shop.example", "Shop", "help@shop.example", "", "");
        var arrival = new Arrival(
                STARTED.plus(Duration.ofMinutes(7)),
                head,
                new Arrival.Proofs(SPF, DKIM, DMARC),
                new Arrival.Tls(null, Arrival.Leg.UNKNOWN));
        assertThat(codes(Judgement.of(TEST, arrival)))
                .containsExactly(Code.TLS_LAST_PLAIN, Code.TLS_BEFORE_UNKNOWN, Code.SLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "orders@shop.example, true",
        "'Shop <Orders@shop.example>', true",
        "'\"Shop\" orders@shop.example (via service.example)', true",
        "reorders@shop.example, false",
        "orders@shop.example.org, false",
        "shop@service.example, false",
        "Shop, true",
        "Somebody, false"
    })
    void what_a_person_reads_off_is_compared_with_what_was_sent(String shown, boolean kept) {
        assertThat(Judgement.fromKept(TEST, shown)).isEqualTo(kept);
    }

    @Test
    void everything_has_its_text() {
        var catalogue = Catalogue.load();
        assertThat(Code.values()).allMatch(code -> catalogue.has(code.key()));
        assertThat(Headline.values()).allMatch(headline -> catalogue.has(headline.key()));
    }

    @Test
    void a_copy_is_waited_for_ten_minutes_and_counts_whenever_it_comes() {
        assertThat(TEST.state(STARTED)).isEqualTo(RelayTest.State.WAITING);
        assertThat(TEST.state(STARTED.plus(RelayTest.PATIENCE))).isEqualTo(RelayTest.State.NOT_ARRIVED);
        var arrived = new RelayTest(
                TEST.order(),
                STARTED,
                OneTest.TOKEN,
                TEST.result(),
                arrival("a@b.example", "", null, SPF, DKIM, DMARC),
                null);
        assertThat(arrived.state(STARTED.plus(RelayTest.LIFE))).isEqualTo(RelayTest.State.ARRIVED);
        assertThat(new RelayTest(TEST.order(), STARTED, null, TEST.result(), null, null).state(STARTED))
                .isNull();
    }

    private static Judgement judge(
            String from, String name, @Nullable String replyTo, Check spf, Check dkim, Check dmarc) {
        return Judgement.of(TEST, arrival(from, name, replyTo, spf, dkim, dmarc));
    }

    private static Arrival arrival(
            String from, String name, @Nullable String replyTo, Check spf, Check dkim, Check dmarc) {
        return new Arrival(
                STARTED.plusSeconds(3),
                new Arrival.Letterhead(from, name, replyTo, "<1@shop.example>", "orders@shop.example"),
                new Arrival.Proofs(spf, dkim, dmarc),
                TLS);
    }

    private static List<Code> codes(Judgement judgement) {
        return judgement.findings().stream().map(Finding::code).toList();
    }
}
