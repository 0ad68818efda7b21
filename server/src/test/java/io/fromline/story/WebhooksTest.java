package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fromline.alert.Alerts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A program of the tenant's is told of an incident once, signed, and again only when it did not take it. */
class WebhooksTest {

    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger STATUS = new AtomicInteger(204);
    private static Product product;
    private static HttpServer receiver;

    private record Call(String id, String time, String signature, String body) {

        static Call of(HttpExchange exchange) throws IOException {
            var headers = exchange.getRequestHeaders();
            return new Call(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        product = Product.start();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            CALLS.add(Call.of(exchange));
            exchange.sendResponseHeaders(STATUS.get(), -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.stop(0);
        product.close();
    }

    @Test
    void an_incident_is_one_signed_call_and_its_end_another() throws Exception {
        product.api().put("/v1/plans/two", "{'modes':['default'],'messagesPerDay':2,'logRetentionDays':7}");
        product.api().post("/v1/tenants", "{'id':'hooked','name':'Zielnik','plan':'two','locale':'pl'}");
        var shop = product.api().forTenant("hooked");
        var url = "http://localhost:" + receiver.getAddress().getPort() + "/hook";
        var made = json(shop.post("/v1/webhooks", "{'url':'" + url + "'}"));
        var secret = made.get("secret").asString();
        assertThat(shop.get("/v1/webhooks").text()).contains(url).doesNotContain(secret);
        assertThat(product.everythingStored()).doesNotContain(secret.substring(6));

        STATUS.set(503);
        shop.post("/v1/submissions", "{'to':['a@x.example'],'subject':'Hi','text':'Hello'}");
        shop.post("/v1/submissions", "{'to':['b@x.example'],'subject':'Hi','text':'Hello'}");
        lookRound();
        Eventually.holds(() -> assertThat(json(shop.get("/v1/webhooks"))
                        .at("/items/0/lastFailure")
                        .asString())
                .isEqualTo("503"));
        lookRound();
        assertThat(CALLS).hasSize(1);
        STATUS.set(204);
        product.clock().advance(Duration.ofSeconds(6));
        Eventually.holds(() -> assertThat(CALLS).hasSize(2));
        assertThat(CALLS.get(1).id()).isEqualTo(CALLS.get(0).id());
        assertThat(CALLS.get(1).body())
                .isEqualTo(CALLS.get(0).body())
                .contains("\"type\":\"incident.opened\"", "\"kind\":\"limit.reached\"", "\"tenant\":\"hooked\"");
        assertThat(CALLS.get(1).signature()).isEqualTo(signature(secret, CALLS.get(1)));

        product.api().put("/v1/plans/two", "{'modes':['default'],'messagesPerDay':200,'logRetentionDays':7}");
        lookRound();
        Eventually.holds(() -> assertThat(CALLS).hasSize(3));
        assertThat(CALLS.get(2).body()).contains("\"type\":\"incident.closed\"");

        var id = made.get("id").asString();
        assertThat(shop.post("/v1/webhooks/" + id + "/test", "{}").status()).isEqualTo(202);
        Eventually.holds(() -> assertThat(CALLS).hasSize(4));
        assertThat(CALLS.get(3).body()).contains("webhook.test");
        assertThat(shop.delete("/v1/webhooks/" + id).status()).isEqualTo(204);
        assertThat(shop.delete("/v1/webhooks/" + id).status()).isEqualTo(404);
    }

    @Test
    void an_address_that_is_none_is_refused_and_there_are_not_endless_many() {
        product.api().post("/v1/tenants", "{'id':'many','name':'Many','plan':'pro'}");
        var shop = product.api().forTenant("many");
        for (var address : List.of("ftp://x.example", "https://", "nonsense", "https://a:b@x.example/")) {
            assertThat(shop.post("/v1/webhooks", "{'url':'" + address + "'}").status())
                    .as(address)
                    .isEqualTo(422);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(shop.post("/v1/webhooks", "{'url':'https://hooks.example/" + i + "'}")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(shop.post("/v1/webhooks", "{'url':'https://hooks.example/6'}")
                        .status())
                .isEqualTo(409);
    }

    private static String signature(String secret, Call call) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
        var signed = call.id() + "." + call.time() + "." + call.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static void lookRound() {
        product.part(Alerts.class).lookRound();
    }

    private static JsonNode json(Api.Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
