package io.fromline.mail.smtp;

import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One message, whose sender waits. */
final class Single implements Consignment {

    private final Envelope envelope;
    private final Message message;
    private final Conversation conversation;
    private Map<Mailbox, Outcome> outcomes = Map.of();

    Single(Envelope envelope, Message message, Conversation conversation) {
        this.envelope = envelope;
        this.message = message;
        this.conversation = conversation;
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public Conversation conversation() {
        return conversation;
    }

    @Override
    public void settled(Map<Mailbox, Outcome> settled) {
        outcomes = settled;
    }

    @Override
    public void left() {
        conversation.step(Phase.SENDER, false, Duration.ZERO, null);
        var gone = Verdict.broken(Phase.SENDER, Kind.CLOSED);
        outcomes = new LinkedHashMap<>();
        envelope.recipients().forEach(recipient -> outcomes.put(recipient, gone));
    }

    /** What became of it. */
    Map<Mailbox, Outcome> outcomes() {
        return outcomes;
    }
}
