package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.delivery.Dispatcher;
import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Lane;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.storage.postgres.Database;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop's own mail service, which one node at a time works on although two accept mail for it. */
class LanesTest {

    private static final Map<String, String> KEY =
            Map.of("FROMLINE_MASTER_KEY", "bm9kZXMgb2Ygb25lIGRhdGFiYXNlIHNoYXJlIGEga2U=");

    private final List<Product> nodes = new CopyOnWriteArrayList<>();
    private final List<Product> started = new ArrayList<>();
    private final Product one = started(Product.start(KEY));
    private final Product other = started(one.anotherNode(KEY));
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final MailServer server = one.mail().another(Map.of("shop", "pass"), this::take);
    private String relay = "";

    private Product started(Product node) {
        nodes.add(node);
        started.add(node);
        return node;
    }

    private void take(ReceivedMessage message) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        Thread.yield();
        received.add(message);
        atOnce.decrementAndGet();
    }

    @BeforeEach
    void a_shop_that_sends_by_its_own_account() {
        one.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
        var shop = one.api().forTenant("shop");
        relay = shop.post("/v1/relays", """
                        {'provider':'smtp','server':'localhost','port':%d,'encryption':'tls','username':'shop','password':'pass',
                         'sender':{'address':'orders@shop.example','name':'Shop'}}
                        """.formatted(server.tlsPort()))
                .json()
                .get("id")
                .asString();
        shop.post("/v1/relays/" + relay + "/test", "{'to':'me@shop.example'}");
        assertThat(shop.post("/v1/relays/" + relay + "/activate", "{}").status())
                .isEqualTo(200);
        received.clear();
    }

    @AfterEach
    void stop() {
        started.reversed().forEach(Product::close);
        server.close();
    }

    @Test
    void it_is_paced_as_by_a_single_node() throws Exception {
        one.api().forTenant("shop").patch("/v1/relays/" + relay, "{'limits':{'connections':1,'messagesPerMinute':60}}");
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 80; i++) {
                var recipient = "c" + i + "@customers.example";
                var node = nodes.get(i % 2);
                threads.submit(() -> send(node, recipient));
            }
        }
        Eventually.holds(() -> assertThat(waiting()).isEqualTo(80 - 59));
        assertThat(received).as("and the test").hasSize(59);

        one.clock().advance(Duration.ofSeconds(62));
        Eventually.holds(() -> assertThat(received).hasSize(80));
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void who_works_on_it_is_woken_for_mail_that_another_accepts() {
        send(one, "first@customers.example");
        arrived("first@customers.example");

        var begin = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            send(other, "c" + i + "@customers.example");
            arrived("c" + i + "@customers.example");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("each would wait for about a second otherwise")
                .isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void another_goes_on_when_the_node_that_worked_on_it_is_gone() {
        pass(Duration.ofSeconds(20)); // as nodes have been in touch for a while
        var queue = one.part(DeliveryQueue.class);
        var gone = Ids.next();
        var diedAt = one.clock().instant();
        queue.keepAlive(gone, diedAt, diedAt.plusSeconds(8));
        queue.hold(lane(), gone, diedAt);
        send(one, "under.way@customers.example");
        assertThat(queue.claim(gone, diedAt, new DeliveryQueue.Share(1, 1), new DeliveryQueue.Busy(Set.of(), Set.of())))
                .hasSize(1);
        send(other, "waits@customers.example");
        pass(Duration.ofSeconds(6));
        assertThat(received).as("it might still be alive").isEmpty();

        pass(Duration.ofSeconds(4));

        arrived("waits@customers.example");
        arrived("under.way@customers.example");
        assertThat(log("under.way@customers.example")).contains("attempt.interrupted");
    }

    @Test
    void nothing_is_lost_or_repeated_while_one_node_after_the_other_is_restarted() throws Exception {
        var acknowledged = new CopyOnWriteArrayList<String>();
        var goesOn = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                int which = i % 2;
                threads.submit(() -> sendWhile(goesOn, which, acknowledged));
            }
            for (int which = 0; which < 2; which++) {
                enough(acknowledged);
                var old = nodes.get(which);
                var fresh = one.anotherNode(KEY);
                started.add(fresh);
                nodes.set(which, fresh);
                old.close();
            }
            enough(acknowledged);
            goesOn.set(false);
        }
        // What a node that stopped could not give back is swept up by one that was in touch for 12 seconds, every 10
        // seconds.
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> assertThat(new HashSet<>(recipients()).containsAll(acknowledged))
                        .isTrue());
        assertThat(recipients()).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private List<String> recipients() {
        return received.stream().flatMap(m -> m.recipients().stream()).toList();
    }

    private void sendWhile(AtomicBoolean goesOn, int which, List<String> acknowledged) {
        while (goesOn.get()) {
            var recipient = UUID.randomUUID() + "@customers.example";
            try {
                if (send(nodes.get(which), recipient) == 202) {
                    acknowledged.add(recipient);
                }
            } catch (RuntimeException restarting) {
                Thread.onSpinWait();
            }
        }
    }

    private static void enough(List<String> acknowledged) {
        int before = acknowledged.size();
        Eventually.holds(() -> assertThat(acknowledged).hasSizeGreaterThan(before + 50));
    }

    private Lane lane() {
        var shop = new TenantId("shop");
        return new Lane(shop, new Route(shop, UUID.fromString(relay)));
    }

    /** Time passes, and both nodes go on giving signs of life. */
    private void pass(Duration time) {
        for (var left = time; left.isPositive(); left = left.minusSeconds(2)) {
            one.clock().advance(Duration.ofSeconds(2));
            var until = one.clock().instant().plusSeconds(8);
            nodes.forEach(node -> node.part(Dispatcher.class).wake());
            Eventually.holds(() -> assertThat(alive(until.toString())).isEqualTo(2));
        }
    }

    private int alive(String until) {
        return one.part(Database.class)
                .asServer(jdbc -> jdbc.sql(
                                "select count(*) from node where not given_up and ends_at >= :until::timestamptz")
                        .param("until", until)
                        .query(Integer.class)
                        .single());
    }

    private void arrived(String recipient) {
        Eventually.holds(() -> assertThat(received.stream().flatMap(m -> m.recipients().stream()))
                .contains(recipient));
    }

    private int waiting() {
        return one.api()
                .forTenant("shop")
                .get("/v1/deliveries?state=queued&limit=200")
                .json()
                .at("/items")
                .size();
    }

    private String log(String recipient) {
        var shop = one.api().forTenant("shop");
        var id = shop.get("/v1/deliveries?recipient=" + recipient)
                .json()
                .at("/items/0/id")
                .asString();
        return shop.get("/v1/deliveries/" + id).json().toString();
    }

    private static int send(Product node, String recipient) {
        return node.api()
                .forTenant("shop")
                .post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}")
                .status();
    }
}
