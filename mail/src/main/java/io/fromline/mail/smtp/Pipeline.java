package io.fromline.mail.smtp;

import io.fromline.mail.Consignment;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.smtp.Manners.Trusted;
import io.fromline.mail.smtp.Script.Form;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands over one message after the other, the next on its way before the one before it is answered, as far as the server is good for it.
 *
 * <p>With PIPELINING the envelope of the next message travels with the body of the one before (RFC 2920); with CHUNKING up to {@link
 * #WINDOW} whole messages are under way (RFC 3030). No message fails because of it or is sent twice: one whose end did not leave is
 * {@link Consignment#left}, and the server is asked less of for a while.
 */
final class Pipeline {

    /** So many messages may be under way … */
    static final int WINDOW = 8;

    /** … of so many octets together … */
    static final int WINDOW_OCTETS = 256 << 10;

    /**
     * … with so many commands, whose replies fit into a socket's buffers, even if each is as long as a reply may be: both sides can't wait
     * for each other to read.
     */
    static final int WINDOW_COMMANDS = 100;

    private static final int GROUP = 50;

    private final SmtpSession session;
    private final SmtpConnection connection;
    private final Timeouts timeouts;
    private final Offers offers;
    private final Deque<Transaction> flight = new ArrayDeque<>();
    /** Taken, but not told: replies to the next envelope may show that it was not this that was answered. */
    private @Nullable Transaction held;

    /** Whether a message came while another was under way: then it is worth asking for chunks. */
    private boolean followed;

    Pipeline(SmtpSession session, Supplier<@Nullable Consignment> source) {
        this.session = session;
        this.connection = session.connection();
        this.timeouts = session.timeouts();
        this.offers = new Offers(source, session.capabilities());
    }

    /** Goes on until the source has nothing more or the connection is of no more use. */
    void run() {
        for (var next = offers.peek(); next != null; next = offers.peek()) {
            connection.conversation(next.consignment().conversation());
            if (!session.stands()) {
                offers.take().consignment().left();
                return;
            }
            try {
                var first = offers.take();
                if (chunks(first) && (session.chunksProven() || followed || offers.peek() != null)) {
                    window(first);
                } else {
                    inTurn(new Transaction(session, first, Form.DATA, false));
                }
            } catch (Broken e) {
                breakOff(e);
            }
            if (session.serverLeaves()) {
                connection.close();
            }
            if (connection.broken()) {
                break;
            }
        }
        offers.leave();
        connection.rest();
    }

    private boolean chunks(Prepared message) {
        return session.trusts(Trusted.CHUNKS) && message.bytes().chunked() > 1;
    }

    /** One after the other by DATA, the next envelope with the body where groups are taken. */
    private void inTurn(Transaction first) throws Broken {
        Transaction current = first;
        flight.add(current);
        while (current != null) {
            hearEnvelope(current);
            confirmHeld();
            if (!current.invited() || session.serverLeaves()) {
                ended(current);
                return;
            }
            current.sayMessage();
            var next = overlapping();
            connection.flush(timeouts.command());
            current.hear();
            session.noted(current);
            flight.remove(current);
            if (next == null) {
                tell(current);
            } else if (session.serverLeaves()) {
                tell(current);
                throw new Broken(Kind.CLOSED);
            } else {
                held = current;
            }
            current = next;
        }
    }

    /** The next message's envelope, said already. */
    private @Nullable Transaction overlapping() throws Broken {
        if (!session.trusts(Trusted.GROUPS)) {
            return null;
        }
        var next = offers.peek();
        followed |= next != null;
        if (next == null || next.tried().size() > GROUP - 2 || chunks(next)) {
            return null;
        }
        var transaction = new Transaction(session, offers.take(), Form.DATA, false);
        flight.add(transaction);
        transaction.say(GROUP);
        return transaction;
    }

    /** In groups where the server takes groups. */
    private void hearEnvelope(Transaction current) throws Broken {
        int group = session.trusts(Trusted.GROUPS) ? GROUP : 1;
        while (!current.envelopeHeard() && !session.serverLeaves()) {
            if (!current.outstanding()) {
                current.say(group);
                connection.flush(timeouts.command());
            }
            current.hear();
            session.noted(current);
        }
    }

    /** Several messages as a whole before the first is answered. */
    private void window(Prepared first) throws Broken {
        if (!session.chunksProven() || !fits(first)) {
            if (!ask(first)) {
                return;
            }
        } else {
            launch(first);
        }
        while (true) {
            fill();
            var oldest = flight.peek();
            if (oldest == null) {
                return;
            }
            if (!connection.replyBuffered()) {
                connection.flush(timeouts.command());
            }
            oldest.hear();
            session.noted(oldest);
            if (oldest.heardOut()) {
                ended(oldest);
            }
        }
    }

    /** Whether the server takes chunks: then the rest of this message is said, and may be followed. */
    private boolean ask(Prepared first) throws Broken {
        var asking = new Transaction(session, first, Form.ASKING, false);
        flight.add(asking);
        hearEnvelope(asking);
        if (asking.declined()) {
            session.lapsed(Trusted.GROUPS);
            flight.remove(asking);
            session.noted(asking);
            if (session.stands()) {
                inTurn(asking.withoutChunks());
            } else {
                asking.leave();
            }
            return false;
        }
        if (!asking.invited() || asking.over() || session.serverLeaves()) {
            ended(asking);
            return false;
        }
        session.chunksTaken();
        asking.sayMessage();
        return true;
    }

    private void fill() throws Broken {
        while (session.trusts(Trusted.CHUNKS) && !session.serverLeaves() && flight.size() < WINDOW) {
            var next = offers.peek();
            if (next == null || !chunks(next) || !fits(next)) {
                return;
            }
            launch(offers.take());
        }
    }

    private void launch(Prepared message) throws Broken {
        var transaction = new Transaction(session, message, Form.CHUNK, !flight.isEmpty());
        flight.add(transaction);
        transaction.say(WINDOW_COMMANDS);
    }

    private boolean fits(Prepared next) {
        int octets = next.bytes().size();
        int commands = next.tried().size() + 3;
        for (var transaction : flight) {
            octets += transaction.size();
            commands += transaction.commands();
        }
        return octets <= WINDOW_OCTETS && commands <= WINDOW_COMMANDS;
    }

    private void ended(Transaction transaction) {
        flight.remove(transaction);
        session.noted(transaction);
        tell(transaction);
    }

    private void tell(Transaction transaction) {
        if (transaction.declined()) {
            session.lapsed(Trusted.GROUPS);
            transaction.leave();
        } else {
            transaction.tell();
        }
    }

    private void confirmHeld() {
        var taken = held;
        held = null;
        if (taken != null) {
            taken.tell();
        }
    }

    /** Who was answered keeps the answer; who may have been taken is uncertain; the others have not been begun. */
    private void breakOff(Broken broken) {
        boolean overlapped = held != null || flight.size() > 1;
        boolean own = held == null && !session.serverLeaves(); // the first under way has nobody else to blame
        if (held != null && flight.stream().anyMatch(Transaction::outOfStep)) {
            held.doubt();
        }
        confirmHeld();
        for (var transaction : flight) {
            boolean begun = own && !transaction.askingForChunks() || transaction.passed() && !session.serverLeaves();
            if (transaction.over() || begun) {
                transaction.breakOff(broken.kind());
                transaction.tell();
            } else {
                transaction.leave();
            }
            own = false;
        }
        learn(overlapped, broken.kind());
        flight.clear();
        connection.close();
    }

    /** What may have gone wrong because of how it was asked is asked otherwise next time. */
    private void learn(boolean overlapped, Kind kind) {
        if (session.serverLeaves()) {
            return;
        }
        if (session.chunksProven() || flight.stream().anyMatch(Transaction::askingForChunks)) {
            session.lapsed(Trusted.GROUPS);
        } else if (overlapped || kind == Kind.PROTOCOL) {
            session.lapsed(Trusted.ONE_BY_ONE);
        }
    }
}
