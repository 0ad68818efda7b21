package io.fromline.submission;

import io.fromline.mail.Mailbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One accepted request to send, with the state of each of its deliveries. */
public record Submission(
        UUID id,
        Kind kind,
        MessageClass messageClass,
        String sender,
        String subject,
        String messageId,
        Map<String, String> metadata,
        Instant createdAt,
        List<Delivery> deliveries) {

    public Submission {
        metadata = Map.copyOf(metadata);
        deliveries = List.copyOf(deliveries);
    }

    /** One recipient of it. */
    public record Delivery(UUID id, Mailbox recipient, String state) {}
}
