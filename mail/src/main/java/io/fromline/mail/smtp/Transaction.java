package io.fromline.mail.smtp;

import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands over one message: MAIL, RCPT, DATA; gives each recipient one outcome.
 *
 * <p>Says {@link Outcome.Uncertain} from the first octet of the final dot until its reply, and never before.
 */
final class Transaction {

    /** 421 says that the server closes the connection (RFC 5321 §3.8). */
    private static final int GOING_AWAY = 421;

    /** A line slower than this is given up in the middle of a message. */
    private static final int SLOWEST_OCTETS_PER_MILLI = 50;

    private final SmtpConnection connection;
    private final Timeouts timeouts;
    private final Steps steps;
    private final MessageBytes message;
    private final List<Mailbox> recipients;
    private final Commands commands;
    private final Map<Mailbox, Outcome> outcomes;
    private boolean dotSent;
    private boolean serverLeaves;

    /** @param refused what the session settled before asking the server; the others are tried */
    Transaction(
            SmtpSession session,
            Envelope envelope,
            MessageBytes message,
            Map<Mailbox, Outcome> refused,
            Conversation conversation) {
        this.connection = session.connection();
        this.timeouts = session.timeouts();
        this.steps = new Steps(conversation, Phase.SENDER);
        this.message = message;
        this.outcomes = new LinkedHashMap<>(refused);
        this.recipients = envelope.recipients().stream()
                .distinct()
                .filter(recipient -> !refused.containsKey(recipient))
                .toList();
        var lines = new ArrayList<String>();
        lines.add(session.mailCommand(envelope, message));
        recipients.forEach(recipient -> lines.add("RCPT TO:<" + recipient.wireForm() + ">"));
        lines.add("DATA");
        this.commands = new Commands(connection, lines, session.capabilities().has("PIPELINING"), timeouts.command());
    }

    /** Returns the outcomes; afterwards the connection is broken, or wants RSET unless {@link #clean}. */
    Map<Mailbox, Outcome> run() {
        try {
            if (sender() && recipients()) {
                message();
            }
            drain();
        } catch (Broken e) {
            // A drain that breaks finds every outcome settled, and its steps told.
            if (recipients.stream().anyMatch(recipient -> !outcomes.containsKey(recipient))) {
                settle(broken(e.kind()));
                steps.failed(null);
            }
        }
        return outcomes;
    }

    /** Whether the server has nothing of this transaction left in mind. */
    boolean clean() {
        return dotSent;
    }

    private Reply next() throws Broken {
        var reply = commands.next();
        serverLeaves |= reply.code() == GOING_AWAY;
        return reply;
    }

    private boolean sender() throws Broken {
        var reply = next();
        if (!reply.positive()) {
            settle(Verdict.of(Phase.SENDER, reply));
            steps.failed(reply);
            return false;
        }
        steps.ok(reply);
        return true;
    }

    private boolean recipients() throws Broken {
        steps.enter(Phase.RECIPIENT);
        Reply taken = null;
        Reply refused = null;
        for (var recipient : recipients) {
            var reply = next();
            if (reply.positive()) {
                taken = reply;
                continue;
            }
            refused = refused == null ? reply : refused;
            outcomes.put(recipient, Verdict.of(Phase.RECIPIENT, reply));
            if (serverLeaves) {
                settle(Verdict.of(Phase.RECIPIENT, reply));
                steps.failed(reply);
                return false;
            }
        }
        tellRecipients(taken, refused);
        return taken != null;
    }

    /** The step went well when anybody may get the message; it shows the refusal, if any. */
    private void tellRecipients(@Nullable Reply taken, @Nullable Reply refused) {
        if (taken == null) {
            steps.failed(refused);
        } else {
            steps.ok(refused == null ? taken : refused);
        }
    }

    private void message() throws Broken {
        steps.enter(Phase.MESSAGE);
        var invitation = next();
        if (invitation.code() == 354) {
            finish(transfer());
        } else {
            finish(invitation);
        }
    }

    private Reply transfer() throws Broken {
        connection.body(message, timeouts.command().plusMillis(message.size() / SLOWEST_OCTETS_PER_MILLI));
        dotSent = true;
        return connection.command(".", timeouts.data());
    }

    private void finish(Reply reply) {
        serverLeaves |= reply.code() == GOING_AWAY;
        if (dotSent && reply.positive()) {
            settle(new Outcome.Accepted(reply));
            steps.ok(reply);
            return;
        }
        settle(dotSent && reply.code() < 400 ? broken(Kind.PROTOCOL) : Verdict.of(Phase.MESSAGE, reply));
        steps.failed(reply);
    }

    /** Hears what was said ahead; with everybody refused, DATA may still have been invited (RFC 2920 §3.1). */
    private void drain() throws Broken {
        while (commands.outstanding() && !serverLeaves) {
            var reply = next();
            if (reply.code() == 354) {
                dotSent = true;
                connection.command(".", timeouts.data());
            }
        }
    }

    /** Whether the server said that it closes the connection. */
    boolean serverLeaves() {
        return serverLeaves;
    }

    private Outcome broken(Kind kind) {
        return dotSent
                ? new Outcome.Uncertain(Fault.of(Scope.RELAY, Phase.MESSAGE, kind))
                : Verdict.broken(steps.current(), kind);
    }

    /** For everybody who has no outcome yet. */
    private void settle(Outcome outcome) {
        recipients.forEach(recipient -> outcomes.putIfAbsent(recipient, outcome));
    }
}
