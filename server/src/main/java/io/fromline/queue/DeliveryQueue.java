package io.fromline.queue;

import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The durable queue of deliveries; each method is one transaction. */
public interface DeliveryQueue {

    /**
     * Takes deliveries that are due, at most so many of each lane, so that no lane's backlog keeps another waiting.
     *
     * <p>Small messages come with them; larger ones are read by {@link #message} when their turn comes.
     *
     * <p>Left out are relays that are held or paused, and lanes that another node holds; lanes that nobody holds are taken with their mail.
     */
    List<MailTransaction> claim(UUID node, Instant now, Share share, Busy busy);

    /** What is to be left out: lanes with enough to do, and relays that just stopped taking mail. */
    record Busy(Set<Lane> lanes, Set<Route> routes) {}

    /** Whether this relay takes mail: neither held nor paused. */
    boolean open(Route route, Instant now);

    /** Whose mail the operator keeps from going over this route; nobody's where it is not the platform's. */
    Set<TenantId> stopped(Route route);

    /**
     * Asks for a lane: it is this node's until it is let go or the node is given up, unless another has it. A shared lane needs no asking,
     * and is open or closed.
     */
    Hold hold(Lane lane, UUID node, Instant now);

    /** Lets lanes go that this node holds and no longer works on. */
    void letGo(Collection<Lane> lanes, UUID node);

    /** Tells these nodes that there is mail for them; who misses it finds the mail by itself, a little later. */
    void wake(Collection<UUID> nodes);

    /**
     * How much to take at once.
     *
     * @param perLane of each lane
     * @param total of all lanes
     */
    record Share(int perLane, int total) {}

    /** The bytes of a submission's message, if it still exists. */
    Optional<StoredMessage> message(Claim claim);

    /**
     * Writes the attempts and what follows from them, all or none; a relay that is to be held is held with all its mail.
     *
     * @return what came of each, in the same order
     */
    List<Settlement.Written> settle(List<Settlement> settlements);

    /** Gives back claims that were not attempted. */
    void giveBack(Collection<Claim> claims);

    /**
     * Says that this node is alive, and will be until then.
     *
     * @return how many nodes are alive, this one included; 0 when it was not heard of for too long: its claims have been, or will be,
     *     taken back
     */
    int keepAlive(UUID node, Instant now, Instant until);

    /** Whether any other node was not heard of for too long, and nobody has taken its claims back yet. */
    boolean anyLate(UUID node, Instant now);

    /** Says that this node ends: its lanes are free, and what it still claims is taken back by others. */
    void leave(UUID node);

    /**
     * Takes back deliveries whose node is gone, or which another process claimed when this is the only one; each gets an
     * attempt marked as interrupted, because it may have been handed over.
     *
     * @param alone whether no other node can be alive
     * @return how many
     */
    int recover(UUID node, Instant now, boolean alone);

    /** Does the same for claims whose attempt broke off without being settled. */
    void interrupted(Instant now, Collection<Claim> claims);
}
