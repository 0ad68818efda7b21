package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Alerts;
import io.fromline.detour.Detours;
import io.fromline.peer.CutLine;
import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import io.fromline.peer.Refusal;
import io.fromline.story.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Mail whose own service takes none leaves another way only where the shop chose so, and never in silence. */
class DetoursTest {

    private static final String TOO_MUCH = "5.4.5 Daily user sending limit exceeded";

    private final Product product = Product.start();
    private final List<ReceivedMessage> first = new CopyOnWriteArrayList<>();
    private final List<ReceivedMessage> second = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private volatile boolean silent;
    private final CutLine[] line = new CutLine[1];
    private final MailServer own = product.mail().another(Map.of("shop", "pass"), this::take);
    private final MailServer other = product.mail().another(Map.of("spare", "pass"), second::add);
    private Api shop;
    private String relay = "";

    private void take(ReceivedMessage message) {
        if (full) {
            throw new Refusal(550, TOO_MUCH);
        }
        first.add(message);
        if (silent) {
            line[0].cut();
        }
    }

    @BeforeEach
    void a_shop_that_sends_by_its_own_account() throws Exception {
        line[0] = CutLine.to(own.tlsPort());
        product.api()
                .post(
                        "/v1/tenants",
                        "{'id':'shop','name':'Shop','plan':'pro','locale':'en','contact':'owner@shop.example'}");
        shop = product.api().forTenant("shop");
        relay = tested(line[0].port(), "shop", "orders@shop.example");
        assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);
        first.clear();
    }

    @AfterEach
    void stop() throws Exception {
        product.close();
        line[0].close();
        own.close();
        other.close();
    }

    @Test
    void off_until_the_shop_chooses() {
        full = true;
        var id = send("anna", "security");
        waits(id);
        product.clock().advance(Duration.ofMinutes(10));
        lookRound();
        assertThat(delivery(id).get("state").asString()).isEqualTo("queued");
        assertThat(toPlatform("anna")).isEmpty();
        assertThat(json(shop.get(relay)).at("/detours/overflow").asString()).isEqualTo("wait");
        assertThat(json(shop.get(relay)).at("/detours/fallback/security").asString())
                .isEqualTo("wait");
    }

    @Test
    void past_the_days_limit_mail_leaves_through_the_platform_in_the_shops_name() {
        chooses("{'overflow':'platform'}");
        full = true;
        var id = send("anna", "transactional");
        Eventually.holds(() -> assertThat(toPlatform("anna")).hasSize(1));

        var got = toPlatform("anna").getFirst();
        assertThat(got.text())
                .contains("From: Shop <no-reply@platform.example>")
                .contains("Reply-To: Shop <orders@shop.example>")
                .contains("Message-ID: " + delivery(id).at("/message/messageId").asString())
                .doesNotContain("From: Shop <orders@shop.example>");
        assertThat(got.returnPath()).isEqualTo("no-reply@platform.example");

        Eventually.holds(() -> assertThat(delivery(id).get("state").asString()).isEqualTo("accepted"));
        var told = delivery(id);
        assertThat(told.at("/decision/identity").asString()).contains("orders@shop.example");
        assertThat(told.at("/decision/detours")).hasSize(1);
        assertThat(told.at("/decision/detours/0/reason").asString()).isEqualTo("limit");
        assertThat(told.at("/decision/detours/0/way").asString()).isEqualTo("platform");
        assertThat(told.at("/decision/detours/0/cause/code").asString()).isEqualTo("limit.daily");
        assertThat(told.at("/sender").asString()).contains("no-reply@platform.example");
        assertThat(told.at("/attempts/0/relay/owner").asString()).isEqualTo("tenant");
        assertThat(told.at("/attempts/1/relay/owner").asString()).isEqualTo("platform");
        assertThat(told.at("/attempts/1/outcome").asString()).isEqualTo("accepted");
        assertThat(json(shop.get("/v1/deliveries?recipient=anna"))
                        .at("/items/0/detour")
                        .asString())
                .isEqualTo("platform");
        assertThat(json(shop.get("/v1/deliveries/" + id + "/message")).toString())
                .contains("no-reply@platform.example");
        assertThat(configuration().at("/plan/usedToday").asInt())
                .as("counted once")
                .isEqualTo(1);
    }

    @Test
    void each_use_is_told_once_even_though_the_mail_got_through() {
        chooses("{'overflow':'platform'}");
        full = true;
        send("anna", "transactional");
        send("bert", "transactional");
        Eventually.holds(() -> {
            assertThat(toPlatform("anna")).hasSize(1);
            assertThat(toPlatform("bert")).hasSize(1);
        });
        product.part(Alerts.class).lookRound();
        product.clock().advance(Duration.ofMinutes(1));
        product.part(Alerts.class).lookRound();
        var incident = incident();
        assertThat(incident.get("subject").asString()).isEqualTo(relay.substring("/v1/relays/".length()));
        assertThat(incident.get("title").asString()).contains("2 messages left another way");
        assertThat(incident.get("text").asString()).contains("through the platform");
        Eventually.holds(
                () -> assertThat(product.mail().to("owner@shop.example")).hasSize(1));
        assertThat(product.mail().to("owner@shop.example").getFirst().text()).contains("left another way");

        send("cora", "transactional");
        Eventually.holds(() -> assertThat(toPlatform("cora")).hasSize(1));
        product.clock().advance(Duration.ofMinutes(15));
        product.part(Alerts.class).lookRound();
        assertThat(incident().get("title").asString()).contains("3 messages");
        assertThat(product.mail().to("owner@shop.example"))
                .as("one alert for one incident")
                .hasSize(1);
    }

    @Test
    void when_log_in_is_refused_codes_leave_through_the_platform_while_orders_wait() {
        chooses("{'fallback':{'security':'platform'}}");
        own.removeUser("shop");
        var order = send("anna", "transactional");
        var code = send("bert", "security");
        Eventually.holds(() -> assertThat(toPlatform("bert")).hasSize(1));
        assertThat(delivery(code).at("/decision/detours/0/reason").asString()).isEqualTo("failure");
        assertThat(delivery(order).get("state").asString()).isEqualTo("held");
        assertThat(delivery(order).at("/decision/detours")).isEmpty();

        own.setPassword("shop", "pass");
        shop.post(relay + "/resume", "{}");
        Eventually.holds(() -> assertThat(first).hasSize(1));
        assertThat(first.getFirst().text()).contains("From: Shop <orders@shop.example>");
    }

    @Test
    void what_the_shop_stopped_on_purpose_goes_nowhere_else() {
        chooses("{'overflow':'platform','fallback':{'security':'platform'}}");
        shop.post(relay + "/stop", "{}");
        var id = send("anna", "security");
        product.clock().advance(Duration.ofMinutes(10));
        lookRound();
        assertThat(delivery(id).at("/decision/detours")).isEmpty();
        assertThat(toPlatform("anna")).isEmpty();
    }

    @Test
    void the_second_mail_service_sends_as_itself_and_only_once_it_is_tested() {
        assertThat(code(shop.put(relay + "/detours", "{'overflow':'second'}"))).isEqualTo("detour.no_second");
        var spare = drafted(other.tlsPort(), "spare", "hello@shop.example");
        assertThat(code(shop.post(spare + "/standby", "{}"))).isEqualTo("relay.test_required");
        shop.post(spare + "/test", "{'to':'me@shop.example'}");
        assertThat(json(shop.post(spare + "/standby", "{}")).get("state").asString())
                .isEqualTo("standby");
        assertThat(code(shop.post(relay + "/standby", "{}"))).isEqualTo("relay.in_use");
        assertThat(configuration().at("/standby/sender/address").asString()).isEqualTo("hello@shop.example");
        assertThat(configuration().at("/relay/sender/address").asString()).isEqualTo("orders@shop.example");
        chooses("{'overflow':'second'}");
        second.clear();

        full = true;
        var id = send("anna", "digest");
        Eventually.holds(() -> assertThat(second).hasSize(1));
        assertThat(second.getFirst().text())
                .contains("From: Shop <hello@shop.example>")
                .contains("Message-ID: " + delivery(id).at("/message/messageId").asString());
        assertThat(second.getFirst().returnPath()).isEqualTo("hello@shop.example");

        assertThat(shop.delete(spare + "/standby").status()).isEqualTo(200);
        var late = send("bert", "digest");
        waits(late);
        product.clock().advance(Duration.ofMinutes(1));
        lookRound();
        assertThat(delivery(late).at("/decision/detours"))
                .as("there is no second one any more")
                .isEmpty();
    }

    @Test
    void what_may_have_arrived_never_takes_another_way() {
        chooses("{'overflow':'platform','fallback':{'security':'platform','transactional':'platform'}}");
        silent = true;
        var id = send("anna", "security");
        Eventually.holds(() ->
                assertThat(delivery(id).at("/attempts/0/outcome").asString()).isEqualTo("uncertain"));
        silent = false;
        own.removeUser("shop");
        var other = send("bert", "security");
        Eventually.holds(() -> assertThat(toPlatform("bert")).hasSize(1));
        assertThat(delivery(other).at("/decision/detours")).hasSize(1);
        lookRound();
        assertThat(delivery(id).at("/decision/detours")).isEmpty();
        assertThat(toPlatform("anna")).isEmpty();
    }

    @Test
    void a_service_that_cannot_be_reached_for_two_minutes_is_gone_around() {
        chooses("{'fallback':{'transactional':'platform'}}");
        line[0].close();
        var id = send("anna", "transactional");
        Eventually.holds(
                () -> assertThat(delivery(id).at("/attempts/0/next").asString()).isEqualTo("pause"));
        lookRound();
        assertThat(toPlatform("anna")).isEmpty();
        for (int tries = 2; tries <= 3; tries++) {
            int tried = tries;
            product.clock().advance(Duration.ofSeconds(80));
            Eventually.holds(() -> assertThat(delivery(id).get("attempts").size())
                    .as(delivery(id).toString())
                    .isGreaterThanOrEqualTo(tried));
        }
        Eventually.holds(() -> assertThat(toPlatform("anna")).hasSize(1));
        assertThat(delivery(id).at("/decision/detours/0/reason").asString()).isEqualTo("failure");
    }

    private void chooses(String choices) {
        assertThat(shop.put(relay + "/detours", choices).status()).isEqualTo(200);
    }

    private String tested(int port, String user, String sender) {
        var path = drafted(port, user, sender);
        shop.post(path + "/test", "{'to':'me@shop.example'}");
        return path;
    }

    private String drafted(int port, String user, String sender) {
        return "/v1/relays/"
                + json(shop.post("/v1/relays", """
                        {'provider':'gmail','server':'localhost','port':%d,'encryption':'tls','username':'%s','password':'pass',
                         'sender':{'address':'%s','name':'Shop'}}
                        """.formatted(port, user, sender)))
                        .get("id")
                        .asString();
    }

    private String send(String to, String messageClass) {
        return json(shop.post(
                        "/v1/submissions",
                        "{'to':['" + to + "@buyers.example'],'subject':'Hi','text':'Hello','class':'" + messageClass
                                + "'}"))
                .at("/deliveries/0/id")
                .asString();
    }

    private void waits(String id) {
        Eventually.holds(
                () -> assertThat(configuration().at("/relay/limits/rest/cause").asString())
                        .isEqualTo("limit.daily"));
        assertThat(delivery(id).get("state").asString()).isEqualTo("queued");
    }

    private void lookRound() {
        product.part(Detours.class).lookRound();
    }

    private List<ReceivedMessage> toPlatform(String to) {
        return product.mail().to(to + "@buyers.example");
    }

    private JsonNode incident() {
        for (var incident : configuration().get("incidents")) {
            if (incident.get("kind").asString().equals("fallback.used")) {
                return incident;
            }
        }
        throw new AssertionError("nobody was told");
    }

    private JsonNode configuration() {
        return json(shop.get("/v1/email-configuration"));
    }

    private JsonNode delivery(String id) {
        return json(shop.get("/v1/deliveries/" + id));
    }

    private static String code(Answer answer) {
        return json(answer).get("code").asString();
    }

    private static JsonNode json(Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
