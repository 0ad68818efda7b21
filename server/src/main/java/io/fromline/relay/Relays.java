package io.fromline.relay;

import io.fromline.queue.WaitingMail;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of a relay: drafted, tested, activated, restored, removed.
 *
 * <p>Nothing becomes live that has not passed a test exactly as it is, and what is live keeps sending until then.
 */
public final class Relays {

    private final RelayStore store;
    private final WaitingMail waiting;
    private final TestMessages tests;
    private final WaitingResend resend;
    private final InstantSource clock;

    public Relays(
            RelayStore store, WaitingMail waiting, TestMessages tests, WaitingResend resend, InstantSource clock) {
        this.store = store;
        this.waiting = waiting;
        this.tests = tests;
        this.resend = resend;
        this.clock = clock;
    }

    public List<Relay> list(TenantId owner) {
        return store.list(owner);
    }

    public Optional<Relay> find(TenantId owner, UUID id) {
        return store.relay(owner, id);
    }

    /** Keeps checked settings as a new draft. */
    public Relay draft(TenantId owner, RelaySettings settings) {
        var id = Ids.next();
        store.insertDraft(owner, id, settings, clock.instant());
        return store.relay(owner, id).orElseThrow();
    }

    /** Keeps checked settings as this relay's draft; nothing changes when they are the ones it has. */
    public Relay edit(Relay relay, RelaySettings settings) {
        if (!settings.equals(relay.draft())) {
            store.saveDraft(relay.owner(), relay.id(), settings);
        }
        return store.relay(relay.owner(), relay.id()).orElseThrow();
    }

    /** Sends a test message with the draft's settings, or the live ones when there is no draft. */
    public TestMessages.Verdict test(
            Relay relay, TestMessages.Recipients recipients, Consumer<TestMessages.Step> progress) {
        var order = new TestMessages.Order(relay.owner(), relay.id(), relay.worked(), recipients);
        var verdict = tests.send(order, progress);
        var revision = relay.draftRevision();
        if (verdict.passed() && revision != null) {
            store.markTested(relay.owner(), relay.id(), revision, clock.instant());
        }
        return verdict;
    }

    /**
     * Makes the tested draft live, or, where nothing is being edited, the settings that were live already; false when exactly
     * these settings have not passed a test.
     */
    public boolean activate(Relay relay) {
        boolean active = relay.draft() == null && relay.live() != null
                ? store.reactivate(relay.owner(), relay.id())
                : store.activate(relay.owner(), relay.id());
        if (active) {
            release(relay);
        }
        return active;
    }

    /** Undoes the last swap of the owner; false when there is nothing to go back to. */
    public boolean restore(TenantId owner) {
        boolean restored = store.restore(owner);
        if (restored) {
            store.list(owner).stream()
                    .filter(relay -> relay.state() == Relay.State.ACTIVE)
                    .forEach(this::release);
        }
        return restored;
    }

    /** Lets it stand by as the second one; false when it is the one in use, or exactly these settings have not passed a test. */
    public boolean standBy(Relay relay) {
        boolean standsBy = store.standBy(relay.owner(), relay.id());
        if (standsBy) {
            release(relay);
        }
        return standsBy;
    }

    /** Ends that it stands by; what was to leave over it still does. False when it does not stand by. */
    public boolean standDown(Relay relay) {
        return store.standDown(relay.owner(), relay.id());
    }

    private void release(Relay relay) {
        store.relay(relay.owner(), relay.id())
                .filter(now -> now.held() == null)
                .ifPresent(now -> waiting.release(route(now)));
    }

    /** Stops it: its mail is accepted and waits; false when it is held already. An operator's stop takes the place of any hold. */
    public boolean stop(Relay relay, StoppedBy who) {
        boolean stopped = store.stop(relay.owner(), relay.id(), who, clock.instant());
        if (stopped) {
            waiting.hold(route(relay));
        }
        return stopped;
    }

    /** Lets a held relay send again; false when it was not held, or somebody else's stop holds it still. */
    public boolean resume(Relay relay, StoppedBy who) {
        boolean resumed = store.resume(relay.owner(), relay.id(), who);
        if (resumed) {
            waiting.release(route(relay));
        }
        return resumed;
    }

    /** Ends a rest early and makes all that waits due now; one message goes first where it was not reached. False when it is held. */
    public boolean retryNow(Relay relay) {
        if (relay.held() != null) {
            return false;
        }
        store.endRest(relay.owner(), relay.id());
        waiting.release(route(relay));
        return true;
    }

    /** What to do with mail that waits for a relay which is to be removed. */
    public enum Queued {
        /** Send it anew by the way that the tenant's mail leaves then. */
        RESEND,
        /** Cancel it. */
        CANCEL
    }

    /** What became of a removal. */
    public sealed interface Removal {

        record Removed() implements Removal {}

        /** Mail waits for it, and nobody said what to do with that. */
        record MailWaits(int count) implements Removal {}
    }

    /** Mail that waits for a relay which is gone. */
    public record Orphaned(UUID relay, int count) {}

    /** The tenant's mail whose relay is gone without a word on what shall become of it. */
    public Optional<Orphaned> orphaned(TenantId tenant) {
        return waiting.orphaned(tenant).map(mail -> new Orphaned(mail.relay(), mail.count()));
    }

    /** Does as the tenant decided with mail whose relay is gone; returns how many still wait, having no way to leave now. */
    public int decide(TenantId tenant, UUID removed, Queued choice) {
        var route = new Route(tenant, removed);
        switch (choice) {
            case RESEND -> resend.resend(tenant, removed);
            case CANCEL -> waiting.cancel(tenant, route);
        }
        return waiting.count(tenant, route);
    }

    /**
     * Removes a relay with its secrets.
     *
     * <p>A tenant's mail that cannot leave another way stays, and the tenant is asked again. The platform's relay carries many
     * tenants' mail: that only moves to another relay of the platform's, which sends it as it is.
     */
    public Removal remove(Relay relay, @Nullable Queued queued) {
        if (relay.owner().isPlatform()) {
            return removeThePlatforms(relay, queued);
        }
        int count = waiting.count(relay.owner(), route(relay));
        if (count > 0 && queued == null) {
            return new Removal.MailWaits(count);
        }
        store.remove(relay.owner(), relay.id());
        if (queued != null) {
            decide(relay.owner(), relay.id(), queued);
        }
        return new Removal.Removed();
    }

    private Removal removeThePlatforms(Relay relay, @Nullable Queued queued) {
        var route = route(relay);
        switch (queued) {
            case null -> {}
            case CANCEL -> waiting.cancel(route);
            case RESEND ->
                store.platform()
                        .filter(other -> !other.id().equals(relay.id()))
                        .ifPresent(other -> waiting.move(route, other.id()));
        }
        int count = waiting.count(route);
        if (count > 0) {
            return new Removal.MailWaits(count);
        }
        store.remove(relay.owner(), relay.id());
        return new Removal.Removed();
    }

    private static Route route(Relay relay) {
        return new Route(relay.owner(), relay.id());
    }
}
