package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Without a probe domain nothing is waited for: the person looks, and says what came. */
class SaidByAPersonTest {

    private final Product product = Product.start();
    private final Api shop = product.api().forTenant("shop");
    private String relay = "";

    @BeforeEach
    void a_shop_with_a_draft() {
        product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro'}");
        product.mail().server().setPassword("shop", "the-shops-password");
        var made = shop.post(
                "/v1/relays",
                "{'provider':'smtp','server':'localhost','port':"
                        + product.mail().server().tlsPort()
                        + ",'encryption':'tls','username':'shop','password':'the-shops-password'"
                        + ",'sender':{'address':'orders@shop.example','name':'Shop'}}");
        relay = "/v1/relays/" + json(made).get("id").asString();
    }

    @AfterEach
    void stop() {
        product.close();
    }

    @Test
    void the_sender_that_was_shown_is_compared_with_the_one_that_was_sent() {
        assertThat(shop.get(relay + "/test").status()).isEqualTo(404);
        assertThat(shop.post(relay + "/test/confirm", "{'received':true}").status())
                .isEqualTo(404);
        var tested = json(shop.post(relay + "/test", "{'to':'me@shop.example'}"));
        assertThat(tested.get("passed").asBoolean()).isTrue();
        assertThat(tested.get("arrival").isNull()).isTrue();
        assertThat(tested.get("confirmation").isNull()).isTrue();

        assertThat(confirm("{'received':true,'from':'orders@shop.example'}")
                        .get("fromKept")
                        .asBoolean())
                .isTrue();
        var rewritten = confirm("{'received':true,'from':'Shop <shop@service.example>'}");
        assertThat(rewritten.get("fromKept").asBoolean()).isFalse();
        assertThat(rewritten.get("text").asString()).contains("shop@service.example");
        assertThat(confirm("{'received':true}").get("fromKept").isNull()).isTrue();
        assertThat(confirm("{'received':false}").get("received").asBoolean()).isFalse();
        assertThat(shop.post(relay + "/test/confirm", "{}").status()).isEqualTo(422);
        assertThat(json(shop.get(relay + "/test")).at("/confirmation/received").asBoolean())
                .isFalse();
        assertThat(product.mail().received()).hasSize(1);
    }

    private JsonNode confirm(String said) {
        return json(shop.post(relay + "/test/confirm", said)).get("confirmation");
    }

    private static JsonNode json(Api.Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
