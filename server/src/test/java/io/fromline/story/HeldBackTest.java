package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people stop on purpose, be it one message or one tenant, waits for them and for nobody else. */
class HeldBackTest {

    private static Product product;
    private static int shops;

    private String id = "";
    private Api shop;
    private Api other;

    @BeforeAll
    static void start() {
        product = Product.start();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @BeforeEach
    void two_shops_that_send_over_the_platforms_relay() {
        id = "held-" + ++shops;
        shop = keyOf(id);
        other = keyOf("other-" + id);
    }

    private static Api keyOf(String tenant) {
        product.api().post("/v1/tenants", "{'id':'" + tenant + "','name':'" + tenant + "','plan':'pro','locale':'en'}");
        var key = json(product.api().forTenant(tenant).post("/v1/keys", "{'name':'app'}"))
                .get("key")
                .asString();
        return product.anonymous().withKey(key);
    }

    @Test
    void the_operator_stops_one_tenant_and_nobody_else() {
        assertThat(json(platformMail("stop")).get("stoppedSince").asString()).isNotEmpty();
        var mine = send(shop, "ann");
        var theirs = send(other, "bob");
        Eventually.holds(() -> assertThat(state(other, theirs)).isEqualTo("accepted"));
        Eventually.holds(() -> assertThat(state(shop, mine)).isEqualTo("held"));
        assertThat(delivery(shop, mine).at("/cause/code").asString()).isEqualTo("stopped.by_operator");
        assertThat(health(shop).get("state").asString()).isEqualTo("waiting");
        assertThat(health(shop).get("text").asString()).contains("on purpose");
        assertThat(health(shop).at("/cause/actor").asString()).isEqualTo("operator");
        assertThat(health(other).get("state").asString()).isEqualTo("sending");
        assertThat(product.mail().to("ann@" + id + ".example")).isEmpty();

        assertThat(shop.post("/v1/tenants/" + id + "/platform-mail/resume", "{}")
                        .status())
                .as("not the tenant's to end")
                .isEqualTo(403);
        assertThat(other.get("/v1/tenants/" + id + "/platform-mail").status()).isEqualTo(403);

        assertThat(json(platformMail("resume")).get("stoppedSince").isNull()).isTrue();
        Eventually.holds(() -> assertThat(state(shop, mine)).isEqualTo("accepted"));
        assertThat(health(shop).get("state").asString()).isEqualTo("sending");
    }

    @Test
    void one_message_is_held_back_until_it_is_released() {
        platformMail("stop");
        var kept = send(shop, "eve");
        var goes = send(shop, "fay");
        Eventually.holds(() -> assertThat(state(shop, kept)).isEqualTo("held"));
        assertThat(code(shop.post("/v1/deliveries/" + kept + "/release", "{}"))).isEqualTo("delivery.not_held_back");
        assertThat(other.post("/v1/deliveries/" + kept + "/hold", "{}").status())
                .isEqualTo(404);
        var held = json(shop.post("/v1/deliveries/" + kept + "/hold", "{}"));
        assertThat(held.at("/cause/code").asString()).isEqualTo("stopped.message");
        assertThat(code(shop.post("/v1/deliveries/" + kept + "/hold", "{}"))).isEqualTo("submission.not_waiting");

        platformMail("resume");
        Eventually.holds(() -> assertThat(state(shop, goes)).isEqualTo("accepted"));
        assertThat(state(shop, kept)).isEqualTo("held");
        assertThat(other.post("/v1/deliveries/" + kept + "/release", "{}").status())
                .isEqualTo(404);
        assertThat(shop.post("/v1/deliveries/" + kept + "/release", "{}").status())
                .isEqualTo(200);
        Eventually.holds(() -> assertThat(state(shop, kept)).isEqualTo("accepted"));
        assertThat(product.mail().to("eve@" + id + ".example")).hasSize(1);
    }

    @Test
    void releasing_the_platforms_relay_lets_neither_go() {
        var relay = json(product.api().get("/v1/relays")).at("/items/0/id").asString();
        assertThat(product.api().post("/v1/relays/" + relay + "/stop", "{}").status())
                .isEqualTo(200);
        var kept = send(shop, "gus");
        Eventually.holds(() -> assertThat(
                        shop.post("/v1/deliveries/" + kept + "/hold", "{}").status())
                .isEqualTo(200));
        var stopped = send(other, "hal");
        product.api().post("/v1/tenants/other-" + id + "/platform-mail/stop", "{}");
        assertThat(code(product.api().post("/v1/relays/" + relay + "/retry", "{}")))
                .isEqualTo("relay.held");
        assertThat(product.api().post("/v1/relays/" + relay + "/resume", "{}").status())
                .isEqualTo(200);
        var goes = send(shop, "ida");
        Eventually.holds(() -> assertThat(state(shop, goes)).isEqualTo("accepted"));
        assertThat(state(shop, kept)).isEqualTo("held");
        assertThat(state(other, stopped)).isIn("held", "queued");
        assertThat(product.mail().to("hal@" + id + ".example")).isEmpty();
    }

    private Api.Answer platformMail(String what) {
        var answer = product.api().post("/v1/tenants/" + id + "/platform-mail/" + what, "{}");
        assertThat(answer.status()).isEqualTo(200);
        product.clock().advance(Duration.ofSeconds(2)); // a connection that stands looks once a second
        return answer;
    }

    private String send(Api from, String to) {
        var body = "{'to':['" + to + "@" + id + ".example'],'subject':'Hi','text':'Hello'}";
        return json(from.post("/v1/submissions", body)).at("/deliveries/0/id").asString();
    }

    private static JsonNode delivery(Api from, String delivery) {
        return json(from.get("/v1/deliveries/" + delivery));
    }

    private static String state(Api from, String delivery) {
        return delivery(from, delivery).get("state").asString();
    }

    private static JsonNode health(Api from) {
        return json(from.get("/v1/email-configuration")).get("health");
    }

    private static String code(Api.Answer answer) {
        return json(answer).get("code").asString();
    }

    private static JsonNode json(Api.Answer answer) {
        return Objects.requireNonNull(answer.json());
    }
}
