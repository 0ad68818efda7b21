package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.ReceivedMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds what a mail server got against what was acknowledged and what the log tells. */
record Deliveries(PlatformMail mail, Api tenant) {

    /** All mail so far, by its recipient. */
    Map<String, List<ReceivedMessage>> byRecipient() {
        return mail.received().stream()
                .collect(Collectors.groupingBy(message -> message.recipients().getFirst()));
    }

    /** Nothing acknowledged is missing. */
    void all(Collection<String> acknowledged) {
        var arrived = byRecipient();
        assertThat(acknowledged.stream().filter(recipient -> !arrived.containsKey(recipient)))
                .as("acknowledged and never sent")
                .isEmpty();
    }

    /** Whoever got a message more than once got it once for each attempt that the log marks as uncertain, and once more at most. */
    int duplicates() {
        int duplicates = 0;
        for (var arrived : byRecipient().entrySet()) {
            var copies = arrived.getValue();
            if (copies.size() > 1) {
                duplicates += copies.size() - 1;
                assertThat(copies.stream().map(Deliveries::messageId).distinct())
                        .as("copies carry the same Message-ID")
                        .hasSize(1);
                assertThat(uncertain(arrived.getKey()))
                        .as("the log marks each copy for %s", arrived.getKey())
                        .isGreaterThanOrEqualTo(copies.size() - 1);
            }
        }
        return duplicates;
    }

    private long uncertain(String recipient) {
        return attempts(recipient, "uncertain");
    }

    /** How often the log says that it was accepted. */
    long settled(String recipient) {
        return attempts(recipient, "accepted");
    }

    private long attempts(String recipient, String outcome) {
        var found = tenant.get("/v1/deliveries?recipient=" + recipient).json().at("/items");
        assertThat(found).as("stored once").hasSize(1);
        var delivery =
                tenant.get("/v1/deliveries/" + found.at("/0/id").asString()).json();
        return delivery.at("/attempts")
                .valueStream()
                .filter(attempt -> attempt.at("/outcome").asString().equals(outcome))
                .count();
    }

    /** Nothing of the tenant's waits any more. */
    void nothingWaits() {
        assertThat(tenant.get("/v1/deliveries?state=queued").json().at("/items"))
                .as("still waiting")
                .isEmpty();
    }

    private static String messageId(ReceivedMessage message) {
        return message.text()
                .lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }
}
