package io.fromline.submission;

import io.fromline.mail.NamedMailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.LiveRelays;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides as whom a tenant's mail leaves that takes another way than its own, where its tenant chose so.
 *
 * <p>Over the second relay it is that relay's sender; over the platform's it is the platform's address under the tenant's name, and
 * replies go where the mail would have come from.
 */
public final class OtherSenders {

    private final LiveRelays relays;
    private final Tenants tenants;
    private final Supplier<Optional<NamedMailbox>> defaultSender;

    /** @param defaultSender the platform's own, {@code {tenant}} in its name standing for the tenant's */
    public OtherSenders(LiveRelays relays, Tenants tenants, Supplier<Optional<NamedMailbox>> defaultSender) {
        this.relays = relays;
        this.tenants = tenants;
        this.defaultSender = defaultSender;
    }

    /** As whom mail was to leave over the tenant's own relay, and where replies were to go. */
    public record Own(NamedMailbox from, @Nullable NamedMailbox replyTo) {

        public static Own of(Decision decision) {
            return new Own(decision.from(), decision.replyTo());
        }
    }

    /** Over the second relay, while there is one and the plan has it; under its own name where the address is the same. */
    public Optional<Decision> bySecond(Tenant tenant, Own own) {
        var plan = tenants.planOf(tenant);
        return relays.standby(tenant.id())
                .filter(relay -> plan.allows(Mode.CUSTOM))
                .map(relay -> {
                    var settings = relay.settings();
                    var sender = settings.sender();
                    boolean same = sender.mailbox().equals(own.from().mailbox());
                    return new Decision(
                            Mode.CUSTOM,
                            same ? own.from() : sender,
                            null,
                            settings.replyTo() == null ? null : new NamedMailbox("", settings.replyTo()),
                            sender.mailbox(),
                            way(relay),
                            plan.name(),
                            List.of());
                });
    }

    /** Over the platform's relay, once tenants' mail can leave by it. */
    public Optional<Decision> byPlatform(Tenant tenant, Own own) {
        return defaultSender
                .get()
                .flatMap(sender -> relays.platform()
                        .map(relay -> new Decision(
                                Mode.DEFAULT,
                                new NamedMailbox(named(sender, tenant), sender.mailbox()),
                                null,
                                own.replyTo() == null ? own.from() : own.replyTo(),
                                sender.mailbox(),
                                way(relay),
                                tenants.planOf(tenant).name(),
                                List.of())));
    }

    private static String named(NamedMailbox sender, Tenant tenant) {
        return sender.name().contains("{tenant}") ? sender.name().replace("{tenant}", tenant.name()) : tenant.name();
    }

    private static Decision.Way way(LiveRelay relay) {
        return new Decision.Way(
                new Route(relay.owner(), relay.id()),
                relay.version(),
                relay.settings().driver().server());
    }
}
