package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Alerts;
import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Promises 2 to 8: the three ways to send, from nothing set up to a broken and mended mail service of one's own. */
class ThreeModesTest {

    private static final String RIGHT = "correct-horse-battery-7391";
    private static final String WRONG = "wrong-horse-battery-2846";
    private static final String NEXT = "another-horse-battery-5502";

    private static final List<ReceivedMessage> OWN = new CopyOnWriteArrayList<>();
    private static MailServer own;
    private static Product product;

    @BeforeAll
    static void start() {
        product = Product.start();
        own = product.mail().another(Map.of("shop", RIGHT), OWN::add);
    }

    @AfterAll
    static void stop() {
        product.close();
        own.close();
    }

    @Test
    void aNewTenantSendsAtOnceByThePlatformsSender() {
        var shop = tenant("fresh", "pro", "owner@fresh.example");
        shop.post("/v1/submissions", "{'to':['anna@customers.example'],'subject':'Zażółć','text':'gęślą jaźń'}");

        var mail = arrived(product.mail()::to, "anna@customers.example");
        assertThat(header(mail, "From")).isEqualTo("\"The fresh shop\" <no-reply@platform.example>".replace("\"", ""));
        assertThat(header(mail, "Reply-To")).contains("owner@fresh.example");
        assertThat(mail.returnPath()).isEqualTo("no-reply@platform.example");
        var configuration = shop.get("/v1/email-configuration").json();
        assertThat(configuration.at("/mode").asString()).isEqualTo("default");
        assertThat(configuration.at("/health/state").asString()).isEqualTo("sending");
    }

    @Test
    void aVerifiedAddressBecomesTheSenderByItself() {
        var shop = tenant("rose", "pro", "owner@rose.example");
        assertThat(shop.post("/v1/sender-identities", "{'address':'kontakt@rose.example','name':'Róża'}")
                        .status())
                .isEqualTo(202);
        var mail = arrived(product.mail()::to, "kontakt@rose.example");
        var link = Pattern.compile("/verify/[A-Za-z0-9_-]+").matcher(mail.text().replace("=\r\n", ""));
        assertThat(link.find()).isTrue();

        for (int i = 0; i < 3; i++) {
            assertThat(product.anonymous().get(link.group()).status()).isEqualTo(200);
        }
        assertThat(mode(shop)).as("looking at the page verifies nothing").isEqualTo("default");
        product.anonymous().press(link.group());
        assertThat(mode(shop)).isEqualTo("branded");

        shop.post("/v1/submissions", "{'to':['ewa@customers.example'],'subject':'Hi','text':'Hello'}");
        var sent = arrived(product.mail()::to, "ewa@customers.example");
        assertThat(header(sent, "From")).endsWith("<kontakt@rose.example>");
        assertThat(header(sent, "Sender")).isEqualTo("no-reply@platform.example");
        assertThat(sent.returnPath()).isEqualTo("no-reply@platform.example");
    }

    @Test
    void anOwnMailServiceIsSavedOnlyAfterATestAndMailWaitsWhileItsPasswordIsWrong() {
        var shop = tenant("owner", "pro", "boss@owner.example");
        var id = shop.post("/v1/relays", relay(WRONG)).json().at("/id").asString();

        assertThat(shop.post("/v1/relays/" + id + "/activate", "{}")
                        .json()
                        .at("/code")
                        .asString())
                .isEqualTo("relay.test_required");
        var failed = test(shop, id);
        assertThat(failed.at("/passed").asBoolean()).isFalse();
        assertThat(failed.at("/cause/code").asString()).isEqualTo("auth.wrong_password");
        assertThat(failed.at("/cause/actor").asString()).isEqualTo("tenant");
        assertThat(failed.at("/steps").toString())
                .as("nothing a server said before log-in")
                .doesNotContain("535");

        shop.patch("/v1/relays/" + id, "{'password':'" + RIGHT + "'}");
        assertThat(shop.post("/v1/relays/" + id + "/activate", "{}").status())
                .as("other settings were tested, not these")
                .isEqualTo(409);
        assertThat(test(shop, id).at("/passed").asBoolean()).isTrue();
        assertThat(arrived(ThreeModesTest::own, "boss@owner.example").text()).contains("Subject:");
        assertThat(shop.post("/v1/relays/" + id + "/activate", "{}").status()).isEqualTo(200);
        assertThat(mode(shop)).isEqualTo("custom");

        shop.post("/v1/submissions", "{'to':['jan@customers.example'],'subject':'Hi','text':'Hello'}");
        assertThat(header(arrived(ThreeModesTest::own, "jan@customers.example"), "From"))
                .endsWith("<orders@owner.example>");
        assertThat(product.mail().to("jan@customers.example"))
                .as("never by the platform")
                .isEmpty();

        passwordChangedAndReplaced(shop, id);
        nothingTheProductWroteHoldsAPassword();
    }

    private static void passwordChangedAndReplaced(Api shop, String id) {
        own.setPassword("shop", NEXT);
        shop.post("/v1/submissions", "{'to':['ola@customers.example'],'subject':'Hi','text':'Hello'}");
        Eventually.holds(() -> {
            var health = shop.get("/v1/email-configuration").json().at("/health");
            assertThat(health.at("/state").asString()).isEqualTo("waiting");
            assertThat(health.at("/cause/code").asString()).isEqualTo("auth.wrong_password");
        });
        assertThat(delivery(shop, "ola@customers.example").at("/state").asString())
                .isEqualTo("held");
        assertThat(product.mail().to("ola@customers.example"))
                .as("kept, not rerouted")
                .isEmpty();
        // What happens within some minutes goes in one mail.
        product.part(Alerts.class).lookRound();
        product.clock().advance(Duration.ofMinutes(1));
        product.part(Alerts.class).lookRound();
        arrived(product.mail()::to, "boss@owner.example");

        shop.patch("/v1/relays/" + id, "{'password':'" + NEXT + "'}");
        assertThat(delivery(shop, "ola@customers.example").at("/state").asString())
                .as("a draft changes nothing")
                .isEqualTo("held");
        assertThat(test(shop, id).at("/passed").asBoolean()).isTrue();
        shop.post("/v1/relays/" + id + "/activate", "{}");
        arrived(ThreeModesTest::own, "ola@customers.example");
    }

    /** The database is looked through as its owner, so that row-level security hides nothing. */
    private static void nothingTheProductWroteHoldsAPassword() {
        var stored = product.everythingStored();
        for (var secret : List.of(RIGHT, WRONG, NEXT, PlatformMail.PASSWORD)) {
            var hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(stored.contains(secret) || stored.contains(hex)).isFalse();
        }
    }

    @Test
    void aTenantCannotLookAroundInPrivateNetworks() {
        var shop = tenant("curious", "pro", "me@curious.example");
        for (var inside : List.of("169.254.169.254", "10.0.0.1", "192.168.1.1")) {
            var id = shop.post(
                            "/v1/relays",
                            relay(WRONG).replace("localhost", inside).replace(port(), "465"))
                    .json()
                    .at("/id")
                    .asString();
            var answer = test(shop, id);
            assertThat(answer.at("/cause/code").asString()).isEqualTo("net.unreachable");
        }
    }

    @Test
    void aTenantWithoutATimeZoneHasOneThatBrowsersKnow() {
        tenant("timeless", "free", "me@timeless.example");

        assertThat(product.api()
                        .get("/v1/tenants/timeless")
                        .json()
                        .at("/timeZone")
                        .asString())
                .isEqualTo("UTC");
        assertThat(product.api()
                        .patch("/v1/tenants/timeless", "{'timeZone':'Z'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aTestTellsItsStepsWhileItRuns() {
        var shop = tenant("watching", "pro", "me@watching.example");
        var id = shop.post("/v1/relays", relay(WRONG)).json().at("/id").asString();

        var lines = shop.with("Accept", "application/x-ndjson")
                .post("/v1/relays/" + id + "/test", "{'to':'boss@owner.example'}")
                .text()
                .strip()
                .split("\n");

        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines[0]).startsWith("{\"step\":{");
        assertThat(lines[lines.length - 1]).startsWith("{\"result\":{").contains("\"passed\":false");
    }

    @Test
    void aLowerPlanIsToldSoByAStableCode() {
        var shop = tenant("small", "free", "me@small.example");

        assertThat(shop.post("/v1/relays", relay(RIGHT)).json().at("/code").asString())
                .isEqualTo("plan.not_entitled");
        assertThat(shop.post("/v1/sender-identities", "{'address':'a@small.example','name':'A'}")
                        .json()
                        .at("/code")
                        .asString())
                .isEqualTo("plan.not_entitled");
        assertThat(shop.put("/v1/email-configuration/mode", "{'mode':'custom'}").status())
                .isEqualTo(403);
    }

    private static Api tenant(String id, String plan, String contact) {
        var body = "{'id':'%s','name':'The %s shop','plan':'%s','locale':'en','contact':'%s'}";
        assertThat(product.api()
                        .post("/v1/tenants", body.formatted(id, id, plan, contact))
                        .status())
                .isEqualTo(201);
        return product.api().forTenant(id);
    }

    private static String port() {
        return Integer.toString(own.tlsPort());
    }

    private static String relay(String password) {
        return ("{'provider':'smtp','server':'localhost','port':%s,'encryption':'tls','username':'shop','password':'%s',"
                        + "'sender':{'address':'orders@owner.example','name':'Owner'}}")
                .formatted(port(), password);
    }

    private static tools.jackson.databind.JsonNode test(Api shop, String id) {
        return shop.post("/v1/relays/" + id + "/test", "{'to':'boss@owner.example'}")
                .json();
    }

    private static String mode(Api shop) {
        return shop.get("/v1/email-configuration").json().at("/mode").asString();
    }

    private static tools.jackson.databind.JsonNode delivery(Api shop, String recipient) {
        return shop.get("/v1/deliveries?recipient=" + recipient).json().at("/items/0");
    }

    private static List<ReceivedMessage> own(String recipient) {
        return OWN.stream().filter(m -> m.recipients().contains(recipient)).toList();
    }

    private static ReceivedMessage arrived(
            java.util.function.Function<String, List<ReceivedMessage>> inbox, String recipient) {
        Eventually.holds(() -> assertThat(inbox.apply(recipient)).isNotEmpty());
        return inbox.apply(recipient).getFirst();
    }

    private static String header(ReceivedMessage mail, String name) {
        return mail.text()
                .replaceAll("\r\n[ \t]", " ")
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
