package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
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

/** The clock of the machine is set, by hours, while mail is under way and mail waits for another attempt. */
class ClockJumpTest {

    private static final Map<String, String> USERS = Map.of("shop", "pass");

    private final Product product = Product.start();
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private MailServer service = product.mail().another(USERS, received::add);
    private Api shop;

    @BeforeEach
    void mailThatWaitsForItsServiceToComeBack() {
        product.api().post("/v1/tenants", "{'id':'plain','name':'Plain','plan':'pro','locale':'en'}");
        product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
        shop = product.api().forTenant("shop");
        var relay = "/v1/relays/"
                + json(shop.post("/v1/relays", """
                {'provider':'smtp','server':'localhost','port':%d,'encryption':'tls','username':'shop','password':'pass',
                 'sender':{'address':'orders@shop.example','name':'Shop'}}
                """.formatted(service.tlsPort())))
                        .get("id")
                        .asString();
        shop.post(relay + "/test", "{'to':'me@shop.example'}");
        assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);
        received.clear();
        var ports = new MailServer.Ports(service.tlsPort(), service.startTlsPort());
        service.close();
        send(shop, "waits@buyers.example");
        Eventually.holds(() -> assertThat(nextAttempt()).isAfter(now()));
        service = product.mail().again(ports, USERS, received::add);
    }

    @AfterEach
    void stop() {
        product.close();
        service.close();
    }

    @Test
    void setBackNothingWaitsForHours() {
        Duration wait = Duration.between(now(), nextAttempt());

        product.clock().advance(Duration.ofHours(-5));
        send(product.api().forTenant("plain"), "at-once@buyers.example");
        Eventually.holds(
                () -> assertThat(product.mail().to("at-once@buyers.example")).hasSize(1));
        Eventually.holds(() ->
                assertThat(nextAttempt()).as("its wait is as long as it was").isBeforeOrEqualTo(now().plus(wait)));
        assertThat(received).isEmpty();

        product.clock().advance(wait.plusSeconds(1));
        Eventually.holds(() -> assertThat(received).hasSize(1));
    }

    @Test
    void setForwardsWhatWaitsIsTriedAndNothingIsLost() {
        product.clock().advance(Duration.ofHours(5));

        Eventually.holds(() -> assertThat(received).hasSize(1));
        send(product.api().forTenant("plain"), "at-once@buyers.example");
        send(shop, "again@buyers.example");
        Eventually.holds(
                () -> assertThat(product.mail().to("at-once@buyers.example")).hasSize(1));
        Eventually.holds(() -> assertThat(received).hasSize(2));
    }

    private Instant now() {
        return product.clock().instant();
    }

    private Instant nextAttempt() {
        return Instant.parse(json(shop.get("/v1/deliveries?recipient=waits@buyers.example"))
                .at("/items/0/nextAttemptAt")
                .asString());
    }

    private static void send(Api tenant, String recipient) {
        assertThat(tenant.post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}")
                        .status())
                .isEqualTo(202);
    }

    private static JsonNode json(Api.Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
