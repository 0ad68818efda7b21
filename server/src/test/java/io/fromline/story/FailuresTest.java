package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.diagnosis.Causes;
import io.fromline.peer.Dialogue;
import io.fromline.peer.ScriptedServer;
import io.fromline.story.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/**
 * What a shop is told of the ten failures that are met most at Gmail and Microsoft 365, in its test and in its mail log, in both
 * languages: a server plays the real replies, and what the API answers is compared with files beside them.
 *
 * <p>{@code -Dgolden=write} writes the files anew; read them before they are kept.
 */
class FailuresTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden/failures");
    private static final boolean WRITES = "write".equals(System.getProperty("golden"));

    /** Why these ten: docs/diagnosis.md. */
    static final List<Arguments> FAILURES = Stream.of(
                    "gmail-app-password",
                    "gmail-wrong-password",
                    "gmail-daily-limit",
                    "m365-off-for-organisation",
                    "m365-off-for-mailbox",
                    "m365-passwords-off",
                    "m365-policy",
                    "m365-wrong-password",
                    "m365-foreign-sender",
                    "m365-connections")
            .flatMap(failure -> Stream.of(Arguments.of(failure, "en"), Arguments.of(failure, "pl")))
            .toList();

    private static Product product;
    private static int shops;

    @BeforeAll
    static void start() {
        product = Product.start();
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @FieldSource("FAILURES")
    void is_told_as_it_was_read_and_found_good(String failure, String language) throws IOException {
        var played = Dialogue.parse(Files.readString(FOLDER.resolve(failure).resolve("played.txt")));
        var told = met(played, language);
        var sheet = new FailureSheet(refusal(played), told, product.part(Causes.class));
        same(FOLDER.resolve(failure).resolve(language + ".txt"), sheet.text());
        same(FOLDER.resolve(failure).resolve(language + ".json"), sheet.json());
    }

    /** The failure as a new shop meets it: in the test of its settings, and in mail once they were good enough to be saved. */
    private static FailureSheet.Told met(Dialogue played, String language) throws IOException {
        var provider = played.header("provider").getFirst();
        try (var server = product.mail().scripted(played)) {
            var shop = shop(language);
            var relay = relay(shop, provider, server.port());
            shop.post(relay + "/test", "{'to':'me@shop.example'}");
            var test = json(shop.get(relay + "/test"));

            server.next(Dialogue.parse(Files.readString(FOLDER.resolve(provider + "-accepts.txt"))));
            shop.post(relay + "/test", "{'to':'me@shop.example'}");
            assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);

            server.next(played);
            var delivery = delivery(shop);
            nothingElseWasSaid(server);
            return new FailureSheet.Told(
                    provider, product.clock().instant(), test, delivery, json(shop.get("/v1/email-configuration")));
        }
    }

    private static List<String> refusal(Dialogue played) {
        return played.play().stream()
                .map(line -> line instanceof Dialogue.Line.Says(String text) ? text.stripTrailing() : "")
                .filter(line -> line.matches("[45]\\d\\d.*"))
                .toList();
    }

    private static Api shop(String language) {
        var id = "shop-" + ++shops;
        product.api().post("/v1/tenants", "{'id':'" + id + "','name':'Shop','plan':'pro','locale':'" + language + "'}");
        var key = json(product.api().forTenant(id).post("/v1/keys", "{'name':'Shop'}"))
                .get("key")
                .asString();
        return product.anonymous().withKey(key).with("Accept-Language", language);
    }

    private static String relay(Api shop, String provider, int port) {
        var made =
                shop.post("/v1/relays", """
                {'provider':'%s','server':'localhost','port':%d,'encryption':'%s','username':'office@shop.example','password':'secret',
                 'sender':{'address':'orders@shop.example','name':'Shop'}}
                """.formatted(provider, port, provider.equals("gmail") ? "tls" : "starttls"));
        return "/v1/relays/" + json(made).get("id").asString();
    }

    private static JsonNode delivery(Api shop) {
        var sent = shop.post(
                "/v1/submissions", "{'to':['anna@buyers.example'],'subject':'Order 1042','text':'Thank you.'}");
        var delivery = "/v1/deliveries/" + json(sent).at("/deliveries/0/id").asString();
        Eventually.holds(() ->
                assertThat(json(shop.get(delivery)).get("attempts").size()).isEqualTo(1));
        return json(shop.get(delivery));
    }

    private static void nothingElseWasSaid(ScriptedServer server) {
        assertThat(server.surprises()).isEmpty();
    }

    private static void same(Path golden, String now) throws IOException {
        if (WRITES) {
            Files.writeString(golden, now);
        }
        assertThat(now).as("%s, written anew by -Dgolden=write", golden).isEqualTo(Files.readString(golden));
    }

    private static JsonNode json(Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
