package io.fromline.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What somebody should know of. */
public enum IncidentKind {
    /** A relay needs a person, and its mail is kept. */
    RELAY_HELD("relay.held", Duration.ofMinutes(2)),
    /** A relay takes no more until its provider's window has passed. */
    RELAY_PAUSED("relay.paused", Duration.ofMinutes(20)),
    /** Most of a day's allowance is used, the plan's or the provider's. */
    LIMIT_NEAR("limit.near", Duration.ofHours(1)),
    /** A day's allowance is used up: the plan's, and new mail is refused; or a relay's, and mail waits until there is room. */
    LIMIT_REACHED("limit.reached", Duration.ofMinutes(20)),
    /** Mail waits longer than it should, and nothing says why it may. */
    BACKLOG_GROWING("backlog.growing", Duration.ofMinutes(10)),
    /** The verified address that mail is sent from takes no mail itself. */
    SENDER_BOUNCING("sender.bouncing", Duration.ZERO),
    /** A relay that nothing was sent over did not take our log-in. */
    RELAY_CHECK_FAILED("relay.check_failed", Duration.ZERO),
    /** A mail server's certificate ends in a few days: a relay's, or our own. */
    CERTIFICATE_ENDING("certificate.ending", Duration.ofMinutes(2)),
    /** DNS says something of the sender's domain by which its mail, or replies to it, must fail. */
    DOMAIN_BROKEN("domain.broken", Duration.ofMinutes(2)),
    /** Mail took another way than its own, as its tenant chose. */
    FALLBACK_USED("fallback.used", Duration.ofMinutes(30));

    private final String label;
    private final Duration calm;

    IncidentKind(String label, Duration calm) {
        this.label = label;
        this.calm = calm;
    }

    /** The name in the API, the database and the catalogue. */
    public String label() {
        return label;
    }

    public static Optional<IncidentKind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    /** How long it must be gone to be over; what comes back sooner is the same incident. A plan's day ends at once. */
    Duration calm(String subject) {
        return this == LIMIT_REACHED && subject.equals(Finding.PLAN) ? Duration.ZERO : calm;
    }

    /** Whether people are told that it is over. */
    boolean hasAllClear() {
        return this != LIMIT_NEAR && this != FALLBACK_USED;
    }

    /** Whether the mail that tells of it would have to go where it says that none goes, if it is about the platform's relay. */
    boolean stopsMail() {
        return switch (this) {
            case RELAY_HELD, RELAY_PAUSED, LIMIT_REACHED, BACKLOG_GROWING, RELAY_CHECK_FAILED -> true;
            case LIMIT_NEAR, SENDER_BOUNCING, FALLBACK_USED -> false;
            case CERTIFICATE_ENDING, DOMAIN_BROKEN -> false;
        };
    }

    /** Those which, about the same thing, say all that this one does and more. */
    Set<IncidentKind> outdoneBy() {
        return switch (this) {
            case RELAY_HELD, SENDER_BOUNCING, FALLBACK_USED -> Set.of();
            case DOMAIN_BROKEN -> Set.of();
            case CERTIFICATE_ENDING -> Set.of(RELAY_HELD, RELAY_CHECK_FAILED);
            case LIMIT_REACHED -> Set.of(RELAY_HELD);
            case RELAY_PAUSED -> Set.of(RELAY_HELD, LIMIT_REACHED);
            case LIMIT_NEAR -> Set.of(LIMIT_REACHED, RELAY_PAUSED, RELAY_HELD);
            case BACKLOG_GROWING -> Set.of(RELAY_HELD, RELAY_PAUSED, LIMIT_REACHED);
            case RELAY_CHECK_FAILED -> Set.of(RELAY_HELD, RELAY_PAUSED, BACKLOG_GROWING);
        };
    }
}
