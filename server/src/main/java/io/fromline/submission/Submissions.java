package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.compose.WrittenMessage;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Standings.Standing;
import io.fromline.submission.SubmissionStore.Entry;
import io.fromline.submission.SubmissionStore.OnceKey;
import io.fromline.submission.SubmissionStore.Recipient;
import io.fromline.submission.SubmissionStore.Terms;
import io.fromline.submission.SubmissionStore.Written;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Accepts mail: every way in ends here.
 *
 * <p>What it says is accepted has been committed.
 */
public final class Submissions {

    /** The most recipients of one submission. */
    public static final int MAX_RECIPIENTS = 100;

    /** So often a configuration may change while one message is accepted. */
    private static final int MOST_CHANGES = 10;

    private final Tenants tenants;
    private final Senders senders;
    private final Standings standings;
    private final Composition composition;
    private final SubmissionStore store;
    private final InstantSource clock;
    private final Outbox outbox;

    public Submissions(Ways ways, SubmissionStore store, Outbox outbox, InstantSource clock) {
        this.tenants = ways.tenants();
        this.senders = ways.senders();
        this.standings = ways.standings();
        this.composition = new Composition();
        this.store = store;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** What says how a tenant's mail leaves. */
    public record Ways(Tenants tenants, Senders senders, Standings standings) {}

    /** Accepts the app's mail for this tenant; the sender is the tenant's configuration's to say. */
    public Acceptance accept(TenantId tenant, SubmissionRequest request, @Nullable OnceKey once) {
        var asked = new Asked(request.recipients(), request.messageClass(), once);
        return accept(tenant, asked, _ -> (decision, now) -> composition.compose(request, decision, now));
    }

    /** Accepts a message that the app wrote itself; its From stands only if it is the decided sender's. */
    public Acceptance accept(TenantId tenant, HandedIn handed) {
        var written = WrittenMessage.read(handed.bytes());
        if (written.isEmpty()) {
            return Acceptance.Refused.of("submission.no_header");
        }
        return switch (Directions.of(written.get(), handed)) {
            case Directions.Read.Wrong(var refused) -> refused;
            case Directions.Read.Well(var directions) -> {
                var asked = new Asked(handed.recipients(), directions.messageClass(), directions.once());
                yield accept(tenant, asked, now -> new Adopting(written.get(), directions, now.foreignFrom())::under);
            }
        };
    }

    /** What of a request is the same by every way in. */
    private record Asked(
            Collection<Mailbox> recipients,
            MessageClass messageClass,
            @Nullable OnceKey once) {}

    private interface Composing extends Function<Tenant, BiFunction<Decision, Instant, Composition.Result>> {}

    private Acceptance accept(TenantId tenant, Asked asked, Composing composing) {
        var standing = standings.of(tenant);
        for (int again = 0; again < MOST_CHANGES; again++) {
            var acceptance = standing.flatMap(found -> accept(found, asked, composing.apply(found.tenant())));
            if (standing.isEmpty() || acceptance.isPresent()) {
                return acceptance.orElseGet(() -> Acceptance.Refused.of("submission.no_tenant"));
            }
            standing = standings.anew(tenant);
        }
        throw new IllegalStateException("the configuration of " + tenant + " changes all the time");
    }

    /** Empty when the configuration has changed since. */
    private Optional<Acceptance> accept(
            Standing standing, Asked asked, BiFunction<Decision, Instant, Composition.Result> composing) {
        var now = clock.instant();
        var recipients = recipients(asked.recipients());
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
            return Optional.of(new Acceptance.Refused("submission.recipients", "to", Map.of("max", MAX_RECIPIENTS)));
        }
        var decided = standing.decision();
        if (decided == null) {
            return stillSo(standing) ? Optional.of(Acceptance.Refused.of("submission.no_sender")) : Optional.empty();
        }
        return switch (composing.apply(decided, now)) {
            case Composition.Wrong(var refused) -> Optional.of(refused);
            case Composition.Composed(var content, var decision) -> {
                var entry =
                        new Entry(Ids.next(), Kind.MESSAGE, asked.messageClass(), decision, content, recipients, now);
                var limit = standing.plan().messagesPerDay();
                var day = day(now);
                var expiresOn = standing.plan().logExpiry(day);
                yield store(
                        standing.tenant().id(),
                        entry,
                        new Terms(asked.once(), day, expiresOn, limit, null, standing.seen()));
            }
        };
    }

    private boolean stillSo(Standing standing) {
        return store.seen(standing.tenant().id()).equals(standing.seen());
    }

    /** The tenant as it was known a moment ago; what is accepted for it is decided by what it is then. */
    public Optional<Tenant> tenant(TenantId id) {
        return standings.of(id).map(Standing::tenant);
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
                    var terms = new Terms(null, day(now), plan.logExpiry(day(now)), limit, null, null);
                    return store(tenant.id(), entry, terms).orElseThrow();
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

    /** Empty when it was decided by what holds no more. */
    private Optional<Acceptance> store(TenantId tenant, Entry entry, Terms terms) {
        return switch (outbox.write(tenant, entry, terms)) {
            case Written.Stored _ -> Optional.of(new Acceptance.Accepted(accepted(entry), false));
            case Written.Before(var id) ->
                Optional.of(new Acceptance.Accepted(store.find(tenant, id).orElseThrow(), true));
            case Written.KeyReused _ -> Optional.of(Acceptance.Refused.of("idempotency.key_reused"));
            case Written.OverLimit _ ->
                Optional.of(new Acceptance.Refused(
                        "plan.limit_reached", "", Map.of("limit", Objects.requireNonNull(terms.messagesPerDay()))));
            case Written.Stale _ -> Optional.empty();
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
