package io.fromline.submission;

import io.fromline.identity.IdentityStore;
import io.fromline.identity.SenderIdentity;
import io.fromline.mail.NamedMailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.LiveRelays;
import io.fromline.relay.RelaySettings;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides as whom and by which way a tenant's mail leaves, and says why.
 *
 * <p>A tenant's own identity and relay are used by that tenant only; nothing falls back to another mode but by the plan.
 */
public final class Senders {

    private final IdentityStore identities;
    private final LiveRelays relays;
    private final Supplier<Optional<NamedMailbox>> defaultSender;

    /** @param defaultSender the platform's own, {@code {tenant}} in its name standing for the tenant's */
    public Senders(IdentityStore identities, LiveRelays relays, Supplier<Optional<NamedMailbox>> defaultSender) {
        this.identities = identities;
        this.relays = relays;
        this.defaultSender = defaultSender;
    }

    /** The way of the tenant's mail now; empty when what its mode needs is missing, as before the platform has a relay. */
    public Optional<Decision> decide(Tenant tenant, Plan plan) {
        var reasons = new ArrayList<String>();
        var mode = tenant.effectiveMode(plan);
        reasons.add(mode == tenant.mode() ? "mode_chosen" : "plan_lacks_mode");
        return switch (mode) {
            case CUSTOM -> custom(tenant, plan, reasons);
            case BRANDED -> branded(tenant, plan, reasons);
            case DEFAULT -> byPlatform(tenant, plan, reasons);
        };
    }

    /** The way of Fromline's own mail: the platform's sender over the platform's relay, whatever tenants chose. */
    public Optional<Decision> ofThePlatform() {
        return defaultSender
                .get()
                .flatMap(sender -> relays.platform().map(relay -> {
                    var name = PlatformName.of(sender.name());
                    return new Decision(
                            Mode.DEFAULT,
                            new NamedMailbox(name, sender.mailbox()),
                            null,
                            null,
                            sender.mailbox(),
                            way(relay),
                            "",
                            List.of("own_mail", "platform_relay"));
                }));
    }

    private Optional<Decision> byPlatform(Tenant tenant, Plan plan, List<String> reasons) {
        var replyTo = Optional.ofNullable(tenant.contact()).map(mailbox -> new NamedMailbox(tenant.name(), mailbox));
        return defaultSender
                .get()
                .flatMap(sender -> relays.platform().map(relay -> {
                    var name = sender.name().replace("{tenant}", tenant.name());
                    return new Decision(
                            Mode.DEFAULT,
                            new NamedMailbox(name, sender.mailbox()),
                            null,
                            replyTo.orElse(null),
                            sender.mailbox(),
                            way(relay),
                            plan.name(),
                            with(reasons, "platform_relay"));
                }));
    }

    private Optional<Decision> branded(Tenant tenant, Plan plan, List<String> reasons) {
        return identities
                .current(tenant.id())
                .flatMap(identity -> defaultSender
                        .get()
                        .flatMap(sender -> relays.platform()
                                .map(relay -> new Decision(
                                        Mode.BRANDED,
                                        from(identity),
                                        sender.mailbox(),
                                        null,
                                        sender.mailbox(),
                                        way(relay),
                                        plan.name(),
                                        with(reasons, "verified_address")))));
    }

    private static NamedMailbox from(SenderIdentity identity) {
        return new NamedMailbox(identity.name(), identity.address());
    }

    private Optional<Decision> custom(Tenant tenant, Plan plan, List<String> reasons) {
        return Optional.ofNullable(tenant.activeRelay())
                .flatMap(id -> relays.find(tenant.id(), id))
                .map(relay -> custom(relay, plan, reasons));
    }

    private static Decision custom(LiveRelay relay, Plan plan, List<String> reasons) {
        var settings = relay.settings();
        var replyTo = settings.replyTo() == null ? null : new NamedMailbox("", settings.replyTo());
        return new Decision(
                Mode.CUSTOM,
                settings.sender(),
                null,
                replyTo,
                settings.sender().mailbox(),
                way(relay),
                plan.name(),
                with(reasons, "own_relay"));
    }

    private static Decision.Way way(LiveRelay relay) {
        return new Decision.Way(new Route(relay.owner(), relay.id()), relay.version(), server(relay.settings()));
    }

    private static String server(RelaySettings settings) {
        return settings.driver().server();
    }

    private static List<String> with(List<String> reasons, String last) {
        var all = new ArrayList<>(reasons);
        all.add(last);
        return all;
    }
}
