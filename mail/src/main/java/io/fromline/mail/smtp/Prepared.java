package io.fromline.mail.smtp;

import io.fromline.mail.Consignment;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message looked through for one server: what the server can't take, as it said in its EHLO reply, needs no asking.
 *
 * @param refused what is settled before asking the server
 * @param tried the other recipients, each once
 */
record Prepared(
        Consignment consignment,
        MessageBytes bytes,
        Map<Mailbox, Outcome> refused,
        List<Mailbox> tried,
        String mailCommand) {

    static Prepared of(Consignment consignment, Capabilities capabilities) {
        var envelope = consignment.envelope();
        var bytes = new MessageBytes(consignment.message());
        var refused = refused(envelope, bytes, capabilities);
        var recipients = envelope.recipients();
        var tried = recipients.size() == 1 && refused.isEmpty()
                ? recipients
                : recipients.stream()
                        .distinct()
                        .filter(recipient -> !refused.containsKey(recipient))
                        .toList();
        return new Prepared(consignment, bytes, refused, tried, mailCommand(envelope, bytes, capabilities));
    }

    /** Settles it when nobody is left to be tried. */
    boolean hopeless() {
        if (!tried.isEmpty()) {
            return false;
        }
        consignment.conversation().step(Phase.SENDER, false, Duration.ZERO, null);
        consignment.settled(refused);
        return true;
    }

    private static Map<Mailbox, Outcome> refused(Envelope envelope, MessageBytes message, Capabilities capabilities) {
        var refused = new LinkedHashMap<Mailbox, Outcome>();
        if (!message.wellFormed()) {
            var malformed = new Outcome.Refused(Fault.of(Scope.MESSAGE, Phase.MESSAGE, Kind.PROTOCOL));
            envelope.recipients().forEach(recipient -> refused.put(recipient, malformed));
            return refused;
        }
        boolean tooBig = capabilities.maxSize() < message.size();
        boolean tooWide = message.eightBit() && !capabilities.has("8BITMIME");
        boolean utf8 = message.eightBitHeader() || utf8ReturnPath(envelope);
        boolean all = tooBig || tooWide || utf8 && !capabilities.has("SMTPUTF8");
        for (var recipient : envelope.recipients()) {
            if (all) {
                refused.put(recipient, Verdict.incapable(Scope.MESSAGE, Phase.SENDER));
            } else if (recipient.needsSmtpUtf8() && !capabilities.has("SMTPUTF8")) {
                refused.put(recipient, Verdict.incapable(Scope.RECIPIENT, Phase.RECIPIENT));
            }
        }
        return refused;
    }

    /** MAIL with the parameters that this message needs and the server knows. */
    private static String mailCommand(Envelope envelope, MessageBytes message, Capabilities capabilities) {
        var returnPath = envelope.returnPath();
        var command = new StringBuilder("MAIL FROM:<")
                .append(returnPath == null ? "" : returnPath.wireForm())
                .append('>');
        if (capabilities.has("SIZE")) {
            command.append(" SIZE=").append(message.size());
        }
        if (message.eightBit()) {
            command.append(" BODY=8BITMIME");
        }
        if (capabilities.has("SMTPUTF8")
                && (message.eightBitHeader()
                        || utf8ReturnPath(envelope)
                        || envelope.recipients().stream().anyMatch(Mailbox::needsSmtpUtf8))) {
            command.append(" SMTPUTF8");
        }
        return command.toString();
    }

    private static boolean utf8ReturnPath(Envelope envelope) {
        var returnPath = envelope.returnPath();
        return returnPath != null && returnPath.needsSmtpUtf8();
    }
}
