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

/** A shop whose mail service is away for a while. */
class UnreachableTest {

    private static final Map<String, String> USERS = Map.of("shop", "pass");

    private final Product product = Product.start();
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private MailServer service = product.mail().another(USERS, received::add);
    private Api shop;

    @BeforeEach
    void a_shop_that_sends_by_its_own_service() {
        product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
        shop = product.api().forTenant("shop");
        var relay = "/v1/relays/"
                + json("POST", "/v1/relays", """
                {'provider':'smtp','server':'localhost','port':%d,'encryption':'tls','username':'shop','password':'pass',
                 'sender':{'address':'orders@shop.example','name':'Shop'}}
                """.formatted(service.tlsPort()))
                        .get("id")
                        .asString();
        shop.post(relay + "/test", "{'to':'me@shop.example'}");
        assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);
        received.clear();
    }

    @AfterEach
    void stop() {
        product.close();
        service.close();
    }

    @Test
    void one_message_finds_out_whether_it_is_back_while_the_others_wait_untried() {
        var ports = new MailServer.Ports(service.tlsPort(), service.startTlsPort());
        service.close();
        for (int i = 0; i < 20; i++) {
            json("POST", "/v1/submissions", "{'to':['c" + i + "@buyers.example'],'subject':'Hi','text':'Hello'}");
        }
        Eventually.holds(() -> assertThat(tried()).isPositive());
        var tried = tried();
        var again = nextAttempt();
        assertThat(again).isAfter(product.clock().instant());

        product.clock().advance(Duration.between(product.clock().instant(), again));
        Eventually.holds(() -> assertThat(nextAttempt()).isAfter(again.plusSeconds(30)));
        assertThat(tried()).as("one more attempt").isEqualTo(tried + 1);

        service = product.mail().again(ports, USERS, received::add);
        product.clock().advance(Duration.ofMinutes(2));
        Eventually.holds(() -> assertThat(received).hasSize(20));
    }

    @Test
    void whoever_has_mended_it_need_not_wait_out_the_break() {
        var ports = new MailServer.Ports(service.tlsPort(), service.startTlsPort());
        service.close();
        var begun = product.clock().instant();
        send(0);
        Eventually.holds(() -> assertThat(nextAttempt()).isAfter(begun.plusSeconds(10)));
        for (int i = 1; i < 5; i++) {
            send(i);
        }
        service = product.mail().again(ports, USERS, received::add);
        var relay = json("GET", "/v1/relays", "").at("/items/0/id").asString();
        assertThat(shop.post("/v1/relays/" + relay + "/retry", "{}").status()).isEqualTo(200);
        product.clock().advance(Duration.ofSeconds(2)); // far less than the break
        Eventually.holds(() -> assertThat(received).hasSize(5));
    }

    private void send(int number) {
        json("POST", "/v1/submissions", "{'to':['d" + number + "@buyers.example'],'subject':'Hi','text':'Hello'}");
    }

    private int tried() {
        int tried = 0;
        for (var row : json("GET", "/v1/deliveries?limit=50", "").get("items")) {
            tried += row.get("attempts").asInt();
        }
        return tried;
    }

    private Instant nextAttempt() {
        var latest = Instant.EPOCH;
        for (var row : json("GET", "/v1/deliveries?limit=50", "").get("items")) {
            var at = row.get("nextAttemptAt").asString("");
            latest = at.isEmpty() || Instant.parse(at).isBefore(latest) ? latest : Instant.parse(at);
        }
        return latest;
    }

    private JsonNode json(String method, String path, String body) {
        var answer = method.equals("GET") ? shop.get(path) : shop.post(path, body);
        return Objects.requireNonNull(answer.json());
    }
}
