package io.fromline.delivery;

import io.fromline.delivery.DeliveryWorker.Tale;
import io.fromline.driver.Session;
import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.pacing.Verdict;
import io.fromline.queue.Claim;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.MailTransaction.StoredMessage;
import io.fromline.relay.LiveRelay;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's pacing let through, on its way over one session after the other.
 *
 * <p>Each message is let through before it is offered, and pacing is told once that it has come to an end: settled, given back, or
 * interrupted.
 */
final class Stream {

    /** A server that leaves says so with this code (RFC 5321 §3.8). */
    private static final int LEAVING = 421;

    /** Sessions in a row that settled nothing of what they were offered. */
    private static final int MOST_FRUITLESS = 3;

    private final Connection connection;
    private final DeliveryWorker worker;
    private final Deque<Admitted> admitted = new ArrayDeque<>();
    private final Set<UnderWay> underWay = new LinkedHashSet<>();
    private @Nullable MailTransaction carried;
    private boolean begun;
    private int fruitless;

    Stream(Connection connection) {
        this.connection = connection;
        this.worker = connection.worker;
    }

    private record Admitted(LiveRelay live, MailTransaction transaction, StoredMessage message) {}

    /** Pacing let it through. */
    void admitted(LiveRelay live, MailTransaction transaction, StoredMessage message) {
        begun = true;
        admitted.add(new Admitted(live, transaction, message));
    }

    boolean hasAdmitted() {
        return !admitted.isEmpty();
    }

    /** What was taken from the outlet and could not follow, if anything: it is the next to be looked at. */
    @Nullable
    MailTransaction carried() {
        var next = carried;
        carried = null;
        begun = false;
        if (next != null && connection.outlet.stopped()) {
            worker.after.returns().giveBack(next.claims());
            return null;
        }
        return next;
    }

    /** What was let through and not offered, or left: it ends here. */
    List<MailTransaction> taken() {
        var all = List.copyOf(admitted);
        admitted.clear();
        all.forEach(one -> ended(one, 0));
        return all.stream().map(Admitted::transaction).toList();
    }

    /**
     * Offers what was let through, and what may follow it.
     *
     * @param tale of the first
     */
    void over(LiveRelay live, Session session, Tale tale) {
        fruitless++;
        var first = new ArrayDeque<>(List.of(tale));
        session.send(() -> offer(live, first));
        if (connection.outlet.stopped()) {
            worker.after.returns().giveBack(claims(taken()));
        } else if (fruitless >= MOST_FRUITLESS && hasAdmitted()) {
            var gone = new Outcome.Deferred(Fault.of(Fault.Scope.RELAY, Phase.SENDER, Fault.Kind.CLOSED));
            var result = Result.of(gone, live.settings().provider(), worker.handing.diagnoser());
            claims(taken()).forEach(claim -> connection.settle(claim, live, connection.following(), result));
        }
    }

    private @Nullable Consignment offer(LiveRelay live, Deque<Tale> first) {
        var next = admitted.isEmpty() ? follow(live) : admitted.poll();
        if (next == null) {
            return null;
        }
        var offered = new UnderWay(next, first.isEmpty() ? connection.following() : first.pop());
        underWay.add(offered);
        connection.offered();
        return offered;
    }

    /** Let through as the first was; what can't go now, or only with trouble, is looked at by itself. */
    private @Nullable Admitted follow(LiveRelay live) {
        var next = carried == null ? connection.follow(live) : null;
        if (next == null) {
            return null;
        }
        try {
            var message = connection.message(next);
            if (worker.handing.pacing().admit(live, next.claims().size()) instanceof Verdict.Now) {
                return new Admitted(live, next, message);
            }
        } catch (RuntimeException _) {
            // it comes again where it concerns nobody else
        }
        carried = next;
        return null;
    }

    /**
     * Something broke in the middle: what is under way may have been handed over, the rest was not begun.
     *
     * @param taken what was being looked at, if it did not come as far as here
     */
    void broken(MailTransaction taken) {
        var returns = worker.after.returns();
        if (!begun) {
            returns.interrupted(taken.claims());
        }
        underWay.forEach(one -> ended(one.admitted, 0));
        returns.interrupted(
                claims(underWay.stream().map(one -> one.admitted.transaction()).toList()));
        underWay.clear();
        returns.giveBack(claims(taken()));
        var next = carried;
        carried = null;
        if (next != null) {
            returns.giveBack(next.claims());
        }
    }

    private void ended(Admitted one, int taken) {
        worker.handing.pacing().ended(one.live(), one.transaction().claims().size(), taken);
    }

    private static List<Claim> claims(Collection<MailTransaction> transactions) {
        return transactions.stream()
                .flatMap(transaction -> transaction.claims().stream())
                .toList();
    }

    private static boolean hadLeft(Outcome outcome) {
        return outcome instanceof Outcome.Deferred(Fault fault)
                && fault.phase() == Phase.SENDER
                && (fault.kind() == Fault.Kind.CLOSED
                        || fault.reply() != null && fault.reply().code() == LEAVING);
    }

    /** One message that was offered to a session. */
    private final class UnderWay implements Consignment {

        private final Admitted admitted;
        private final Tale tale;

        UnderWay(Admitted admitted, Tale tale) {
            this.admitted = admitted;
            this.tale = tale;
        }

        @Override
        public Envelope envelope() {
            var claims = admitted.transaction().claims();
            var returnPath = admitted.transaction().first().returnPath();
            return new Envelope(
                    returnPath.isEmpty() ? null : Mailbox.of(returnPath),
                    claims.stream().map(Claim::recipient).toList());
        }

        @Override
        public Message message() {
            return new Message(
                    admitted.message().messageId(), admitted.message().bytes());
        }

        @Override
        public Conversation conversation() {
            return tale.recorder();
        }

        @Override
        public void settled(Map<Mailbox, Outcome> outcomes) {
            if (!connection.first(tale) && outcomes.values().stream().allMatch(Stream::hadLeft)) {
                // Servers end connections that rest; that is nobody's failure, and no attempt.
                left();
                return;
            }
            int taken = 0;
            var live = admitted.live();
            for (var claim : admitted.transaction().claims()) {
                var outcome = outcomes.get(claim.recipient());
                if (outcome == null) {
                    throw new IllegalStateException("the driver left out " + claim.recipient());
                }
                var result = Result.of(outcome, live.settings().provider(), worker.handing.diagnoser());
                taken += outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Uncertain ? 1 : 0;
                connection.settle(claim, live, tale, result);
            }
            fruitless = 0;
            underWay.remove(this);
            ended(admitted, taken);
        }

        @Override
        public void left() {
            underWay.remove(this);
            Stream.this.admitted.add(admitted);
        }
    }
}
