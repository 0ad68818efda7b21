package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.Plan;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps submissions and their deliveries. */
public interface SubmissionStore {

    /** A submission to be written, with a delivery for each recipient. */
    record Entry(
            UUID id,
            Kind kind,
            MessageClass messageClass,
            Decision decision,
            Content content,
            List<Recipient> recipients,
            Instant createdAt) {

        public Entry {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * What is sent.
     *
     * @param replyToAsked whether the request named a Reply-To of its own
     */
    record Content(String subject, Message message, boolean replyToAsked, Map<String, String> metadata) {

        public Content {
            metadata = Map.copyOf(metadata);
        }
    }

    /** One delivery to be written. */
    record Recipient(UUID delivery, Mailbox mailbox) {}

    /** A client's idempotency key with the hash of what it asked for. */
    @SuppressWarnings("ArrayRecordComponent")
    record OnceKey(String key, byte[] requestHash) {}

    /** What became of a write. */
    sealed interface Written {

        /** Stored and committed. */
        record Stored() implements Written {}

        /** This key was used before for the same request, which made this submission. */
        record Before(UUID submission) implements Written {}

        /** This key was used before for another request. */
        record KeyReused() implements Written {}

        /** The day's allowance is used up; nothing was stored. */
        record OverLimit() implements Written {}

        /** The configuration by which it was decided has changed since; nothing was stored. */
        record Stale() implements Written {}
    }

    /**
     * What must hold for a write.
     *
     * @param day in UTC
     * @param expiresOn the last day on which it is in the log
     * @param messagesPerDay of the plan; {@code null} for mail that does not count
     * @param node who claims the deliveries at once, or {@code null} when they queue
     * @param seen by which state of the configuration it was decided; {@code null} for whatever it is now
     */
    record Terms(
            @Nullable OnceKey once,
            LocalDate day,
            LocalDate expiresOn,
            @Nullable Integer messagesPerDay,
            @Nullable UUID node,
            @Nullable Seen seen) {

        /** How many days Fromline's own mail stays in the log. */
        public static final int OWN_MAIL_DAYS = 90;

        /** For mail that does not count and leaves whatever the configuration is. */
        public static Terms none(LocalDate day) {
            return new Terms(null, day, Plan.logExpiry(day, OWN_MAIL_DAYS), null, null, null);
        }

        /** The same, with the deliveries claimed by this node. */
        public Terms claimedBy(UUID claiming) {
            return new Terms(once, day, expiresOn, messagesPerDay, claiming, seen);
        }
    }

    /** A state of the configuration: each change of what decides how mail leaves counts one of them on. */
    record Seen(long tenant, long platform) {}

    /** The state of the configuration now. */
    Seen seen(TenantId tenant);

    /** One write, as it may share a transaction with others. */
    record Write(TenantId tenant, Entry entry, Terms terms) {}

    /** Writes the submission, its deliveries and the day's count, all or nothing; committed when this returns. */
    Written write(TenantId tenant, Entry entry, Terms terms);

    Optional<Submission> find(TenantId tenant, UUID id);

    /** The message with what is needed to send it anew. */
    Optional<Original> original(TenantId tenant, UUID id);

    /** What was sent before. */
    record Original(Submission submission, Decision decision, Content content) {}

    /** Cancels what of it is not under way; returns how many deliveries. */
    int cancel(TenantId tenant, UUID submission, Instant now);

    /** Submissions of the tenant with deliveries that wait for this route. */
    List<UUID> waitingFor(TenantId tenant, Route route);

    /** How many messages count on this day in UTC. */
    int usedOn(TenantId tenant, LocalDate day);
}
