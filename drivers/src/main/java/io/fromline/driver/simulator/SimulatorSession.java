package io.fromline.driver.simulator;

import io.fromline.driver.Session;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays a server that does what the recipients say; what concerns the whole relay or message befalls all of them. */
final class SimulatorSession implements Session {

    private static final Reply OK = Reply.of(250, "2.1.0 OK");

    private final SimulatorSettings settings;
    private boolean usable = true;
    private boolean loggedIn;

    SimulatorSession(SimulatorSettings settings, Conversation conversation) {
        this.settings = settings;
        for (var phase : List.of(Phase.RESOLVE, Phase.CONNECT, Phase.TLS)) {
            conversation.step(phase, true, Duration.ZERO, null);
        }
    }

    /** One that was opened and logged in before anybody listened. */
    static SimulatorSession afterLogIn(SimulatorSettings settings) {
        var session = new SimulatorSession(settings, Conversation.SILENT);
        session.loggedIn = true;
        return session;
    }

    @Override
    public Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation) {
        var taken = envelope.recipients().stream()
                .map(Behaviour::of)
                .filter(behaviour -> behaviour.phase() != Phase.RECIPIENT)
                .toList();
        // The earliest trouble ends the conversation; acceptance is the last thing that can happen.
        var end = taken.stream()
                .min(Comparator.comparing(Behaviour::phase)
                        .thenComparing(Comparator.comparing(Behaviour::ordinal).reversed()));
        var outcomes = new LinkedHashMap<Mailbox, Outcome>();
        boolean letIn = end.isEmpty() || end.get() != Behaviour.BADAUTH;
        for (var recipient : envelope.recipients()) {
            var own = Behaviour.of(recipient);
            outcomes.put(
                    recipient,
                    own.phase() == Phase.RECIPIENT && letIn
                            ? own.outcome()
                            : end.map(Behaviour::outcome).orElseGet(own::outcome));
        }
        tell(envelope, message, end.orElse(null), conversation);
        return outcomes;
    }

    private void tell(Envelope envelope, Message message, @Nullable Behaviour end, Conversation conversation) {
        if (end == Behaviour.BADAUTH) {
            usable = false;
            step(conversation, Phase.AUTH, reply(end.outcome()), false);
            return;
        }
        if (!loggedIn) {
            step(conversation, Phase.AUTH, Reply.of(235, "2.7.0 Accepted"), true);
            loggedIn = true;
        }
        var returnPath = envelope.returnPath();
        conversation.sent("MAIL FROM:<" + (returnPath == null ? "" : returnPath.wireForm()) + ">");
        step(conversation, Phase.SENDER, OK, true);
        Reply shown = OK;
        for (var recipient : envelope.recipients()) {
            conversation.sent("RCPT TO:<" + recipient.wireForm() + ">");
            var own = Behaviour.of(recipient);
            var reply = own.phase() == Phase.RECIPIENT ? reply(own.outcome()) : OK;
            shown = reply == null || reply == OK ? shown : reply;
        }
        step(conversation, Phase.RECIPIENT, shown, end != null);
        if (end != null) {
            conversation.sent("[" + message.bytes().length + " octets of message]");
            finish(end, conversation);
        }
    }

    private void finish(Behaviour end, Conversation conversation) {
        if (end == Behaviour.TIMEOUT) {
            waitAsLongAsAServerWould();
        }
        usable = end == Behaviour.ACCEPT || end == Behaviour.QUOTA;
        step(conversation, Phase.MESSAGE, reply(end.outcome()), end == Behaviour.ACCEPT);
    }

    private void waitAsLongAsAServerWould() {
        try {
            Thread.sleep(settings.patience());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void step(Conversation conversation, Phase phase, @Nullable Reply reply, boolean ok) {
        if (reply != null) {
            conversation.received(reply.text());
        }
        conversation.step(phase, ok, Duration.ZERO, reply);
    }

    private static @Nullable Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Reply reply) -> reply;
            case Outcome.Deferred(Fault fault) -> fault.reply();
            case Outcome.Refused(Fault fault) -> fault.reply();
            case Outcome.Uncertain(Fault fault) -> fault.reply();
        };
    }

    @Override
    public boolean usable() {
        return usable;
    }

    @Override
    public void close() {
        usable = false;
    }
}
