package io.fromline.mail.smtp;

import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import io.fromline.mail.smtp.Script.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mail transaction (RFC 5321 §3.3): what is said for a message, and what the replies to it mean, in the order in which they come.
 *
 * <p>Says {@link Outcome.Uncertain} from the last octet of the final dot or chunk until its reply, and never before.
 */
final class Transaction {

    /** 421 says that the server closes the connection (RFC 5321 §3.8). */
    static final int GOING_AWAY = 421;

    private final SmtpSession session;
    private final SmtpConnection connection;
    private final Timeouts timeouts;
    private final Prepared prepared;
    private final Script script;
    private final Steps steps;
    private final boolean reset;
    private final Map<Mailbox, Outcome> outcomes;
    private int heard;
    private @Nullable Reply taken;
    private @Nullable Reply refusedFirst;
    private boolean invited;
    private boolean declined;
    private boolean outOfStep;
    private boolean serverLeaves;
    private boolean clean;

    /** @param reset whether RSET goes first */
    Transaction(SmtpSession session, Prepared prepared, Form form, boolean reset) {
        this(session, prepared, form, reset, new Steps(prepared.consignment().conversation(), Phase.SENDER));
    }

    private Transaction(SmtpSession session, Prepared prepared, Form form, boolean reset, Steps steps) {
        this.session = session;
        this.connection = session.connection();
        this.timeouts = session.timeouts();
        this.prepared = prepared;
        this.script = new Script(session, prepared, form, reset);
        this.steps = steps;
        this.reset = reset;
        this.outcomes = new LinkedHashMap<>(prepared.refused());
    }

    /** The same from its beginning, by DATA: the server does not take chunks though it says so. */
    Transaction withoutChunks() {
        steps.enter(Phase.SENDER);
        return new Transaction(session, prepared, Form.DATA, false, steps);
    }

    /** How many commands it has. */
    int commands() {
        return script.commands();
    }

    int size() {
        return prepared.bytes().size();
    }

    /** Buffers so many of its commands at most. */
    void say(int most) throws Broken {
        listen();
        script.say(most);
    }

    /** Buffers what the server has invited, to its end. */
    void sayMessage() throws Broken {
        listen();
        script.sayMessage(taken != null);
    }

    /** Whether a command was said whose reply is still to come. */
    boolean outstanding() {
        return heard < script.said();
    }

    /** Whether every command of the envelope has its reply, or the others need not be said any more. */
    boolean envelopeHeard() {
        return heard >= commands() || over() && !outstanding();
    }

    /** Whether every reply has come that there will be. */
    boolean heardOut() {
        return heard == commands() + (script.form() == Form.CHUNK || !invited ? 0 : 1);
    }

    /** Whether it is to be seen next whether the server takes chunks. */
    boolean askingForChunks() {
        return script.form() == Form.ASKING && !over() && heard == commands() - 1;
    }

    /** Waits for the next reply. */
    void hear() throws Broken {
        listen();
        boolean last = heard >= commands() - (script.form() == Form.CHUNK ? 1 : 0);
        var reply = connection.reply(session.patience(last ? timeouts.data() : timeouts.command()));
        serverLeaves |= reply.code() == GOING_AWAY;
        int command = heard++ - (reset ? 1 : 0);
        if (last) {
            ended(reply);
        } else if (command == 0) {
            sender(reply);
        } else if (command > 0 && command <= prepared.tried().size()) {
            recipient(prepared.tried().get(command - 1), reply);
        } else if (command > 0) {
            goAhead(reply);
        }
    }

    private void listen() {
        connection.conversation(prepared.consignment().conversation());
    }

    private void sender(Reply reply) throws Broken {
        inStep(reply);
        if (reply.positive()) {
            steps.ok(reply);
            steps.enter(Phase.RECIPIENT);
        } else {
            settle(Verdict.of(Phase.SENDER, reply));
            steps.failed(reply);
        }
    }

    private void recipient(Mailbox recipient, Reply reply) throws Broken {
        inStep(reply);
        if (over()) {
            return;
        }
        if (reply.positive()) {
            taken = reply;
        } else {
            refusedFirst = refusedFirst == null ? reply : refusedFirst;
            outcomes.put(recipient, Verdict.of(Phase.RECIPIENT, reply));
        }
        if (serverLeaves) {
            settle(Verdict.of(Phase.RECIPIENT, reply));
            steps.failed(reply);
        } else if (heard == commands() - 1) {
            recipientsHeard();
        }
    }

    /** The step went well when anybody may get the message; it shows the refusal, if any. */
    private void recipientsHeard() {
        if (taken == null) {
            steps.failed(refusedFirst);
        } else {
            steps.ok(refusedFirst == null ? taken : refusedFirst);
            steps.enter(Phase.MESSAGE);
        }
    }

    private void goAhead(Reply reply) throws Broken {
        invited = script.form() == Form.DATA ? reply.code() == 354 : reply.positive();
        if (invited || over()) {
            return;
        }
        if (reply.code() < 400) {
            throw new Broken(Kind.PROTOCOL); // one reply too many before, as like as not
        }
        if (script.form() == Form.ASKING && !serverLeaves) {
            declined = true;
        } else {
            settle(Verdict.of(Phase.MESSAGE, reply));
            steps.failed(reply);
        }
    }

    private void ended(Reply reply) throws Broken {
        if (over()) {
            // Nobody was to have it: a server that took it all the same answers something else than it was asked.
            outOfStep = script.form() == Form.CHUNK && reply.positive();
        } else if (reply.positive()) {
            settle(new Outcome.Accepted(reply));
            steps.ok(reply);
        } else if (script.form() != Form.DATA && unknownCommand(reply)) {
            declined = true;
        } else {
            settle(reply.code() < 400 ? uncertain(Kind.PROTOCOL) : Verdict.of(Phase.MESSAGE, reply));
            steps.failed(reply);
        }
        clean = script.form() == Form.DATA || reply.positive();
        if (outOfStep) {
            throw new Broken(Kind.PROTOCOL);
        }
    }

    /** Replies that concern the command and not the message (RFC 5321 §4.2.2). */
    private static boolean unknownCommand(Reply reply) {
        return reply.code() >= 500 && reply.code() <= 504;
    }

    /** An invitation where none can be: replies are missing, so that each answers something else than it seems to. */
    private void inStep(Reply reply) throws Broken {
        if (reply.intermediate()) {
            outOfStep = true;
            throw new Broken(Kind.PROTOCOL);
        }
    }

    /** The connection is of no more use. */
    void breakOff(Kind kind) {
        if (!over()) {
            settle(script.passed() ? uncertain(kind) : Verdict.broken(steps.current(), kind));
            steps.failed(null);
        }
    }

    /** That it was accepted may have been said of something else. */
    void doubt() {
        outcomes.replaceAll((_, outcome) -> outcome instanceof Outcome.Accepted ? uncertain(Kind.PROTOCOL) : outcome);
    }

    void leave() {
        prepared.consignment().left();
    }

    void tell() {
        prepared.consignment().settled(outcomes);
    }

    private static Outcome uncertain(Kind kind) {
        return new Outcome.Uncertain(Fault.of(Scope.RELAY, Phase.MESSAGE, kind));
    }

    /** Whether everybody has an outcome. */
    boolean over() {
        return outcomes.size() >= prepared.refused().size() + prepared.tried().size();
    }

    /** Whether the server waits for the message, even if there is nobody to get it (RFC 2920 §3.1). */
    boolean invited() {
        return invited;
    }

    /** Whether it was not taken because of the way in which it was brought. */
    boolean declined() {
        return declined;
    }

    boolean outOfStep() {
        return outOfStep;
    }

    /** Whether all of it may have left. */
    boolean passed() {
        return script.passed();
    }

    /** Whether the server said that it closes the connection. */
    boolean serverLeaves() {
        return serverLeaves;
    }

    /** Whether the server has nothing of it left in mind. */
    boolean clean() {
        return clean;
    }

    /** For everybody who has no outcome yet. */
    private void settle(Outcome outcome) {
        prepared.tried().forEach(recipient -> outcomes.putIfAbsent(recipient, outcome));
    }
}
