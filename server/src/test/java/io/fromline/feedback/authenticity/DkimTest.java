package io.fromline.feedback.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns.Type;
import io.fromline.dns.WrittenDns;
import io.fromline.feedback.authenticity.Dkim.Signature;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DkimTest {

    private static final Signing SIGNING = new Signing();

    private static final String MAIL = """
            From: Shop <orders@shop.example>
            To: me@shop.example
            Subject: Test

            Hello
            """.replace("\n", "\r\n");

    private final WrittenDns dns = new WrittenDns().with("key._domainkey.shop.example", Type.TXT, SIGNING.record());

    @Test
    void an_intact_signature_passes() {
        assertThat(Dkim.verify(SIGNING.sign(MAIL, "shop.example"), dns))
                .containsExactly(new Signature(Result.PASS, "shop.example"));
    }

    @Test
    void fields_put_on_top_on_the_way_do_not_matter() {
        var signed = text(SIGNING.sign(MAIL, "shop.example"));
        assertThat(Dkim.verify(bytes("Received: by mail.example\r\n" + signed), dns))
                .containsExactly(new Signature(Result.PASS, "shop.example"));
    }

    @Test
    void a_changed_sender_body_or_key_fails() {
        var signed = text(SIGNING.sign(MAIL, "shop.example"));
        var failed = new Signature(Result.FAIL, "shop.example");
        assertThat(Dkim.verify(bytes(signed.replace("orders@", "thief@")), dns)).containsExactly(failed);
        assertThat(Dkim.verify(bytes(signed.replace("Hello", "Hullo")), dns)).containsExactly(failed);
        dns.with("key._domainkey.shop.example", Type.TXT, new Signing().record());
        assertThat(Dkim.verify(bytes(signed), dns)).containsExactly(failed);
    }

    @Test
    void a_key_that_is_not_there_fails_one_that_is_not_answered_is_unknown() {
        assertThat(Dkim.verify(SIGNING.sign(MAIL, "keyless.example"), dns))
                .containsExactly(new Signature(Result.FAIL, "keyless.example"));
        assertThat(Dkim.verify(SIGNING.sign(MAIL, "silent.example"), dns))
                .containsExactly(new Signature(Result.UNKNOWN, "silent.example"));
    }

    @Test
    void a_kind_of_signature_that_is_not_known_here_is_not_called_wrong() {
        var signed = text(SIGNING.sign(MAIL, "shop.example")).replace("a=rsa-sha256", "a=ed25519-sha256");
        assertThat(Dkim.verify(bytes(signed), dns)).containsExactly(new Signature(Result.UNKNOWN, "shop.example"));
    }

    @Test
    void each_of_several_signatures_is_told() {
        var twice = SIGNING.sign(text(SIGNING.sign(MAIL, "shop.example")), "keyless.example");
        assertThat(Dkim.verify(twice, dns))
                .containsExactlyInAnyOrder(
                        new Signature(Result.PASS, "shop.example"), new Signature(Result.FAIL, "keyless.example"));
    }

    @Test
    void there_may_be_none() {
        assertThat(Dkim.verify(bytes(MAIL), dns)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
