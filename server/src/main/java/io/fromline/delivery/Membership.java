package io.fromline.delivery;

import io.fromline.queue.DeliveryQueue;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this node is alive, and takes over from nodes that are not.
 *
 * <p>It judges nobody unless it has been in touch with the database itself for longer than the others need to come back to it: after the
 * database was away for everybody, all go on as they were. For one thread.
 */
final class Membership {

    /** Three signs of life may go missing before others take over. */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);

    /** Who was cut off tries again with pauses of up to ten seconds. */
    private static final Duration IN_TOUCH = Duration.ofSeconds(12);

    /** Claims may still be committed in the name of a node after it was given up. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final Node node;
    private final DeliveryQueue queue;
    private boolean alone;
    private Instant lastSign = Instant.MIN;
    private Instant inTouchSince = Instant.MAX;
    private Instant lastSwept = Instant.MIN;

    /** @param alone whether no other node can be alive at this moment */
    Membership(Node node, DeliveryQueue queue, boolean alone) {
        this.node = node;
        this.queue = queue;
        this.alone = alone;
    }

    /**
     * Gives a sign of life when one is due.
     *
     * @param givenUp what is to be done when this node was given up, before it goes on as another
     * @return whether one was due
     */
    boolean sign(Runnable givenUp) {
        var now = node.now();
        if (lastSign.isAfter(now.minus(SIGN_OF_LIFE)) && !lastSign.isAfter(now)) {
            return false;
        }
        if (!node.countedOn(now)) {
            inTouchSince = now;
        }
        var until = now.plus(Node.LEASE);
        int nodes = queue.keepAlive(node.id(), now, until);
        if (nodes == 0) {
            LOG.warn(
                    "this node was not heard of for too long; it goes on as another, and what it had taken is attempted again");
            givenUp.run();
            node.reborn();
            nodes = queue.keepAlive(node.id(), now, until);
        }
        node.alive(until, nodes);
        lastSign = now;
        return true;
    }

    /** Takes back what nodes had claimed that are gone. */
    void takeOver() {
        var now = node.now();
        boolean judges = alone || !now.minus(IN_TOUCH).isBefore(inTouchSince);
        if (!judges || !alone && lastSwept.isAfter(now.minus(STRAGGLERS)) && !queue.anyLate(node.id(), now)) {
            return;
        }
        int recovered = queue.recover(node.id(), now, alone);
        alone = false;
        lastSwept = now;
        if (recovered > 0) {
            LOG.warn("{} deliveries were under way when a process ended; they are attempted again", recovered);
        }
    }
}
