package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.SubmissionStore.Entry;
import io.fromline.submission.SubmissionStore.OnceKey;
import io.fromline.submission.SubmissionStore.Recipient;
import io.fromline.submission.SubmissionStore.Terms;
import io.fromline.submission.SubmissionStore.Written;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accepts mail: every way in ends here.
 *
 * <p>What it says is accepted has been committed.
 */
public final class Submissions {

    /** The most recipients of one submission. */
    public static final int MAX_RECIPIENTS = 100;

    private final Tenants tenants;
    private final Senders senders;
    private final Composition composition;
    private final SubmissionStore store;
    private final InstantSource clock;
    private final Outbox outbox;

    public Submissions(Tenants tenants, Senders senders, SubmissionStore store, InstantSource clock, Outbox outbox) {
        this.tenants = tenants;
        this.senders = senders;
        this.composition = new Composition();
        this.store = store;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** Accepts the app's mail for this tenant; the sender is the tenant's configuration's to say. */
    public Acceptance accept(Tenant tenant, SubmissionRequest request, @Nullable OnceKey once) {
        var now = clock.instant();
        var plan = tenants.planOf(tenant);
        var recipients = recipients(request.recipients());
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
            return new Acceptance.Refused("submission.recipients", "to", Map.of("max", MAX_RECIPIENTS));
        }
        var decision = senders.decide(tenant, plan);
        if (decision.isEmpty()) {
            return Acceptance.Refused.of("submission.no_sender");
        }
        return switch (composition.compose(request, decision.get(), now)) {
            case Composition.Wrong(var refused) -> refused;
            case Composition.Composed(var content) -> {
                var entry = new Entry(
                        Ids.next(), Kind.MESSAGE, request.messageClass(), decision.get(), content, recipients, now);
                yield store(tenant, entry, new Terms(once, day(now), plan.messagesPerDay(), null), plan);
            }
        };
    }

    /** Sends a submission anew as a new one, to these of its recipients or to all, as the tenant's mail leaves now. */
    public Acceptance resend(Tenant tenant, UUID submission, Collection<Mailbox> to) {
        var plan = tenants.planOf(tenant);
        return resend(tenant, plan, submission, to, plan.messagesPerDay());
    }

    private Acceptance resend(
            Tenant tenant, Plan plan, UUID submission, Collection<Mailbox> to, @Nullable Integer limit) {
        var now = clock.instant();
        var original = store.original(tenant.id(), submission).orElseThrow();
        if (original.submission().kind() != Kind.MESSAGE) {
            return Acceptance.Refused.of("submission.not_resendable");
        }
        var wanted = original.submission().deliveries().stream()
                .map(Submission.Delivery::recipient)
                .filter(r -> to.isEmpty() || to.contains(r))
                .toList();
        if (wanted.isEmpty()) {
            return new Acceptance.Refused("submission.recipients", "recipients", Map.of("max", MAX_RECIPIENTS));
        }
        return senders.decide(tenant, plan)
                .map(decision -> {
                    var content = composition.anew(original.content(), decision, now);
                    var entry = new Entry(
                            Ids.next(),
                            Kind.MESSAGE,
                            original.submission().messageClass(),
                            decision,
                            content,
                            recipients(wanted),
                            now);
                    return store(tenant, entry, new Terms(null, day(now), limit, null), plan);
                })
                .orElseGet(() -> Acceptance.Refused.of("submission.no_sender"));
    }

    /**
     * Sends what waits for a relay of the tenant's anew, to those who have not got it, and cancels what waited.
     *
     * <p>It was counted when it was accepted, so it does not count again; what has no way to leave now goes on waiting.
     *
     * @return how many submissions were made
     */
    public int resendWaiting(Tenant tenant, Route route) {
        int made = 0;
        var plan = tenants.planOf(tenant);
        for (var id : store.waitingFor(tenant.id(), route)) {
            var waiting = store.find(tenant.id(), id).stream()
                    .flatMap(submission -> submission.deliveries().stream())
                    .filter(delivery -> delivery.state().equals("queued")
                            || delivery.state().equals("held"))
                    .map(Submission.Delivery::recipient)
                    .toList();
            // No recipients would mean all of them.
            if (!waiting.isEmpty() && resend(tenant, plan, id, waiting, null) instanceof Acceptance.Accepted) {
                store.cancel(tenant.id(), id, clock.instant());
                made++;
            }
        }
        return made;
    }

    /** The submission of this tenant, if there is one. */
    public Optional<Submission> find(Tenant tenant, UUID id) {
        return store.find(tenant.id(), id);
    }

    /** Cancels what of it is not under way yet; returns how many deliveries. */
    public int cancel(Tenant tenant, UUID id) {
        return store.cancel(tenant.id(), id, clock.instant());
    }

    private Acceptance store(Tenant tenant, Entry entry, Terms terms, Plan plan) {
        return switch (outbox.write(tenant.id(), entry, terms)) {
            case Written.Stored _ -> new Acceptance.Accepted(accepted(entry), false);
            case Written.Before(var id) ->
                new Acceptance.Accepted(store.find(tenant.id(), id).orElseThrow(), true);
            case Written.KeyReused _ -> Acceptance.Refused.of("idempotency.key_reused");
            case Written.OverLimit _ ->
                new Acceptance.Refused("plan.limit_reached", "", Map.of("limit", plan.messagesPerDay()));
        };
    }

    private static List<Recipient> recipients(Collection<Mailbox> mailboxes) {
        return mailboxes.stream().map(m -> new Recipient(Ids.next(), m)).toList();
    }

    private static Submission accepted(Entry entry) {
        return new Submission(
                entry.id(),
                entry.kind(),
                entry.messageClass(),
                entry.decision().from().toString(),
                entry.content().subject(),
                entry.content().message().messageId(),
                entry.content().metadata(),
                entry.createdAt(),
                entry.recipients().stream()
                        .map(r -> new Submission.Delivery(r.delivery(), r.mailbox(), "queued"))
                        .toList());
    }

    private static java.time.LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
