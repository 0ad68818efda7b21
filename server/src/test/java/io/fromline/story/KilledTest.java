package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Promise 1: what was acknowledged is durable, whenever the process is killed. */
class KilledTest {

    private static final int ROUNDS = 2;

    @Test
    void everythingAcknowledgedArrivesAlthoughTheServerIsKilledAgainAndAgain() throws Exception {
        try (var product = new ChildProduct()) {
            product.start();
            product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
            List<String> acknowledged = new CopyOnWriteArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                sendUntilKilled(product, acknowledged, 40 + 25 * round);
                product.start();
            }

            Eventually.holds(
                    Duration.ofSeconds(60),
                    () -> assertThat(acknowledged.stream()
                                    .filter(id -> product.mail().to(id).isEmpty()))
                            .as("acknowledged and never sent")
                            .isEmpty());
            assertThat(acknowledged).hasSizeGreaterThan(80);
            assertThat(product.output()).doesNotContain(PlatformMail.PASSWORD);
            for (var recipient : acknowledged) {
                var copies = product.mail().to(recipient);
                if (copies.size() > 1) {
                    assertThat(copies.stream()
                                    .map(copy -> messageId(copy.text()))
                                    .distinct())
                            .as("copies carry the same Message-ID")
                            .hasSize(1);
                    assertThat(attempts(product, recipient))
                            .as("the log marks it")
                            .contains("uncertain");
                }
            }
        }
    }

    /** Sends from several threads and kills the server after so many acknowledgements, in the middle of everything. */
    private static void sendUntilKilled(ChildProduct product, List<String> acknowledged, int after) throws Exception {
        int until = acknowledged.size() + after;
        var api = product.api().forTenant("shop");
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (true) {
                    var recipient = UUID.randomUUID() + "@customers.example";
                    try {
                        var answer = api.post(
                                "/v1/submissions", "{'to':['" + recipient + "'],'subject':'Order','text':'Thank you'}");
                        if (answer.status() == 202) {
                            acknowledged.add(recipient);
                        }
                    } catch (RuntimeException killed) {
                        return;
                    }
                }
            }));
        }
        while (acknowledged.size() < until) {
            Thread.onSpinWait();
        }
        product.kill();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static String messageId(String message) {
        return message.lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }

    private static String attempts(ChildProduct product, String recipient) {
        var shop = product.api().forTenant("shop");
        var id = shop.get("/v1/deliveries?recipient=" + recipient)
                .json()
                .at("/items/0/id")
                .asString();
        return shop.get("/v1/deliveries/" + id).text();
    }
}
