package io.fromline.delivery;

import io.fromline.diagnosis.Diagnoser;
import io.fromline.diagnosis.Diagnosis;
import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended and what that means.
 *
 * @param diagnosis {@code null} when accepted
 */
record Result(Outcome outcome, @Nullable Diagnosis diagnosis) {

    static Result of(Outcome outcome, String provider, Diagnoser diagnoser) {
        return new Result(outcome, outcome instanceof Outcome.Accepted ? null : diagnoser.diagnose(provider, outcome));
    }

    @Nullable
    String cause() {
        return diagnosis == null ? null : diagnosis.cause();
    }

    Fault.@Nullable Scope scope(boolean shared) {
        return diagnosis == null ? null : RetrySchedule.scope(diagnosis, shared);
    }

    @Nullable
    String reply() {
        return switch (outcome) {
            case Outcome.Accepted(var reply) -> reply.text();
            case Outcome.Deferred _, Outcome.Refused _, Outcome.Uncertain _ ->
                fault(outcome)
                        .map(Fault::reply)
                        .map(io.fromline.mail.Reply::text)
                        .orElse(null);
        };
    }

    private static Optional<Fault> fault(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> Optional.empty();
            case Outcome.Deferred(var fault) -> Optional.of(fault);
            case Outcome.Refused(var fault) -> Optional.of(fault);
            case Outcome.Uncertain(var fault) -> Optional.of(fault);
        };
    }
}
