package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failure means; the same answer for the test, the delivery, the log and the alerts.
 *
 * <p>Every failure has a cause: what no rule knows is told as unknown, temporary or for good as the server put it.
 */
public final class Diagnoser {

    private final CauseFile file;
    private final Listener listener;

    /** Knows the causes of {@code causes.json}. */
    public Diagnoser() {
        this((_, _, _) -> {});
    }

    /** The same, and tells what it found. */
    public Diagnoser(Listener listener) {
        this.file = CauseFile.load();
        this.listener = listener;
    }

    /** Is told of every failure that was diagnosed; must not fail. */
    @FunctionalInterface
    public interface Listener {

        void diagnosed(String provider, Fault fault, String cause);
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
            case Outcome.Deferred(Fault fault) -> diagnose(provider, outcome, fault);
            case Outcome.Uncertain(Fault fault) -> diagnose(provider, outcome, fault);
            case Outcome.Refused(Fault fault) -> diagnose(provider, outcome, fault);
        };
    }

    private Diagnosis diagnose(String provider, Outcome outcome, Fault fault) {
        var seen = new Rule.Seen(file.kin(provider), outcome.label(), fault.kind(), Wording.of(fault));
        var rule = file.rules().stream().filter(r -> r.fits(seen)).findFirst().orElseThrow();
        var kind = file.kind(rule.cause());
        listener.diagnosed(provider, fault, rule.cause());
        return new Diagnosis(
                rule.cause(),
                firstOf(rule.scope(), kind.scope(), fault.scope()),
                kind.actor(),
                rule.permanence() == null ? kind.permanence(outcome) : rule.permanence(),
                kind.ofSender());
    }

    private static Fault.Scope firstOf(
            Fault.@Nullable Scope ofRule, Fault.@Nullable Scope ofCause, Fault.Scope asTold) {
        if (ofRule != null) {
            return ofRule;
        }
        return ofCause == null ? asTold : ofCause;
    }
}
