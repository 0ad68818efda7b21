package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Alerts;
import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import io.fromline.peer.Refusal;
import io.fromline.story.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A shop whose mail service takes only so much a day, over HTTP and real SMTP. */
class LimitsTest {

    private static final String TOO_MUCH =
            "5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits"
                    + " go to https://support.google.com/a/answer/166852";

    private final Product product = Product.start();
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private final MailServer gmail = product.mail().another(Map.of("shop", "pass"), this::take);
    private Api shop;
    private String relay = "";

    private void take(ReceivedMessage message) {
        if (full) {
            throw new Refusal(550, TOO_MUCH);
        }
        received.add(message);
    }

    @BeforeEach
    void a_shop_that_sends_by_its_own_account() {
        product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
        shop = product.api().forTenant("shop");
        relay = "/v1/relays/"
                + json(shop.post("/v1/relays", """
                        {'provider':'gmail','server':'localhost','port':%d,'encryption':'tls','username':'shop','password':'pass',
                         'sender':{'address':'orders@shop.example','name':'Shop'}}
                        """.formatted(gmail.tlsPort())))
                        .get("id")
                        .asString();
        shop.post(relay + "/test", "{'to':'me@shop.example'}");
        assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        product.close();
        gmail.close();
    }

    @Test
    void a_full_day_is_waited_for_and_nothing_is_lost() {
        send(30);
        arrived(31); // with the test
        Eventually.holds(() -> assertThat(today().get("used").asInt()).isEqualTo(31));
        assertThat(today().get("limit").asInt()).isEqualTo(500);
        assertThat(today().get("forecastAt").isNull())
                .as("31 an hour are more than 500 a day")
                .isFalse();

        full = true;
        send(3);
        Eventually.holds(() -> assertThat(limits().at("/rest/cause").asString()).isEqualTo("limit.daily"));
        var until = Instant.parse(limits().at("/rest/until").asString());
        assertThat(until).isAfterOrEqualTo(product.clock().instant().plus(Duration.ofHours(1)));
        assertThat(today().get("learned").asBoolean()).isTrue();
        Eventually.holds(() -> assertThat(waiting()).isEqualTo(3));
        product.part(Alerts.class).lookRound();
        assertThat(configuration().at("/incidents/0/kind").asString()).isEqualTo("limit.reached");

        full = false;
        product.clock().advance(Duration.between(product.clock().instant(), until));
        arrived(34);
        Eventually.holds(() -> assertThat(waiting()).isZero());
        assertThat(limits().get("rest").isNull()).isTrue();
    }

    @Test
    void what_is_refused_again_rests_longer() {
        full = true;
        send(1);
        Eventually.holds(() -> assertThat(limits().get("rest").isNull()).isFalse());
        var first = Instant.parse(limits().at("/rest/until").asString());
        product.clock().advance(Duration.between(product.clock().instant(), first));
        Eventually.holds(() -> assertThat(limits().at("/rest/until").asString())
                .isEqualTo(first.plus(Duration.ofHours(2)).toString()));
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void the_tenants_own_limit_keeps_mail_back_until_it_is_taken_away_or_time_has_passed() {
        shop.patch(relay, "{'limits':{'messagesPerDay':3}}");
        send(5);
        arrived(3); // with the test
        Eventually.holds(() -> assertThat(limits().at("/rest/cause").asString()).isEqualTo("limit.daily"));
        assertThat(today().get("reached").asBoolean()).isTrue();
        assertThat(today().get("resetsAt").asString())
                .isEqualTo(limits().at("/rest/until").asString());
        assertThat(waiting()).isEqualTo(3);

        shop.patch(relay, "{'limits':{'messagesPerDay':4}}");
        arrived(4);
        Eventually.holds(() -> assertThat(limits().get("rest").isNull()).isFalse());
        product.clock().advance(Duration.ofHours(25));
        arrived(6);
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            assertThat(shop.post(
                                    "/v1/submissions",
                                    "{'to':['customer" + i + "@buyers.example'],'subject':'Hi','text':'Hello'}")
                            .status())
                    .isEqualTo(202);
        }
    }

    private void arrived(int messages) {
        Eventually.holds(() -> assertThat(received).hasSize(messages));
    }

    private int waiting() {
        return json(shop.get("/v1/deliveries?state=queued")).get("items").size();
    }

    private JsonNode configuration() {
        return json(shop.get("/v1/email-configuration"));
    }

    private JsonNode limits() {
        return configuration().at("/relay/limits");
    }

    private JsonNode today() {
        return limits().get("perDay");
    }

    private static JsonNode json(Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
