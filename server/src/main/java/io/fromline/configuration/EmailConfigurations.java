package io.fromline.configuration;

import io.fromline.alert.Incident;
import io.fromline.alert.IncidentStore;
import io.fromline.identity.IdentityStore;
import io.fromline.log.DeliveryLog;
import io.fromline.mail.NamedMailbox;
import io.fromline.platform.PlatformSettings;
import io.fromline.queue.TenantStops;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.Relay;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.RelayStore;
import io.fromline.relay.StoppedBy;
import io.fromline.submission.Decision;
import io.fromline.submission.OtherSenders;
import io.fromline.submission.Senders;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how a tenant's mail leaves, and switches its mode. */
public final class EmailConfigurations {

    private static final int MOST_INCIDENTS = 20;

    private final Tenants tenants;
    private final TenantStore store;
    private final Ways ways;
    private final Counts counts;
    private final InstantSource clock;

    public EmailConfigurations(Tenants tenants, TenantStore store, Ways ways, Counts counts, InstantSource clock) {
        this.tenants = tenants;
        this.store = store;
        this.ways = ways;
        this.counts = counts;
        this.clock = clock;
    }

    /** By which ways mail can leave. */
    public record Ways(
            Senders senders,
            OtherSenders others,
            IdentityStore identities,
            RelayStore relays,
            PlatformSettings platform,
            TenantStops stops) {}

    /** What has been sent, and what stood in its way. */
    public record Counts(SubmissionStore submissions, DeliveryLog log, IncidentStore incidents) {}

    /** The whole of it, read now. */
    public EmailConfiguration of(Tenant tenant) {
        var plan = tenants.planOf(tenant);
        var relays = ways.relays().list(tenant.id());
        var relay = relays.stream()
                .filter(r -> r.id().equals(tenant.activeRelay()))
                .findFirst()
                .orElse(null);
        var decision = ways.senders().decide(tenant, plan).orElse(null);
        return new EmailConfiguration(
                tenant,
                plan,
                usage(tenant),
                tenant.effectiveMode(plan),
                decision,
                platformSender(tenant),
                health(tenant, plan, decision),
                ways.identities().current(tenant.id()).orElse(null),
                ways.identities().pending(tenant.id()).orElse(null),
                relay,
                relays.stream().filter(r -> r.state() == Relay.State.DRAFT).toList(),
                others(tenant, relay, relays),
                restorable(tenant, relay, relays),
                losing(tenant),
                counts.incidents().list(tenant.id(), MOST_INCIDENTS).stream()
                        .filter(Incident::lasts)
                        .toList());
    }

    /** How the tenant's mail is doing, for lists of many. */
    public Health health(Tenant tenant) {
        var plan = tenants.planOf(tenant);
        return health(tenant, plan, ways.senders().decide(tenant, plan).orElse(null));
    }

    private Health health(Tenant tenant, Plan plan, @Nullable Decision decision) {
        if (decision == null) {
            return Health.of(Health.Facts.NOTHING);
        }
        var route = decision.way().route();
        var relay = ways.relays().relay(route.owner(), route.relay());
        var held = relay.map(Relay::held).or(() -> stopped(tenant, route)).orElse(null);
        var faults = relay.map(Relay::health);
        var own = counts.log().health(tenant.id(), route.owner(), route.relay());
        return Health.of(new Health.Facts(
                true,
                plan.allows(tenant.mode()),
                held == null ? null : held.cause(),
                held == null ? null : held.since(),
                later(
                        own.lastSuccessAt(),
                        faults.map(Relay.Health::lastSuccessAt).orElse(null)),
                faults.map(Relay.Health::lastFailureAt).orElse(null),
                faults.map(Relay.Health::lastFailureCause).orElse(null),
                relay.map(Relay::worked).map(RelaySettings::provider).orElse(null)));
    }

    private Optional<Relay.Held> stopped(Tenant tenant, Route route) {
        return route.owner().isPlatform()
                ? ways.stops().since(tenant.id()).map(since -> new Relay.Held(StoppedBy.OPERATOR.cause(), since))
                : Optional.empty();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null ? other : other == null || one.isAfter(other) ? one : other;
    }

    private EmailConfiguration.Usage usage(Tenant tenant) {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return new EmailConfiguration.Usage(
                counts.submissions().usedOn(tenant.id(), today),
                today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private @Nullable String platformSender(Tenant tenant) {
        return ways.relays().platform().isEmpty()
                ? null
                : ways.platform()
                        .defaultSender()
                        .map(sender ->
                                new NamedMailbox(sender.name().replace("{tenant}", tenant.name()), sender.mailbox()))
                        .map(NamedMailbox::toString)
                        .orElse(null);
    }

    private EmailConfiguration.Others others(Tenant tenant, @Nullable Relay relay, List<Relay> relays) {
        var standby = relays.stream()
                .filter(r -> r.state() == Relay.State.STANDBY)
                .findFirst()
                .orElse(null);
        var live = relay == null ? null : relay.live();
        if (live == null) {
            return new EmailConfiguration.Others(standby, null, null);
        }
        var replyTo = live.replyTo() == null ? null : new NamedMailbox("", live.replyTo());
        var own = new OtherSenders.Own(live.sender(), replyTo);
        return new EmailConfiguration.Others(
                standby,
                ways.others().bySecond(tenant, own).orElse(null),
                ways.others().byPlatform(tenant, own).orElse(null));
    }

    private static EmailConfiguration.@Nullable Restorable restorable(
            Tenant tenant, @Nullable Relay relay, List<Relay> relays) {
        if (relay != null && relay.previous() != null) {
            return restorable(relay, relay.previous());
        }
        return relays.stream()
                .filter(r -> r.id().equals(tenant.previousRelay()) && r.state() == Relay.State.RETIRED)
                .findFirst()
                .map(r -> restorable(r, r.worked()))
                .orElse(null);
    }

    private static EmailConfiguration.Restorable restorable(Relay relay, RelaySettings settings) {
        return new EmailConfiguration.Restorable(
                relay, settings.driver().server(), settings.sender().toString());
    }

    private EmailConfiguration.@Nullable LosingMode losing(Tenant tenant) {
        var next = tenant.nextPlan();
        if (next == null || !clock.instant().isBefore(next.from())) {
            return null;
        }
        boolean keeps =
                store.plan(next.plan()).map(plan -> plan.allows(tenant.mode())).orElse(true);
        return new EmailConfiguration.LosingMode(next.plan(), next.from(), keeps ? null : tenant.mode());
    }

    /** What became of a switch. */
    public sealed interface Switched {

        record Done() implements Switched {}

        /** The plan lacks the mode. */
        record NotEntitled() implements Switched {}

        /** The mode is not set up yet. */
        record NotReady() implements Switched {}
    }

    /** Switches the mode; mail accepted before keeps the way it was accepted for. */
    public Switched switchTo(Tenant tenant, Mode mode) {
        var configuration = of(tenant);
        if (!configuration.plan().allows(mode)) {
            return new Switched.NotEntitled();
        }
        if (mode != Mode.DEFAULT && !configuration.ready(mode)) {
            return new Switched.NotReady();
        }
        store.setMode(tenant.id(), mode);
        return new Switched.Done();
    }

    /** The tenant with this id, if there is one. */
    public Optional<Tenant> tenant(TenantId id) {
        return store.find(id);
    }
}
