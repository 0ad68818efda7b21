package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Alerts;
import io.fromline.story.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of a tenant's own mail service, over HTTP and real SMTP. */
class MailServiceTest {

    private static final String PASSWORD = "the-shops-very-own-password";
    private static Product product;
    private static int shops;

    private final List<String> answers = new ArrayList<>();
    private String id = "";
    private String user = "";
    private Api shop;

    @BeforeAll
    static void start() {
        product = Product.start();
    }

    @AfterEach
    void no_answer_held_the_password() {
        assertThat(String.join("\n", answers)).doesNotContain(PASSWORD);
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @BeforeEach
    void a_shop_with_an_account_at_the_mail_server() {
        id = "shop-" + ++shops;
        user = "user-" + shops;
        product.mail().server().setPassword(user, PASSWORD);
        assertThat(product.api()
                        .post("/v1/tenants", "{'id':'" + id + "','name':'Shop','plan':'pro'}")
                        .status())
                .isEqualTo(201);
        shop = product.api().forTenant(id);
    }

    @Test
    void the_live_settings_send_while_a_draft_is_made_and_the_swap_can_be_undone() {
        var relay = live();
        assertThat(keep(shop.patch(
                                "/v1/relays/" + relay,
                                "{'sender':{'address':'new@shop.example','name':'New'},'replyTo':null}"))
                        .status())
                .isEqualTo(200);
        assertThat(configuration().at("/sender/address").asString()).isEqualTo("orders@shop.example");
        assertThat(configuration().at("/relay/draft/sender/address").asString()).isEqualTo("new@shop.example");
        assertThat(test(relay).get("passed").asBoolean()).isTrue();
        assertThat(activate(relay)).isEqualTo("200");
        assertThat(configuration().at("/sender/address").asString()).isEqualTo("new@shop.example");

        assertThat(configuration().at("/restorable/senderText").asString()).contains("orders@shop.example");
        assertThat(keep(shop.post("/v1/email-configuration/restore", "{}")).status())
                .isEqualTo(200);
        assertThat(configuration().at("/sender/address").asString()).isEqualTo("orders@shop.example");
    }

    @Test
    void a_stored_password_is_sent_nowhere_else() {
        var relay = live();
        var refused = keep(shop.patch("/v1/relays/" + relay, "{'server':'mail.thief.example'}"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(code(refused)).isEqualTo("relay.password_required");
        assertThat(code(keep(shop.patch("/v1/relays/" + relay, "{'password':'••••••••'}"))))
                .isEqualTo("relay.password_masked");
        var contradiction = keep(shop.patch("/v1/relays/" + relay, "{'port':465,'encryption':'starttls'}"));
        assertThat(code(contradiction)).isEqualTo("relay.port_encryption_mismatch");
        assertThat(json(contradiction).get("field").asString()).isEqualTo("encryption");
        assertThat(json(contradiction).get("detail").asString()).contains("465");
    }

    @Test
    void a_relay_that_refuses_log_in_keeps_its_mail_until_it_is_mended() {
        var relay = live();
        product.mail().server().removeUser(user);
        var recipient = "bob@" + id + ".example";
        send(recipient);
        await(() -> configuration().at("/health/state").asString().equals("waiting"));
        assertThat(configuration().at("/relay/held/cause/actor").asString()).isEqualTo("tenant");
        assertThat(stateOf(recipient)).isEqualTo("held");
        product.mail().server().setPassword(user, PASSWORD);
        assertThat(keep(shop.post("/v1/relays/" + relay + "/resume", "{}")).status())
                .isEqualTo(200);
        arrives(recipient);
        assertThat(configuration().at("/health/state").asString()).isEqualTo("sending");
    }

    @Test
    void sending_is_stopped_on_purpose_and_goes_on_when_whoever_stopped_it_says_so() {
        var relay = live();
        var key = json(product.api().forTenant(id).post("/v1/keys", "{'name':'app'}"))
                .get("key")
                .asString();
        var own = product.anonymous().withKey(key);
        assertThat(keep(own.post("/v1/relays/" + relay + "/stop", "{}")).status())
                .isEqualTo(200);
        var recipient = "zoe@" + id + ".example";
        send(recipient);
        await(() -> stateOf(recipient).equals("held") || stateOf(recipient).equals("queued"));
        assertThat(configuration().at("/health/state").asString()).isEqualTo("waiting");
        assertThat(configuration().at("/relay/held/cause/code").asString()).isEqualTo("stopped.by_owner");
        product.part(Alerts.class).lookRound();
        assertThat(configuration().at("/incidents").isEmpty())
                .as("nobody is alarmed")
                .isTrue();

        var operator = product.api().forTenant(id);
        assertThat(operator.post("/v1/relays/" + relay + "/stop", "{}").status())
                .isEqualTo(200);
        assertThat(code(own.post("/v1/relays/" + relay + "/resume", "{}"))).isEqualTo("relay.stopped_by_operator");
        test(relay);
        activate(relay);
        assertThat(configuration().at("/relay/held/cause/code").asString())
                .as("saving anew lifts no stop")
                .isEqualTo("stopped.by_operator");
        assertThat(product.mail().to(recipient)).isEmpty();

        assertThat(operator.post("/v1/relays/" + relay + "/resume", "{}").status())
                .isEqualTo(200);
        assertThat(configuration().at("/relay/held/cause/code").asString())
                .as("the owner's own stop still stands")
                .isEqualTo("stopped.by_owner");
        assertThat(product.mail().to(recipient)).isEmpty();
        assertThat(own.post("/v1/relays/" + relay + "/resume", "{}").status()).isEqualTo(200);
        arrives(recipient);
        assertThat(configuration().at("/health/state").asString()).isEqualTo("sending");
    }

    @Test
    void removing_it_asks_what_to_do_with_the_mail_that_waits() {
        var relay = live();
        product.mail().server().removeUser(user);
        var recipient = "eve@" + id + ".example";
        send(recipient);
        await(() -> stateOf(recipient).equals("held"));
        assertThat(code(keep(shop.delete("/v1/relays/" + relay)))).isEqualTo("relay.mail_waiting");
        assertThat(keep(shop.delete("/v1/relays/" + relay + "?queued=reroute")).status())
                .isEqualTo(204);
        arrives(recipient);
        assertThat(product.mail().to(recipient).getFirst().returnPath()).isEqualTo("no-reply@platform.example");
        var configuration = configuration();
        assertThat(configuration.get("mode").asString()).isEqualTo("default");
        assertThat(configuration.get("relay").isNull()).isTrue();
        assertThat(configuration.get("waitingForDecision").isNull()).isTrue();
    }

    @Test
    void the_platforms_relay_is_not_removed_under_a_tenants_mail() {
        var relays = json(product.api().get("/v1/relays")).get("items");
        var platform = relays.get(0).get("id").asString();
        product.mail().server().removeUser(PlatformMail.USER);
        var recipient = "dan@" + id + ".example";
        send(recipient);
        await(() -> stateOf(recipient).equals("held"));
        assertThat(code(product.api().delete("/v1/relays/" + platform))).isEqualTo("relay.mail_waiting");
        assertThat(code(product.api().delete("/v1/relays/" + platform + "?queued=reroute")))
                .isEqualTo("relay.mail_waiting");
        product.mail().server().setPassword(PlatformMail.USER, PlatformMail.PASSWORD);
        assertThat(product.api()
                        .post("/v1/relays/" + platform + "/resume", "{}")
                        .status())
                .isEqualTo(200);
        arrives(recipient);
    }

    @Test
    void a_test_can_be_watched_step_by_step() {
        var relay = draft(PASSWORD);
        var watched = keep(shop.with("Accept", "application/x-ndjson")
                .post("/v1/relays/" + relay + "/test", "{'to':'me@shop.example'}"));
        assertThat(watched.status()).isEqualTo(200);
        var lines = watched.text().strip().split("\n");
        assertThat(lines).hasSize(8);
        assertThat(lines[0]).startsWith("{\"step\":{").contains("resolve");
        assertThat(lines[7]).startsWith("{\"result\":{").contains("\"passed\":true");
        var refused = keep(
                shop.with("Accept", "application/x-ndjson").post("/v1/relays/" + relay + "/test", "{'to':'nobody'}"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("request.bad_address");
    }

    @Test
    void there_is_an_end_to_testing() {
        var relay = draft(PASSWORD);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 25 && !statuses.contains(429); i++) {
            statuses.add(shop.post("/v1/relays/" + relay + "/test", "{'to':'me@shop.example'}")
                    .status());
        }
        assertThat(statuses).last().isEqualTo(429);
    }

    private String body(String password) {
        return "{'provider':'smtp','server':' localhost ','port':"
                + product.mail().server().tlsPort()
                + ",'encryption':'tls','username':'" + user + "','password':'" + password
                + "','sender':{'address':'orders@shop.example','name':'Shop'},'replyTo':'help@shop.example'}";
    }

    private String draft(String password) {
        var made = keep(shop.post("/v1/relays", body(password)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(json(made).get("state").asString()).isEqualTo("draft");
        return json(made).get("id").asString();
    }

    private String live() {
        var relay = draft(PASSWORD);
        assertThat(test(relay).get("passed").asBoolean()).isTrue();
        assertThat(activate(relay)).isEqualTo("200");
        assertThat(activate(relay)).as("pressed twice").isEqualTo("200");
        return relay;
    }

    private JsonNode test(String relay) {
        return json(keep(shop.post("/v1/relays/" + relay + "/test", "{'to':'me@shop.example'}")));
    }

    private String activate(String relay) {
        var answer = keep(shop.post("/v1/relays/" + relay + "/activate", "{}"));
        return answer.status() == 200 ? "200" : answer.status() + " " + code(answer);
    }

    private JsonNode configuration() {
        return json(keep(shop.get("/v1/email-configuration")));
    }

    private void send(String recipient) {
        assertThat(keep(shop.post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}"))
                        .status())
                .isEqualTo(202);
    }

    private String stateOf(String recipient) {
        return json(keep(shop.get("/v1/deliveries?recipient=" + recipient)))
                .at("/items/0/state")
                .asString();
    }

    private static void arrives(String recipient) {
        await(() -> !product.mail().to(recipient).isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        Eventually.holds(() -> assertThat(condition.getAsBoolean()).isTrue());
    }

    private Answer keep(Answer answer) {
        answers.add(answer.text());
        return answer;
    }

    private static JsonNode json(Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }

    private static String code(Answer answer) {
        return json(answer).get("code").asString();
    }
}
