package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.Dialogue;
import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import io.fromline.peer.ScriptedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tenants whose mail services hold the line without ever taking anything, beside tenants whose services work. */
class HostileServersTest {

    private static final int EACH = 10;
    private static final Map<String, String> USERS = Map.of("shop", "pass");

    /** A server that takes mail, up to where it stops. */
    private static final String WELL = """
            tls: implicit

            [tls]
            S: 220 mail.example ESMTP
            C: EHLO *
            S: 250-mail.example
            S: 250 AUTH PLAIN
            C: AUTH PLAIN *
            S: 235 2.7.0 Accepted
            C: MAIL FROM:*
            S: 250 2.1.0 OK
            C: RCPT TO:*
            S: 250 2.1.5 OK
            C: DATA
            S: 354 Go
            [body]
            S: 250 2.0.0 OK
            C: QUIT
            S: 221 2.0.0 Bye
            """;

    /**
     * One that holds the line.
     *
     * @param until what of {@link #WELL} it still plays, and {@code then} what instead of the rest
     * @param end what stands in the log once it has left
     */
    private record Hostile(String name, String until, String then, String end) {

        Dialogue dialogue() {
            return Dialogue.parse(WELL.substring(0, WELL.indexOf(until)) + then + "\n");
        }

        /** For a greeting we wait 20 seconds; for all that follows much longer than this story takes. */
        boolean mayHaveBeenLeft() {
            return until.equals("[tls]") || until.equals("S: 220");
        }

        /** All that may stand in the log: what was under way, what came as the door was shut, what found nobody there any more. */
        List<String> ends() {
            return Stream.concat(
                            Stream.of(end, "deferred port.tls_mismatch", "deferred net.unreachable"),
                            mayHaveBeenLeft() ? Stream.of("deferred net.timeout") : Stream.empty())
                    .toList();
        }
    }

    private static final List<Hostile> HOSTILE = List.of(
            new Hostile("no-handshake", "[tls]", "[hang]", "deferred port.tls_mismatch"),
            new Hostile("no-greeting", "S: 220", "[hang]", "deferred net.timeout"),
            new Hostile("half-a-greeting", "S: 220", "S!: 220-mail", "deferred net.timeout"),
            new Hostile("dripping", "S: 220", "[bytewise]\nS: 220-mail.example\nS!: 220", "deferred net.timeout"),
            new Hostile("no-hello", "S: 250-mail", "[hang]", "deferred port.tls_mismatch"),
            new Hostile("no-log-in", "S: 235", "[hang]", "deferred net.interrupted"),
            new Hostile("no-sender", "S: 250 2.1.0", "[hang]", "deferred net.interrupted"),
            new Hostile("no-recipient", "S: 250 2.1.5", "[hang]", "deferred net.interrupted"),
            new Hostile("no-data", "S: 354", "[hang]", "deferred net.interrupted"),
            new Hostile("no-reading", "[body]", "[hang]", "uncertain attempt.uncertain"),
            new Hostile("no-answer", "S: 250 2.0.0", "[hang]", "uncertain attempt.uncertain"));

    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();

    @Test
    void keepOnlyTheirOwnMailWaiting() throws IOException {
        var servers = new ArrayList<ScriptedServer>();
        try (var product = Product.start();
                var healthy = product.mail().another(USERS, received::add)) {
            for (var hostile : HOSTILE) {
                servers.add(scripted(product, hostile));
            }
            for (var hostile : HOSTILE) {
                send(shop(product, hostile.name()), hostile.name());
            }
            for (int i = 0; i < servers.size(); i++) {
                var server = servers.get(i);
                Eventually.holds(() -> assertThat(server.visits()).isGreaterThan(1));
            }

            var well = Stream.of("well-1", "well-2", "well-3")
                    .map(name -> shopOf(product, name, healthy))
                    .toList();
            received.clear();
            IntStream.range(0, well.size()).forEach(i -> send(well.get(i), "well-" + (i + 1)));
            product.api().post("/v1/tenants", "{'id':'plain','name':'Shop','plan':'pro','locale':'en'}");
            send(product.api().forTenant("plain"), "plain");

            Eventually.holds(() -> assertThat(received).hasSize(3 * EACH));
            Eventually.holds(() -> assertThat(product.mail().received()).hasSize(EACH));
            assertThat(HOSTILE)
                    .filteredOn(hostile -> !hostile.mayHaveBeenLeft())
                    .allSatisfy(hostile -> assertThat(attempted(shop(product, hostile.name())))
                            .as("%s holds the line still", hostile.name())
                            .isZero());

            for (var server : servers) {
                server.close();
            }
            for (var hostile : HOSTILE) {
                Eventually.holds(() -> assertThat(ends(shop(product, hostile.name())))
                        .as(hostile.name())
                        .isNotEmpty()
                        .isSubsetOf(hostile.ends())
                        .matches(ends -> hostile.mayHaveBeenLeft() || ends.contains(hostile.end()), "has its end"));
            }
        } finally {
            for (var server : servers) {
                server.close();
            }
        }
    }

    /** A shop whose service took mail until its settings were saved. */
    private static ScriptedServer scripted(Product product, Hostile hostile) throws IOException {
        var server = product.mail().scripted(Dialogue.parse(WELL));
        product.api().post("/v1/tenants", "{'id':'" + hostile.name() + "','name':'Shop','plan':'pro','locale':'en'}");
        activate(shop(product, hostile.name()), server.port());
        server.next(hostile.dialogue());
        return server;
    }

    private static Api shopOf(Product product, String name, MailServer service) {
        product.api().post("/v1/tenants", "{'id':'" + name + "','name':'Shop','plan':'pro','locale':'en'}");
        activate(shop(product, name), service.tlsPort());
        return shop(product, name);
    }

    private static void activate(Api shop, int port) {
        var made = shop.post("/v1/relays", """
                {'provider':'smtp','server':'localhost','port':%d,'encryption':'tls','username':'shop','password':'pass',
                 'sender':{'address':'orders@shop.example','name':'Shop'}}
                """.formatted(port));
        var relay = "/v1/relays/" + json(made).get("id").asString();
        shop.post(relay + "/test", "{'to':'me@shop.example'}");
        assertThat(shop.post(relay + "/activate", "{}").status()).isEqualTo(200);
    }

    private static Api shop(Product product, String name) {
        return product.api().forTenant(name);
    }

    private static void send(Api shop, String name) {
        for (int i = 0; i < EACH; i++) {
            var answer = shop.post(
                    "/v1/submissions",
                    "{'to':['" + name + i + "@buyers.example'],'subject':'Order','text':'Thank you.'}");
            assertThat(answer.status()).as("mail of %s is taken in", name).isEqualTo(202);
        }
    }

    private static int attempted(Api shop) {
        return messages(shop)
                .mapToInt(delivery -> delivery.get("attempts").asInt())
                .sum();
    }

    private static Stream<JsonNode> messages(Api shop) {
        return json(shop.get("/v1/deliveries?limit=50"))
                .get("items")
                .valueStream()
                .filter(delivery -> delivery.get("kind").asString().equals("message"));
    }

    /** Outcome and cause of each message's attempt, as far as there are any. */
    private static Set<String> ends(Api shop) {
        return messages(shop)
                .filter(delivery -> delivery.get("attempts").asInt() > 0)
                .map(delivery -> json(shop.get(
                                "/v1/deliveries/" + delivery.get("id").asString()))
                        .at("/attempts/0"))
                .map(attempt -> attempt.get("outcome").asString() + " "
                        + attempt.at("/cause/code").asString(""))
                .collect(Collectors.toSet());
    }

    private static JsonNode json(Api.Answer answer) {
        return Objects.requireNonNull(answer.json(), answer.text());
    }
}
