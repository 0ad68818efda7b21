package io.fromline.queue;

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
     * @param busy lanes that are to be left out
     * @param until when the claims end by themselves, as after a crash
     */
    List<Claim> claim(UUID node, Instant now, Instant until, Share share, Set<Lane> busy);

    /**
     * How much to take at once.
     *
     * @param perLane of each lane
     * @param total of all lanes
     */
    record Share(int perLane, int total) {}

    /** The bytes of a submission's message, if it still exists. */
    Optional<StoredMessage> message(Claim claim);

    /** A message as stored. */
    @SuppressWarnings("ArrayRecordComponent")
    record StoredMessage(String messageId, byte[] bytes) {}

    /**
     * Writes the attempt and what follows from it; when the relay is to be held, holds it and all its mail.
     *
     * @return whether this settlement was the one that held the relay
     */
    boolean settle(UUID node, Claim claim, Attempt attempt, Next next);

    /** Gives back claims that were not attempted. */
    void giveBack(UUID node, Collection<Claim> claims);

    /** Prolongs this node's claims. */
    void prolong(UUID node, Instant until);

    /**
     * Takes back deliveries whose claim has ended, or which another process claimed when this is the only one; each
     * gets an attempt marked as interrupted, because it may have been handed over.
     *
     * @param alone whether no other node can be alive
     * @return how many
     */
    int recover(UUID node, Instant now, boolean alone);

    /** Does the same for claims of this node whose attempt broke off without being settled. */
    void interrupted(UUID node, Instant now, Collection<Claim> claims);
}
