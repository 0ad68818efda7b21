package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node that stands still for so long that another takes over its mail, and then goes on as if nothing had happened. */
class HaltedTest {

    private static final Map<String, String> KEY =
            Map.of("FROMLINE_MASTER_KEY", "aGFsdGVkIG5vZGVzIHNoYXJlIG9uZSBkYXRhYmFzZSE=");
    private static final Duration TAKEN_OVER = Duration.ofSeconds(90);
    private static final int MESSAGES = 40;

    @Test
    void whatItStillHadIsSettledOnceByTheOther() {
        try (var halted = new ChildProduct(KEY);
                var other = halted.anotherNode()) {
            var mail = halted.mail();
            halted.start();
            halted.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
            var deliveries = new Deliveries(mail, other.api().forTenant("shop"));
            mail.hesitate();
            var recipients = IntStream.range(0, MESSAGES)
                    .mapToObj(i -> "c" + i + "@customers.example")
                    .toList();
            recipients.forEach(recipient -> send(halted, recipient));
            Eventually.holds(() -> assertThat(mail.kept()).as("in flight").isPositive());
            other.start();

            int inFlight = mail.kept();
            halted.halt();
            mail.goOn();
            Eventually.holds(TAKEN_OVER, () -> deliveries.all(recipients));
            Eventually.holds(TAKEN_OVER, deliveries::nothingWaits);
            halted.goOn();

            send(halted, "later@customers.example");
            Eventually.holds(
                    TAKEN_OVER,
                    () -> assertThat(mail.to("later@customers.example")).hasSize(1));
            send(other, "last@customers.example");
            Eventually.holds(() -> assertThat(mail.to("last@customers.example")).hasSize(1));
            Eventually.holds(deliveries::nothingWaits);
            assertThat(deliveries.duplicates())
                    .as("only what was in flight")
                    .isPositive()
                    .isLessThanOrEqualTo(inFlight);
            assertThat(recipients)
                    .allSatisfy(recipient -> assertThat(deliveries.settled(recipient))
                            .as("how often %s was settled as accepted", recipient)
                            .isEqualTo(1));
        }
    }

    private static void send(ChildProduct node, String recipient) {
        assertThat(node.api()
                        .forTenant("shop")
                        .post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}")
                        .status())
                .isEqualTo(202);
    }
}
