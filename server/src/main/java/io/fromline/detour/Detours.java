package io.fromline.detour;

import io.fromline.detour.DetourPolicy.Mail;
import io.fromline.detour.DetourPolicy.Verdict;
import io.fromline.detour.DetourStore.Move;
import io.fromline.detour.DetourStore.Troubled;
import io.fromline.detour.DetourStore.Waiting;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.HandOver;
import io.fromline.queue.Lane;
import io.fromline.submission.Decision;
import io.fromline.submission.MessageClass;
import io.fromline.submission.OtherSenders;
import io.fromline.submission.Rendering;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for mail whose own relay takes none now and whose tenant chose another way for that, and lets it leave by that way.
 *
 * <p>A delivery takes one detour at most. What was submitted stays as it is: the other way has a rendering of its own, with the same
 * Message-ID. Of several nodes one looks round at a time.
 */
public final class Detours {

    /** How long a node that has fallen silent keeps the others from taking over. */
    private static final Duration LEAD = Duration.ofSeconds(30);

    private static final int PAGE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    /** For asking whether there is a way at all. */
    private static final OtherSenders.Own ANYBODY =
            new OtherSenders.Own(new NamedMailbox("", Mailbox.of("anybody@fromline.invalid")), null);

    private static final Logger LOG = LoggerFactory.getLogger(Detours.class);

    private final UUID node;
    private final DetourStore store;
    private final Ways ways;
    private final Queue queue;
    private final InstantSource clock;

    public Detours(UUID node, DetourStore store, Ways ways, Queue queue, InstantSource clock) {
        this.node = node;
        this.store = store;
        this.ways = ways;
        this.queue = queue;
        this.clock = clock;
    }

    /** Whose mail it is, and how else it may leave. */
    public record Ways(TenantStore tenants, OtherSenders senders) {}

    /** Where mail that took another way goes on. */
    public record Queue(DeliveryQueue deliveries, HandOver handOver) {}

    /** One round; returns how many deliveries took another way. */
    public synchronized int lookRound() {
        var now = clock.instant();
        var troubled = store.troubled(now);
        if (troubled.isEmpty() || !store.lead(node, now, now.plus(LEAD))) {
            return 0;
        }
        int moved = 0;
        for (var relay : troubled) {
            moved += ways.tenants()
                    .find(relay.route().owner())
                    .map(tenant -> look(tenant, relay, now))
                    .orElse(0);
        }
        return moved;
    }

    /** The more urgent first. */
    private int look(Tenant tenant, Troubled relay, Instant now) {
        var open = open(tenant, relay.choices(), now);
        int moved = 0;
        for (var messageClass : MessageClass.values()) {
            if (verdict(relay, messageClass, false, open, now) instanceof Verdict.Take take) {
                moved += move(tenant, relay, messageClass, take, now);
            }
        }
        return moved;
    }

    private static Verdict verdict(
            Troubled relay, MessageClass messageClass, boolean uncertain, Set<Way> open, Instant now) {
        return DetourPolicy.decide(relay.choices(), relay.condition(), new Mail(messageClass, uncertain), open, now);
    }

    /** The ways of those chosen that are there and take mail now. */
    private Set<Way> open(Tenant tenant, Choices choices, Instant now) {
        var open = EnumSet.noneOf(Way.class);
        for (var way : Way.values()) {
            boolean takesMail = choices.use(way)
                    && decision(tenant, ANYBODY, way)
                            .filter(by -> queue.deliveries().open(by.way().route(), now))
                            .isPresent();
            if (takesMail) {
                open.add(way);
            }
        }
        return open;
    }

    private Optional<Decision> decision(Tenant tenant, OtherSenders.Own own, Way way) {
        return switch (way) {
            case WAIT -> Optional.empty();
            case SECOND -> ways.senders().bySecond(tenant, own);
            case PLATFORM -> ways.senders().byPlatform(tenant, own);
        };
    }

    private int move(Tenant tenant, Troubled relay, MessageClass messageClass, Verdict.Take take, Instant now) {
        int moved = 0;
        var after = FIRST;
        for (var page = page(relay, messageClass, after); !page.isEmpty(); page = page(relay, messageClass, after)) {
            after = page.getLast().delivery();
            var going = page.stream()
                    .filter(waiting -> verdict(relay, messageClass, waiting.uncertain(), Set.of(take.way()), now)
                            instanceof Verdict.Take)
                    .toList();
            moved += going.isEmpty() ? 0 : take(tenant, relay, going, take, now);
        }
        if (moved > 0) {
            LOG.info(
                    "{} {} deliveries of {} leave by {} instead of {}: {}",
                    moved,
                    messageClass.label(),
                    tenant.id(),
                    take.way().label(),
                    relay.server(),
                    take.cause());
        }
        return moved;
    }

    private List<Waiting> page(Troubled relay, MessageClass messageClass, UUID after) {
        return store.waiting(relay.route(), messageClass, after, PAGE);
    }

    private int take(Tenant tenant, Troubled relay, List<Waiting> going, Verdict.Take take, Instant now) {
        var submissions = going.stream().map(Waiting::submission).distinct().toList();
        Decision.Way to = null;
        var renderings = new ArrayList<Rendering>();
        for (var original : store.originals(tenant.id(), submissions)) {
            var decision = decision(tenant, OtherSenders.Own.of(original.decision()), take.way());
            if (decision.isPresent()) {
                to = decision.get().way();
                renderings.add(Rendering.of(
                        original.submission(), original.header(), original.replyToAsked(), decision.get()));
            }
        }
        if (to == null) {
            return 0;
        }
        int moved = store.take(new Move(relay, to, take), going, renderings, now);
        queue.handOver().wake(new Lane(tenant.id(), to.route()));
        return moved;
    }
}
