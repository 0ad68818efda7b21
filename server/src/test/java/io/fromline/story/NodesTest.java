package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several nodes on one database. */
class NodesTest {

    private static final Map<String, String> KEY =
            Map.of("FROMLINE_MASTER_KEY", "bm9kZXMgb2Ygb25lIGRhdGFiYXNlIHNoYXJlIGEga2U=");

    private static Product one;
    private static Product other;

    @BeforeAll
    static void start() {
        one = Product.start(KEY);
        other = one.anotherNode(KEY);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    void whatIsChangedOnOneHoldsOnTheOtherAtOnce() {
        one.api().post("/v1/tenants", "{'id':'renamed','name':'Old Name','plan':'pro','locale':'en'}");
        send(other, "renamed", "before@customers.example");
        assertThat(from("before@customers.example")).contains("Old Name");

        one.api().patch("/v1/tenants/renamed", "{'name':'New Name'}");
        send(other, "renamed", "after@customers.example");

        assertThat(from("after@customers.example")).contains("New Name");
    }

    @Test
    void aPlanThatLosesItsAllowanceOnOneIsRefusedOnTheOther() {
        one.api().put("/v1/plans/narrow", "{'modes':['default'],'messagesPerDay':100,'logRetentionDays':7}");
        one.api().post("/v1/tenants", "{'id':'narrow','name':'Narrow','plan':'narrow','locale':'en'}");
        assertThat(send(other, "narrow", "a@customers.example")).isEqualTo(202);

        one.api().put("/v1/plans/narrow", "{'modes':['default'],'messagesPerDay':1,'logRetentionDays':7}");

        assertThat(send(other, "narrow", "b@customers.example")).isEqualTo(429);
    }

    @Test
    void aTenantThatOneRemovesIsGoneForTheOther() {
        one.api().post("/v1/tenants", "{'id':'leaves','name':'Leaves','plan':'pro','locale':'en'}");
        assertThat(send(other, "leaves", "a@customers.example")).isEqualTo(202);

        one.api().delete("/v1/tenants/leaves");

        assertThat(send(other, "leaves", "b@customers.example")).isEqualTo(404);
    }

    @Test
    void everyMessageIsSentOnceWhicheverNodeTookIt() throws Exception {
        one.api().post("/v1/tenants", "{'id':'both','name':'Both','plan':'pro','locale':'en'}");
        var recipients = IntStream.range(0, 120)
                .mapToObj(i -> "c" + i + "@customers.example")
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < recipients.size(); i++) {
                var node = i % 2 == 0 ? one : other;
                var recipient = recipients.get(i);
                threads.submit(() -> send(node, "both", recipient));
            }
        }
        Eventually.holds(() -> assertThat(recipients)
                .allSatisfy(recipient -> assertThat(one.mail().to(recipient)).hasSize(1)));
        Eventually.holds(() -> assertThat(one.api()
                        .forTenant("both")
                        .get("/v1/deliveries?state=queued")
                        .json()
                        .at("/items"))
                .isEmpty());
    }

    private static int send(Product node, String tenant, String recipient) {
        return node.api()
                .forTenant(tenant)
                .post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}")
                .status();
    }

    private static String from(String recipient) {
        Eventually.holds(() -> assertThat(one.mail().to(recipient)).hasSize(1));
        return List.of(one.mail().to(recipient).getFirst().text().split("\r\n")).stream()
                .filter(line -> line.startsWith("From:"))
                .findFirst()
                .orElseThrow();
    }
}
