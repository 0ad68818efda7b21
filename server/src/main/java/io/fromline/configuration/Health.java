package io.fromline.configuration;

import io.fromline.relay.StoppedBy;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's mail is doing, decided from facts alone.
 *
 * @param since when it became so, where that is known
 * @param cause the code of what is wrong
 */
public record Health(
        State state, @Nullable Instant since, @Nullable String cause, Facts facts) {

    /** In words a person would use. */
    public enum State {
        /** Mail goes out. */
        SENDING,
        /** Mail goes out, but somebody should look. */
        WARNING,
        /** Mail is kept until a person acts. */
        WAITING,
        /** There is no way to send. */
        OFF;

        /** The name in the API: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the decision rests on.
     *
     * @param canSend whether there is a way for mail to leave
     * @param chosenModeHeld whether the plan has the mode that the tenant chose
     * @param heldCause of the relay in use, when it is held
     * @param lastFailureCause of the relay in use
     * @param provider of the relay in use
     */
    public record Facts(
            boolean canSend,
            boolean chosenModeHeld,
            @Nullable String heldCause,
            @Nullable Instant heldSince,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastFailureCause,
            @Nullable String provider) {

        public static final Facts NOTHING = new Facts(false, true, null, null, null, null, null, null);

        private boolean failedLast() {
            return lastFailureAt != null && (lastSuccessAt == null || lastFailureAt.isAfter(lastSuccessAt));
        }
    }

    /** The worst of what the facts say. */
    public static Health of(Facts facts) {
        if (!facts.canSend()) {
            return new Health(State.OFF, null, null, facts);
        }
        if (facts.heldSince() != null) {
            return new Health(State.WAITING, facts.heldSince(), facts.heldCause(), facts);
        }
        if (facts.failedLast()) {
            return new Health(State.WARNING, facts.lastFailureAt(), facts.lastFailureCause(), facts);
        }
        return new Health(facts.chosenModeHeld() ? State.SENDING : State.WARNING, null, null, facts);
    }

    /** Under which name the catalogue says it: what somebody stopped is no fault. */
    public String told() {
        var why = cause();
        return state() == State.WAITING && why != null && why.startsWith(StoppedBy.ANYBODY)
                ? "stopped"
                : state().label();
    }
}
