package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;

/**
 * Tells what a failure means; the same answer for the test, the delivery, the log and the alerts.
 *
 * <p>Every failure has a cause: what no rule knows is told as unknown, temporary or for good as the server put it.
 */
public final class Diagnoser {

    private final CauseFile file;

    /** Knows the causes of {@code causes.json}. */
    public Diagnoser() {
        this.file = CauseFile.load();
    }

    /**
     * What this outcome means.
     *
     * @param provider the id in the provider catalogue, {@code smtp} when it is none of them
     * @param outcome anything but accepted
     */
    public Diagnosis diagnose(String provider, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> throw new IllegalArgumentException("accepted mail needs no diagnosis");
            case Outcome.Deferred(Fault fault) -> diagnose(provider, outcome, fault, Permanence.TEMPORARY);
            case Outcome.Uncertain(Fault fault) -> diagnose(provider, outcome, fault, Permanence.TEMPORARY);
            case Outcome.Refused(Fault fault) -> diagnose(provider, outcome, fault, Permanence.PERMANENT);
        };
    }

    private Diagnosis diagnose(String provider, Outcome outcome, Fault fault, Permanence asTold) {
        var cause = file.rules().stream()
                .filter(rule -> rule.fits(provider, outcome.label(), fault))
                .findFirst()
                .orElseThrow()
                .cause();
        var kind = file.kind(cause);
        return new Diagnosis(
                cause,
                kind.scope() == null ? fault.scope() : kind.scope(),
                kind.actor(),
                kind.permanence() == null ? asTold : kind.permanence());
    }
}
