package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.SlowClient;
import io.fromline.peer.SlowClient.Manner;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that hold connections of the submission port and hand in nothing. */
class SlowClientsTest {

    private static final int PORT = Ports.free();

    /** Together fewer than one address may have, which is all that keeps the healthy from the door here. */
    private static final int OF_EACH_MANNER = 18;

    private static Product product;

    @BeforeAll
    static void start() {
        product = Product.start(Map.of("FROMLINE_SUBMISSION_TLS_PORT", String.valueOf(PORT)));
        for (var id : List.of("slow", "healthy")) {
            product.api().post("/v1/tenants", "{'id':'" + id + "','name':'Shop','plan':'pro','locale':'en'}");
        }
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void keepNobodyElseWaiting() throws IOException, MessagingException {
        var slow = new ArrayList<SlowClient>();
        try {
            for (var manner : Manner.values()) {
                for (int i = 0; i < OF_EACH_MANNER; i++) {
                    slow.add(SlowClient.come(PORT, manner, "slow", Product.PLATFORM_KEY));
                }
            }

            var app = new SmtpApp(PORT, "healthy", Product.PLATFORM_KEY);
            var recipients = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                recipients.add("c" + i + "@customers.example");
                assertThat(app.send(recipients.getLast(), Map.of())).startsWith("250");
            }

            Eventually.holds(() -> new Deliveries(product.mail(), product.api()).all(recipients));
            assertThat(product.api()
                            .forTenant("slow")
                            .get("/v1/deliveries")
                            .json()
                            .at("/items"))
                    .as("what never ended was never taken")
                    .isEmpty();
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }
}
