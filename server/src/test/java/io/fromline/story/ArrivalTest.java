package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns;
import io.fromline.dns.WrittenDns;
import io.fromline.feedback.authenticity.Signing;
import io.fromline.peer.MailServer;
import io.fromline.peer.NextHop;
import io.fromline.peer.ReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A test proves what arrives: over a mail service that passes it on by real SMTP, to the receiver. */
class ArrivalTest {

    private static final String RECEIVED =
            "Received: from client by service.example with ESMTPSA; Mon, 23 Nov 2026 10:00:00 +0000\r\n";

    private final Signing signing = new Signing();
    private final WrittenDns dns = new WrittenDns();
    private final BlockingQueue<ReceivedMessage> held = new LinkedBlockingQueue<>();
    private final int port = Ports.free();
    private final Product product = Product.start(
            Map.of("FROMLINE_PROBE_DOMAIN", "probe.example", "FROMLINE_PROBE_PORT", String.valueOf(port)),
            parts -> parts.registerBean(Dns.class, () -> dns));
    private final MailServer service = product.mail().another(Map.of("shop", "the-shops-password"), this::take);
    private final Api shop = product.api().forTenant("shop");
    private UnaryOperator<String> onTheWay = mail -> RECEIVED + mail;
    private boolean holding;
    private String relay = "";

    @BeforeEach
    void a_shop_with_a_draft() {
        product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro'}");
        var made = shop.post(
                "/v1/relays",
                "{'provider':'smtp','server':'localhost','port':" + service.tlsPort()
                        + ",'encryption':'tls','username':'shop','password':'the-shops-password'"
                        + ",'sender':{'address':'orders@shop.example','name':'Żółty Shop'},'replyTo':'help@shop.example'}");
        relay = "/v1/relays/" + json(made).get("id").asString();
    }

    @AfterEach
    void stop() {
        service.close();
        product.close();
    }

    /** The mail service: the person's own copy ends here, the other goes on to the domain's mail server. */
    private void take(ReceivedMessage message) {
        if (message.recipients().getFirst().endsWith("@probe.example")) {
            held.add(message);
            if (!holding) {
                passOn();
            }
        }
    }

    private void passOn() {
        var message = Objects.requireNonNull(held.poll());
        try {
            NextHop.bring(
                    port,
                    "service.example",
                    message.returnPath(),
                    message.recipients(),
                    onTheWay.apply(message.text()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void a_signed_message_of_a_domain_in_order_is_proven() {
        dns.with("shop.example", Dns.Type.TXT, "v=spf1 ip4:127.0.0.1 -all")
                .with("_dmarc.shop.example", Dns.Type.TXT, "v=DMARC1; p=reject")
                .with("key._domainkey.shop.example", Dns.Type.TXT, signing.record());
        onTheWay = mail -> RECEIVED + new String(signing.sign(mail, "shop.example"), StandardCharsets.UTF_8);

        var arrival = test().get("arrival");

        assertThat(arrival.get("state").asString()).isEqualTo("arrived");
        assertThat(arrival.get("from").asString()).isEqualTo("\"Żółty Shop\" <orders@shop.example>");
        assertThat(arrival.get("fromKept").asBoolean()).isTrue();
        assertThat(arrival.get("replyToKept").asBoolean()).isTrue();
        assertThat(arrival.at("/spf/result").asString()).isEqualTo("pass");
        assertThat(arrival.at("/dkim/result").asString()).isEqualTo("pass");
        assertThat(arrival.at("/dkim/aligned").asBoolean()).isTrue();
        assertThat(arrival.at("/dmarc/result").asString()).isEqualTo("pass");
        assertThat(arrival.at("/tls/version").asString()).isEqualTo("TLSv1.3");
        assertThat(arrival.at("/tls/before").asString()).isEqualTo("encrypted");
        assertThat(arrival.at("/verdict/code").asString()).isEqualTo("proven");
        assertThat(arrival.at("/verdict/improve").isEmpty()).isTrue();
        assertThat(arrival.at("/verdict/unproven").isEmpty()).isTrue();
    }

    @Test
    void a_service_that_puts_its_own_sender_in_is_warned_of_and_the_test_passes() {
        onTheWay = mail -> RECEIVED
                + mail.replaceFirst("(?m)^From: .*$", "From: Shop <shop@service.example>")
                        .replaceFirst("(?m)^Reply-To: .*\r\n", "");

        var tested = test();

        assertThat(tested.get("passed").asBoolean()).isTrue();
        assertThat(tested.at("/arrival/fromKept").asBoolean()).isFalse();
        assertThat(tested.at("/arrival/replyToKept").asBoolean()).isFalse();
        assertThat(tested.at("/arrival/verdict/code").asString()).isEqualTo("rewritten");
        assertThat(tested.at("/arrival/verdict/improve").findValuesAsString("code"))
                .contains("sender_rewritten", "reply_to_lost", "spf_none", "dkim_none", "dmarc_none");
        var polish = json(shop.with("Accept-Language", "pl").get(relay + "/test"));
        assertThat(polish.at("/arrival/verdict/text").asString()).contains("od kogoś innego", "shop@service.example");
        assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);
    }

    @Test
    void what_is_on_its_way_is_waited_for_and_counts_however_late_it_comes() {
        holding = true;
        assertThat(test().at("/arrival/state").asString()).isEqualTo("waiting");
        product.clock().advance(Duration.ofMinutes(11));
        var missing = json(shop.get(relay + "/test"));
        assertThat(missing.at("/arrival/state").asString()).isEqualTo("not_arrived");
        assertThat(missing.get("passed").asBoolean()).isTrue();
        product.clock().advance(Duration.ofHours(1));
        passOn();
        var late = json(shop.get(relay + "/test"));
        assertThat(late.at("/arrival/state").asString()).isEqualTo("arrived");
        assertThat(late.at("/arrival/millis").asLong())
                .isEqualTo(Duration.ofMinutes(71).toMillis());
        assertThat(late.at("/arrival/verdict/improve").findValuesAsString("code"))
                .contains("slow");
    }

    @Test
    void a_service_that_refuses_the_copy_does_not_fail_the_test() {
        onTheWay = mail -> {
            throw new IllegalStateException("refused");
        };
        var tested = test();
        assertThat(tested.get("passed").asBoolean()).isTrue();
        assertThat(tested.at("/arrival/state").asString()).isEqualTo("not_arrived");
        assertThat(tested.at("/arrival/verdict/code").asString()).isEqualTo("not_taken");
    }

    private JsonNode test() {
        return json(shop.post(relay + "/test", "{'to':'me@shop.example'}"));
    }

    private static JsonNode json(Api.Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
