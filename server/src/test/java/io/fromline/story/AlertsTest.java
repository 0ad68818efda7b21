package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Alerts;
import io.fromline.peer.ReceivedMessage;
import io.fromline.relay.RelayChecks;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody finds out by chance: an incident is told once, and once that it is over. */
class AlertsTest {

    private static final String PASSWORD = "the-shops-own-password";
    private static Product product;
    private static int shops;

    private String id = "";
    private String owner = "";
    private String user = "";
    private Api shop;

    @BeforeAll
    static void start() {
        product = Product.start();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @BeforeEach
    void a_shop() {
        id = "alerted-" + ++shops;
        owner = "owner@" + id + ".example";
        user = "user-" + id;
        product.api()
                .post(
                        "/v1/tenants",
                        "{'id':'" + id + "','name':'Zielnik','plan':'pro','locale':'pl','contact':'" + owner + "'}");
        shop = product.api().forTenant(id);
    }

    @Test
    void a_held_relay_makes_one_mail_a_banner_and_an_all_clear() {
        var relay = live();
        product.mail().server().removeUser(user);
        send("ann@" + id + ".example");
        Eventually.holds(
                () -> assertThat(configuration().at("/health/state").asString()).isEqualTo("waiting"));
        lookRound();
        var banner = configuration().get("incidents");
        assertThat(banner).hasSize(1);
        assertThat(banner.at("/0/kind").asString()).isEqualTo("relay.held");
        assertThat(banner.at("/0/subject").asString()).isEqualTo(relay);
        assertThat(alerts()).as("others may still follow").isEmpty();

        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(30));
        Eventually.holds(() -> assertThat(alerts()).hasSize(1));
        assertThat(alerts().getFirst()).contains("Subject:");

        product.mail().server().setPassword(user, PASSWORD);
        shop.post("/v1/relays/" + relay + "/resume", "{}");
        Eventually.holds(
                () -> assertThat(product.mail().to("ann@" + id + ".example")).hasSize(1));
        lookRound();
        assertThat(configuration().get("incidents")).as("gone at once").isEmpty();
        pass(Duration.ofMinutes(2));
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(30));
        Eventually.holds(() -> assertThat(alerts()).hasSize(2));
        var past = json(shop.with("Accept-Language", "pl").get("/v1/alerts")).at("/items/0");
        assertThat(past.get("state").asString()).isEqualTo("over");
        assertThat(past.get("text").asString()).startsWith("Już w porządku");
        assertThat(past.get("endedAt").isNull()).isFalse();
    }

    @Test
    void an_idle_relay_is_looked_at_once_a_day_and_its_refusal_told() {
        var relay = live();
        var checks = product.part(RelayChecks.class);
        product.mail().server().removeUser(user);
        lookForADay(checks);
        lookRound();
        assertThat(configuration().at("/incidents/0/kind").asString()).isEqualTo("relay.check_failed");
        assertThat(configuration().at("/incidents/0/cause/code").asString()).isEqualTo("auth.wrong_password");
        assertThat(configuration().at("/incidents/0/subject").asString()).isEqualTo(relay);

        product.mail().server().setPassword(user, PASSWORD);
        assertThat(checks.lookAtIdle()).as("not again so soon").isZero();
        lookForADay(checks);
        lookRound();
        assertThat(configuration().get("incidents")).isEmpty();
    }

    private static void lookForADay(RelayChecks checks) {
        for (int hour = 0; hour < 25; hour++) {
            product.clock().advance(Duration.ofHours(1));
            checks.lookAtIdle();
        }
    }

    @Test
    void the_tenant_chooses_who_is_told_of_what() {
        assertThat(json(shop.get("/v1/alerts/settings")).at("/toldNow/0").asString())
                .isEqualTo(owner);
        var chosen = shop.put(
                "/v1/alerts/settings", "{'addresses':['a@" + id + ".example'],'kinds':['relay.held','limit.near']}");
        assertThat(json(chosen).at("/toldNow/0").asString()).isEqualTo("a@" + id + ".example");
        assertThat(json(chosen).get("kinds")).hasSize(2);
        var wrong = shop.put("/v1/alerts/settings", "{'addresses':[],'kinds':['no.such']}");
        assertThat(wrong.status()).isEqualTo(422);
    }

    @Test
    void a_limit_is_told_before_and_when_it_is_reached() {
        product.api().put("/v1/plans/tiny", "{'modes':['default'],'messagesPerDay':5,'logRetentionDays':7}");
        product.api().patch("/v1/tenants/" + id, "{'plan':'tiny'}");
        for (int i = 0; i < 4; i++) {
            send("c" + i + "@" + id + ".example");
        }
        lookRound();
        assertThat(configuration().at("/incidents/0/kind").asString()).isEqualTo("limit.near");
        send("c5@" + id + ".example");
        lookRound();
        assertThat(configuration().get("incidents")).hasSize(1);
        assertThat(configuration().at("/incidents/0/kind").asString()).isEqualTo("limit.reached");
        pass(Duration.ofMinutes(2));
        Eventually.holds(() -> assertThat(alerts()).hasSize(1));
    }

    @Test
    void the_operator_sees_on_the_page_what_no_mail_could_tell() {
        product.mail().server().removeUser(PlatformMail.USER);
        send("dan@" + id + ".example");
        Eventually.holds(() -> {
            lookRound();
            assertThat(json(product.api().get("/v1/alerts"))
                            .at("/items/0/state")
                            .asString())
                    .isEqualTo("open");
        });
        var incident = json(product.api().get("/v1/alerts")).at("/items/0");
        assertThat(incident.get("kind").asString()).isEqualTo("relay.held");
        assertThat(incident.get("link").asString()).endsWith("/operator/platform/mail-service");
        product.mail().server().setPassword(PlatformMail.USER, PlatformMail.PASSWORD);
        product.api().post("/v1/relays/" + incident.get("subject").asString() + "/resume", "{}");
        lookRound();
        assertThat(json(product.api().get("/v1/alerts")).at("/items/0/state").asString())
                .isEqualTo("over");
    }

    private static void pass(Duration time) {
        product.clock().advance(time);
        lookRound();
    }

    private static void lookRound() {
        product.part(Alerts.class).lookRound();
    }

    private List<String> alerts() {
        return product.mail().to(owner).stream().map(ReceivedMessage::text).toList();
    }

    private String live() {
        product.mail().server().setPassword(user, PASSWORD);
        var made = json(shop.post(
                "/v1/relays",
                "{'provider':'smtp','server':'localhost','port':"
                        + product.mail().server().tlsPort() + ",'encryption':'tls','username':'" + user
                        + "','password':'" + PASSWORD + "','sender':{'address':'orders@" + id
                        + ".example','name':'Shop'}}"));
        var relay = made.get("id").asString();
        shop.post("/v1/relays/" + relay + "/test", "{'to':'me@" + id + ".example'}");
        assertThat(shop.post("/v1/relays/" + relay + "/activate", "{}").status())
                .isEqualTo(200);
        return relay;
    }

    private void send(String recipient) {
        assertThat(shop.post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}")
                        .status())
                .isEqualTo(202);
    }

    private JsonNode configuration() {
        return json(shop.get("/v1/email-configuration"));
    }

    private static JsonNode json(Api.Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
