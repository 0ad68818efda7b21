package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.CutLine;
import io.fromline.peer.ReceivedMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Promises 2 and 6, and what a program that sends can rely on. */
class SendingTest {

    private static Product product;
    private static int shops;

    private String id = "";
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
    void aShop() {
        id = "sender-" + ++shops;
        product.api().post("/v1/tenants", "{'id':'" + id + "','name':'Shop','plan':'pro','locale':'en'}");
        shop = product.api().forTenant(id);
    }

    @Test
    void aMessageWhoseFateIsUnknownIsSentAgainUnchangedAndMarked() {
        var copies = new CopyOnWriteArrayList<ReceivedMessage>();
        var broken = new AtomicBoolean();
        var line = new CutLine[1];
        try (var server = product.mail().another(Map.of(id, "pass-" + id), message -> {
                    copies.add(message);
                    if (message.recipients().contains("anna@customers.example") && broken.compareAndSet(false, true)) {
                        line[0].cut();
                    }
                });
                var cuttable = CutLine.to(server.tlsPort())) {
            line[0] = cuttable;
            ownMailService(cuttable.port());

            send("anna@customers.example");
            Eventually.holds(() -> assertThat(
                            attempts("anna@customers.example").at("/0/outcome").asString())
                    .isEqualTo("uncertain"));
            product.clock().advance(Duration.ofMinutes(2));

            Eventually.holds(() -> assertThat(
                            delivery("anna@customers.example").at("/state").asString())
                    .isEqualTo("accepted"));
            var to = copies.stream()
                    .filter(copy -> copy.recipients().contains("anna@customers.example"))
                    .toList();
            assertThat(to).hasSize(2);
            assertThat(to.get(1).bytes())
                    .as("byte for byte the same")
                    .isEqualTo(to.get(0).bytes());
            assertThat(product.mail().to("anna@customers.example"))
                    .as("by no other mail service")
                    .isEmpty();
        }
    }

    @Test
    void aMailServiceThatIsDownNeverMakesMailLeaveAsSomebodyElse() {
        try (var server = product.mail().another(Map.of(id, "pass-" + id), message -> {})) {
            ownMailService(server.tlsPort());
        }

        send("jan@customers.example");
        Eventually.holds(() -> assertThat(
                        attempts("jan@customers.example").at("/0/outcome").asString())
                .isEqualTo("deferred"));

        assertThat(delivery("jan@customers.example").at("/state").asString()).isEqualTo("queued");
        assertThat(product.mail().to("jan@customers.example")).isEmpty();
    }

    @Test
    void aRepeatedRequestSendsOnce() {
        var once = shop.with("Idempotency-Key", "order-17");
        var body = "{'to':['ewa@customers.example'],'subject':'Order 17','text':'Thank you'}";

        var first = once.post("/v1/submissions", body);
        var second = once.post("/v1/submissions", body);
        var other = once.post("/v1/submissions", body.replace("17", "18"));

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().at("/id")).isEqualTo(first.json().at("/id"));
        assertThat(second.response().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(other.json().at("/code").asString()).isEqualTo("idempotency.key_reused");
        Eventually.holds(
                () -> assertThat(product.mail().to("ewa@customers.example")).hasSize(1));
    }

    @Test
    void aBatchAnswersForEachOfItsMessages() {
        var answer = shop.post("/v1/submissions/batch", """
                {'items':[{'to':['one@customers.example'],'subject':'1','text':'1'},
                          {'to':['not an address'],'subject':'2','text':'2'},
                          {'to':['three@customers.example'],'subject':'3','text':'3'}]}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer.json())).containsExactly(202, 422, 202);
        assertThat(answer.json().at("/items/1/problem/code").asString()).isEqualTo("request.bad_address");
        Eventually.holds(
                () -> assertThat(product.mail().to("three@customers.example")).hasSize(1));
    }

    @Test
    void aBatchHasAnEnd() {
        var item = "{'to':['x@customers.example'],'subject':'1','text':'1'}";

        assertThat(batch(IntStream.range(0, 501).mapToObj(i -> item).toList())
                        .json()
                        .at("/code")
                        .asString())
                .isEqualTo("batch.size");
        assertThat(batch(List.of()).status()).isEqualTo(422);
        assertThat(batch(List.of("null")).status()).isEqualTo(422);
    }

    @Test
    void whatIsWrongWithARequestIsSaidByField() {
        Map.of(
                        "{'to':['a@b.example'],'text':'no subject'}", "subject",
                        "{'to':[],'subject':'s','text':'t'}", "to",
                        "{'to':['a@b.example'],'subject':'s','text':'t','headers':{'From':'x@y.example'}}", "headers",
                        "{'to':['a@b.example'],'subject':'s','text':'t','headers':{'X-A':'1\\r\\nBcc: c@d.example'}}",
                                "headers",
                        "{'to':['a@b.example\\r\\nRCPT TO:<x@y.example>'],'subject':'s','text':'t'}", "to",
                        "{'to':['victim@b.example, <x@y.example>'],'subject':'s','text':'t'}", "to",
                        "{'to':['a@b.example'],'subject':'s','text':'t','attachments':[null]}", "attachments",
                        "{'to':['a@b.example'],'subject':'s','text':'t','class':'shouting'}", "class",
                        "{'to':['a@b.example'],'subject':'s','text':'t','attachments':[{'name':'a','type':'a/b','content':'%'}]}",
                                "attachments")
                .forEach((body, field) -> {
                    var answer = shop.post("/v1/submissions", body);
                    assertThat(answer.status()).as(body).isEqualTo(422);
                    assertThat(answer.json().at("/field").asString()).as(body).startsWith(field);
                    assertThat(answer.json().at("/code").asString()).as(body).isNotEmpty();
                });
        assertThat(shop.post("/v1/submissions", "{'to':").status()).isEqualTo(400);
    }

    @Test
    void aPlansDailyLimitIsKept() {
        product.api().put("/v1/plans/tiny", "{'modes':['default'],'messagesPerDay':2,'logRetentionDays':1}");
        product.api().patch("/v1/tenants/" + id, "{'plan':'tiny'}");

        assertThat(send("a1@customers.example")).isEqualTo(202);
        assertThat(send("a2@customers.example")).isEqualTo(202);
        var third = shop.post("/v1/submissions", body("a3@customers.example"));
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.json().at("/code").asString()).isEqualTo("plan.limit_reached");

        product.clock().advance(Duration.ofDays(1));
        assertThat(send("a4@customers.example")).isEqualTo(202);
    }

    @Test
    void whatArrivedCanBeSentAgainAndWhatIsGoneCannotBeCancelled() {
        var sent = shop.post("/v1/submissions", body("ola@customers.example"));
        var path = "/v1/submissions/" + sent.json().at("/id").asString();
        Eventually.holds(
                () -> assertThat(product.mail().to("ola@customers.example")).hasSize(1));
        Eventually.holds(
                () -> assertThat(shop.get(path).json().at("/deliveries/0/state").asString())
                        .isEqualTo("accepted"));

        assertThat(shop.post(path + "/cancel", "{}").json().at("/cancelled").asInt())
                .isZero();
        var again = shop.post(path + "/resend", "{}");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().at("/id")).isNotEqualTo(sent.json().at("/id"));
        Eventually.holds(
                () -> assertThat(product.mail().to("ola@customers.example")).hasSize(2));
        assertThat(product.mail().to("ola@customers.example").stream()
                        .map(mail -> mail.text()
                                .lines()
                                .filter(l -> l.startsWith("Message-ID:"))
                                .collect(Collectors.joining()))
                        .distinct())
                .as("another message, not a copy")
                .hasSize(2);
    }

    @Test
    void theLogIsAskedOnlyForWhatThereIs() {
        assertThat(shop.get("/v1/deliveries?state=queued&kind=message").status())
                .isEqualTo(200);
        for (var wrong : List.of("state=gone", "kind=letter", "since=yesterday", "after=1")) {
            var answer = shop.get("/v1/deliveries?" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.json().at("/code").asString()).isEqualTo("request.wrong_parameter");
        }
    }

    @Test
    void theLogFindsAnAddressAsAWholeAndAnyPartOfOne() {
        for (var recipient :
                List.of("ewa@found.example", "ewa@found.example", "nowa.ewa@found.example", "ewa@other.example")) {
            assertThat(send(recipient)).isEqualTo(202);
        }

        assertThat(recipients("recipient=ewa@found.example")).containsExactly("ewa@found.example", "ewa@found.example");
        assertThat(recipients("recipient=EWA@FOUND"))
                .containsExactlyInAnyOrder("ewa@found.example", "ewa@found.example", "nowa.ewa@found.example");
        assertThat(recipients("recipient=ewa@")).hasSize(4);
        assertThat(recipients("recipient=w_@"))
                .as("an underscore is an underscore")
                .isEmpty();

        var page =
                shop.get("/v1/deliveries?limit=1&recipient=ewa@found.example").json();
        var older = "&after=" + page.at("/items/0/id").asString();
        assertThat(recipients("recipient=ewa@found.example" + older)).containsExactly("ewa@found.example");
    }

    private List<String> recipients(String query) {
        return shop.get("/v1/deliveries?" + query)
                .json()
                .at("/items")
                .valueStream()
                .map(item -> item.at("/recipient").asString())
                .toList();
    }

    @Test
    void noTextHasANul() {
        var log = shop.get("/v1/deliveries?recipient=%00");
        assertThat(log.status()).isEqualTo(400);
        assertThat(log.json().at("/code").asString()).isEqualTo("request.malformed_address");
        assertThat(product.api().get("/v1/tenants?q=a%00").status()).isEqualTo(400);
        assertThat(shop.post(
                                "/v1/submissions",
                                "{'to':['a@b.example'],'subject':'s','text':'t','metadata':{'a':'\\u0000'}}")
                        .status())
                .isEqualTo(422);
        assertThat(product.anonymous().get("/verify/%00").status()).isEqualTo(400);
    }

    private void ownMailService(int port) {
        var relay = shop.post(
                        "/v1/relays",
                        ("{'provider':'smtp','server':'localhost','port':%d,'encryption':'tls','username':'%s','password':'pass-%s',"
                                        + "'sender':{'address':'orders@shop.example','name':'Shop'}}")
                                .formatted(port, id, id))
                .json()
                .at("/id")
                .asString();
        assertThat(shop.post("/v1/relays/" + relay + "/test", "{'to':'boss@shop.example'}")
                        .json()
                        .at("/passed")
                        .asBoolean())
                .isTrue();
        assertThat(shop.post("/v1/relays/" + relay + "/activate", "{}").status())
                .isEqualTo(200);
    }

    private Api.Answer batch(List<String> items) {
        return shop.post("/v1/submissions/batch", "{'items':[" + String.join(",", items) + "]}");
    }

    private int send(String recipient) {
        return shop.post("/v1/submissions", body(recipient)).status();
    }

    private static String body(String recipient) {
        return "{'to':['" + recipient + "'],'subject':'Order','text':'Thank you'}";
    }

    private JsonNode delivery(String recipient) {
        return shop.get("/v1/deliveries?recipient=" + recipient).json().at("/items/0");
    }

    private JsonNode attempts(String recipient) {
        return shop.get("/v1/deliveries/" + delivery(recipient).at("/id").asString())
                .json()
                .at("/attempts");
    }

    private static List<Integer> statuses(JsonNode batch) {
        return batch.at("/items")
                .valueStream()
                .map(item -> item.at("/status").asInt())
                .toList();
    }
}
