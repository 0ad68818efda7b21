package io.fromline.log;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the mail log of one tenant, or of the platform. */
public interface DeliveryLog {

    /** A page of deliveries, newest first. */
    List<Row> page(TenantId tenant, Query query);

    Optional<Entry> find(TenantId tenant, UUID delivery);

    /** The bytes of the message that a delivery sends. */
    Optional<byte[]> message(TenantId tenant, UUID delivery);

    /** Makes a queued delivery due now; false when it is not waiting. */
    boolean retryNow(TenantId tenant, UUID delivery, Instant now);

    /** Holds one delivery back until somebody releases it, whatever becomes of its relay; false when it is not waiting. */
    boolean hold(TenantId tenant, UUID delivery, Instant now);

    /** Lets a delivery that was held back go, at once if its relay takes mail; false when it was not held back. */
    boolean release(TenantId tenant, UUID delivery, Instant now);

    /** Cancels one delivery; false when it is not waiting. */
    boolean cancel(TenantId tenant, UUID delivery, Instant now);

    /** When mail last got through over the tenant's way and when it last failed, as far as its last 200 deliveries tell. */
    Health health(TenantId tenant, TenantId relayOwner, UUID relay);

    /**
     * What to look for; {@code null} is everything.
     *
     * @param recipient an address that was written to, as it was written, or else any part of some, in any case
     */
    record Query(
            @Nullable String state,
            @Nullable String recipient,
            @Nullable String subject,
            @Nullable String kind,
            Span span,
            @Nullable UUID after,
            int limit) {}

    /** A stretch of time, open where {@code null}. */
    record Span(@Nullable Instant since, @Nullable Instant until) {}

    /**
     * One delivery in the list.
     *
     * @param provider of the relay that it goes over, where the tenant may know
     * @param platformRelay whether it goes over the platform's relay
     * @param detour by which other way than it was accepted for: {@code second} or {@code platform}
     */
    record Row(
            UUID id,
            UUID submission,
            String recipient,
            String state,
            String subject,
            String kind,
            String sender,
            Instant createdAt,
            Instant updatedAt,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String cause,
            @Nullable String provider,
            boolean platformRelay,
            @Nullable String detour) {}

    /** One delivery with all that is known of it. */
    record Entry(
            Row row,
            String messageId,
            String returnPath,
            Decision decision,
            @Nullable Detoured detoured,
            List<Attempted> attempts) {

        public Entry {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * That it took another way than the decision said.
     *
     * @param reason {@code limit} or {@code failure}
     * @param cause what was wrong with the way that was decided
     */
    record Detoured(
            Instant at, String reason, @Nullable String cause, String fromServer, Decision.Way to, String sender) {}

    /**
     * One attempt.
     *
     * @param over the relay
     * @param provider of that relay, where the tenant may know
     */
    record Attempted(
            int number,
            Instant startedAt,
            int millis,
            String outcome,
            @Nullable String phase,
            @Nullable String cause,
            @Nullable String reply,
            Route over,
            @Nullable String provider,
            int relayVersion,
            List<LoggedStep> steps,
            List<String> conversation,
            String next,
            @Nullable Instant nextAt) {

        public Attempted {
            steps = List.copyOf(steps);
            conversation = List.copyOf(conversation);
        }
    }

    /** A step of an attempt. */
    record LoggedStep(
            String name, boolean ok, long millis, @Nullable String reply) {}

    /** When mail last got through and last failed. */
    record Health(@Nullable Instant lastSuccessAt, @Nullable Instant lastFailureAt) {}
}
