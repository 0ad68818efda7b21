package io.fromline.alert;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How things stand at one moment, of all tenants, as far as it may be worth an alert. */
public record Observed(
        List<RelayState> relays,
        List<Used> used,
        List<Waiting> waiting,
        List<Bounced> bounced,
        List<Detoured> detoured) {

    public Observed {
        relays = List.copyOf(relays);
        used = List.copyOf(used);
        waiting = List.copyOf(waiting);
        bounced = List.copyOf(bounced);
        detoured = List.copyOf(detoured);
    }

    /** A condition with its cause and since when, or until when it is so. */
    public record Mark(@Nullable String cause, Instant time) {}

    /** Which relay, as people know it. */
    public record RelayName(TenantId owner, String id, String server, String provider) {}

    /**
     * A relay in use.
     *
     * @param checkFailed the last look at it, when that failed
     */
    public record RelayState(
            RelayName relay,
            @Nullable Mark held,
            @Nullable Mark pausedUntil,
            @Nullable Mark checkFailed,
            @Nullable Instant lastSuccessAt) {}

    /**
     * A day's allowance and what is used of it.
     *
     * @param relay whose limit it is; {@code null} for the plan's
     */
    public record Used(TenantId tenant, @Nullable RelayName relay, Amount amount) {}

    /**
     * How much is used.
     *
     * @param recipients whether these are counted rather than messages
     * @param freesAt when there is room again, where that is no fixed time
     */
    public record Amount(
            int used,
            int limit,
            boolean recipients,
            @Nullable Instant freesAt) {}

    /**
     * Mail of one lane that waits, by the cause of its last attempt.
     *
     * @param cause {@code null} when none was made
     * @param oldestDue when the first of it was due, if any is
     * @param oldestFailed when the first of what is to be tried again later was submitted
     */
    public record Waiting(
            RelayName relay,
            @Nullable String cause,
            @Nullable Instant oldestDue,
            @Nullable Instant oldestFailed,
            int count) {}

    /**
     * Mail that took another way than over this relay, lately.
     *
     * @param cause why the last of it did
     */
    public record Detoured(RelayName relay, @Nullable String cause, int count, Span span, How how) {}

    /** From the first to the last. */
    public record Span(Instant first, Instant last) {}

    /**
     * How mail took another way.
     *
     * @param reason {@code limit}, {@code failure} or {@code both}
     * @param way {@code second}, {@code platform} or {@code both}
     * @param second the server of the second relay, or empty
     */
    public record How(String reason, String way, String second) {}

    /** The last mail to a tenant's verified address was refused. */
    public record Bounced(TenantId tenant, String address, String cause, Instant at) {}
}
