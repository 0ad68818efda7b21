package io.fromline.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fromline.submission.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A submission as the API shows it. */
record SubmissionJson(
        UUID id,
        String kind,
        @JsonProperty("class") String messageClass,
        String sender,
        String subject,
        String messageId,
        Map<String, String> metadata,
        Instant createdAt,
        List<Delivery> deliveries) {

    record Delivery(UUID id, String recipient, String state) {}

    static SubmissionJson of(Submission submission) {
        return new SubmissionJson(
                submission.id(),
                submission.kind().label(),
                submission.messageClass().label(),
                submission.sender(),
                submission.subject(),
                submission.messageId(),
                submission.metadata(),
                submission.createdAt(),
                submission.deliveries().stream()
                        .map(d -> new Delivery(d.id(), d.recipient().toString(), d.state()))
                        .toList());
    }
}
