package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.ReceivedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Two processes on one database, one of which is killed in the middle of a shop's mail. */
class FailoverTest {

    private static final Map<String, String> KEY =
            Map.of("FROMLINE_MASTER_KEY", "bm9kZXMgb2Ygb25lIGRhdGFiYXNlIHNoYXJlIGEga2U=");

    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();

    @Test
    void theOtherGoesOnWithinSeconds() {
        try (var one = new ChildProduct(KEY);
                var other = one.anotherNode();
                var server = one.mail().another(Map.of("shop", "pass"), received::add)) {
            one.start();
            other.start();
            shop(one, server.tlsPort());
            var acknowledged = new ArrayList<String>();
            send(one, "first@customers.example", acknowledged);
            arrived(acknowledged, Duration.ofSeconds(20));
            for (int i = 0; i < 30; i++) {
                send(i % 3 == 0 ? other : one, "c" + i + "@customers.example", acknowledged);
            }

            one.kill();
            var killed = System.nanoTime();
            send(other, "after@customers.example", acknowledged);

            arrived(acknowledged, Duration.ofSeconds(60));
            var took = Duration.ofNanos(System.nanoTime() - killed);
            System.out.println("all mail of a killed node had arrived " + took.toMillis() + " ms after");
            assertThat(took).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static void shop(ChildProduct node, int port) {
        node.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
        var shop = node.api().forTenant("shop");
        var relay = "/v1/relays/"
                + shop.post("/v1/relays", """
                        {'provider':'smtp','server':'localhost','port':%d,'encryption':'tls','username':'shop','password':'pass',
                         'sender':{'address':'orders@shop.example','name':'Shop'}}
                        """.formatted(port)).json().get("id").asString();
        shop.post(relay + "/test", "{'to':'me@shop.example'}");
        assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);
    }

    private void arrived(List<String> recipients, Duration atMost) {
        Eventually.holds(
                atMost,
                () -> assertThat(received.stream().flatMap(m -> m.recipients().stream()))
                        .containsAll(recipients));
    }

    private static void send(ChildProduct node, String recipient, List<String> acknowledged) {
        var answer = node.api()
                .forTenant("shop")
                .post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}");
        assertThat(answer.status()).isEqualTo(202);
        acknowledged.add(recipient);
    }
}
