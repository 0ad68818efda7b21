package io.fromline.alert;

import io.fromline.alert.AlertMail.Addressee;
import io.fromline.alert.IncidentPolicy.Change;
import io.fromline.alert.TellingPolicy.Audience;
import io.fromline.alert.TellingPolicy.Telling;
import io.fromline.diagnosis.Causes;
import io.fromline.relay.LiveRelays;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks round for what somebody should know of, and tells them.
 *
 * <p>What it knows stands in the database, so a restart neither forgets an incident nor tells of it anew; of several nodes one
 * looks round at a time. An alert may be mailed twice when the process is killed just after queueing it, but is never lost.
 */
public final class Alerts {

    /** How long a node that has fallen silent keeps the others from taking over. */
    private static final Duration LEAD = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final UUID node;
    private final IncidentStore store;
    private final Sources sources;
    private final Ways ways;
    private final InstantSource clock;

    public Alerts(UUID node, IncidentStore store, Sources sources, Ways ways, InstantSource clock) {
        this.node = node;
        this.store = store;
        this.sources = sources;
        this.ways = ways;
        this.clock = clock;
    }

    /** What it looks at. */
    public record Sources(
            Observations observations,
            Ahead.Lookout ahead,
            Causes causes,
            AlertSettingsStore settings,
            LiveRelays relays) {}

    /** Whom it tells, and how. */
    public record Ways(Addressees addressees, AlertMail mail, Announcer announcer) {}

    /** Who reads what a tenant, or the platform, is told. */
    @FunctionalInterface
    public interface Addressees {

        List<Addressee> of(TenantId tenant, AlertSettings settings);
    }

    /** Tells programs that an incident has opened, or is over; may be asked again for the same. */
    @FunctionalInterface
    public interface Announcer {

        void announce(Incident incident);
    }

    /** One round; does nothing while another node looks after it. */
    public synchronized void lookRound() {
        var now = clock.instant();
        if (!store.lead(node, now, now.plus(LEAD))) {
            return;
        }
        var observed = sources.observations().look(now);
        var met = IncidentPolicy.findings(observed, sources.causes()::concernsRelay, now);
        var ahead = AheadPolicy.findings(sources.ahead().look(now), now);
        var findings = IncidentPolicy.sayingMost(
                Stream.concat(met.stream(), ahead.stream()).toList());
        var changes = IncidentPolicy.changes(store.open(), findings, now);
        if (!changes.isEmpty()) {
            store.apply(changes, now);
            changes.forEach(Alerts::log);
        }
        store.untold().stream().collect(Collectors.groupingBy(Incident::tenant)).forEach(this::tell);
    }

    /** Forgets what is long over. */
    public void prune() {
        store.prune(clock.instant().minus(KEPT));
    }

    private static void log(Change change) {
        switch (change) {
            case Change.Open(var finding) -> {
                var level = finding.tenant().isPlatform() ? Level.ERROR : Level.WARN;
                LOG.atLevel(level)
                        .log(
                                "{} of {} {} ({}): {}",
                                finding.kind().label(),
                                finding.tenant(),
                                finding.subject(),
                                finding.facts().getOrDefault("server", ""),
                                finding.cause());
            }
            case Change.Close close -> {
                var incident = close.incident();
                LOG.info("{} of {} {} is over", incident.kind().label(), incident.tenant(), incident.subject());
            }
            case Change.GoesOn _, Change.Clears _ -> {}
        }
    }

    private void tell(TenantId tenant, List<Incident> untold) {
        for (var incident : untold) {
            boolean opened = incident.told().openedEvent();
            if (!opened || (incident.closedAt() != null && !incident.told().closedEvent())) {
                ways.announcer().announce(incident);
                store.announced(incident);
            }
        }
        mail(tenant, untold.stream().filter(Alerts::mailUndecided).toList());
    }

    private static boolean mailUndecided(Incident incident) {
        return incident.closedAt() == null
                ? !incident.told().alertDone()
                : !incident.told().clearDone();
    }

    private void mail(TenantId tenant, List<Incident> untold) {
        if (untold.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var settings = sources.settings().find(tenant);
        var carrier = sources.relays().platform().map(relay -> relay.id().toString());
        var audience = new Audience(
                settings.kinds(), carrier.orElse(null), store.lastMail(tenant).orElse(null));
        var telling = TellingPolicy.telling(untold, audience, now);
        store.told(telling.needless(), false, now);
        if (telling.mails()) {
            mail(tenant, settings, telling);
        }
    }

    /** Where nobody is to be told it is done; where the platform cannot send yet it is tried again at the next round. */
    private void mail(TenantId tenant, AlertSettings settings, Telling telling) {
        var readers = ways.addressees().of(tenant, settings);
        boolean mailed = false;
        for (var reader : readers) {
            mailed |= ways.mail().send(tenant, reader, telling);
        }
        if (mailed || readers.isEmpty()) {
            store.told(telling.alerts(), mailed, clock.instant());
            store.told(telling.allClears(), mailed, clock.instant());
        }
    }
}
