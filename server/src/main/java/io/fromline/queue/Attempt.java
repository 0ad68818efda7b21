package io.fromline.queue;

import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a delivery, as it is kept.
 *
 * @param cause the stable code of what went wrong; {@code null} when accepted
 * @param reply the server's reply, when there was one
 * @param conversation redacted lines
 */
public record Attempt(
        Instant startedAt,
        int millis,
        Outcome outcome,
        @Nullable String cause,
        @Nullable String reply,
        int relayVersion,
        List<Step> steps,
        List<String> conversation) {

    /** One phase of the conversation with its time. */
    public record Step(
            Phase phase, boolean ok, long millis, @Nullable String reply) {}

    public Attempt {
        steps = List.copyOf(steps);
        conversation = List.copyOf(conversation);
    }

    /** Where it went wrong; empty when it did not. */
    public Optional<Phase> phase() {
        return switch (outcome) {
            case Outcome.Accepted _ -> Optional.empty();
            case Outcome.Deferred(var fault) -> Optional.of(fault.phase());
            case Outcome.Refused(var fault) -> Optional.of(fault.phase());
            case Outcome.Uncertain(var fault) -> Optional.of(fault.phase());
        };
    }
}
