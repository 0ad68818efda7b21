package io.fromline.mail.smtp;

import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A logged-in SMTP session; not thread-safe, for one message after the other.
 *
 * <p>Guarantees: one outcome per recipient, and no exception for anything a server does.
 */
public final class SmtpSession implements AutoCloseable {

    /** A connection silent for longer is asked whether it still stands. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Duration COURTESY = Duration.ofSeconds(5);

    private final SmtpConnection connection;
    private final Capabilities capabilities;
    private final Timeouts timeouts;
    private boolean clean = true;
    private long lastUse = System.nanoTime();

    SmtpSession(SmtpConnection connection, Capabilities capabilities, Timeouts timeouts) {
        this.connection = connection;
        this.capabilities = capabilities;
        this.timeouts = timeouts;
    }

    /** Hands over one message; returns an outcome for each of the envelope's recipients. */
    public Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation) {
        connection.conversation(conversation);
        var bytes = new MessageBytes(message);
        var refused = refusedHere(envelope, bytes);
        if (refused.size() == envelope.recipients().stream().distinct().count()) {
            conversation.step(Phase.SENDER, false, Duration.ZERO, null);
            return refused;
        }
        if (!stands()) {
            conversation.step(Phase.SENDER, false, Duration.ZERO, null);
            return everybody(envelope, Verdict.broken(Phase.SENDER, Kind.CLOSED));
        }
        var transaction = new Transaction(this, envelope, bytes, refused, conversation);
        var outcomes = transaction.run();
        clean = transaction.clean();
        lastUse = System.nanoTime();
        if (transaction.serverLeaves()) {
            connection.close();
        }
        return outcomes;
    }

    /** Whether another message may be sent; asks the server when the last one left something open or is long ago. */
    public boolean usable() {
        connection.conversation(Conversation.SILENT);
        return stands();
    }

    private boolean stands() {
        boolean fresh = System.nanoTime() - lastUse < FRESH.toNanos();
        if (connection.broken() || clean && fresh) {
            return !connection.broken();
        }
        try {
            var limit = timeouts.command().compareTo(COURTESY) < 0 ? timeouts.command() : COURTESY;
            clean = connection.command("RSET", limit).positive();
            lastUse = System.nanoTime();
            if (!clean) {
                connection.close();
            }
        } catch (Broken _) {
            clean = false;
        }
        return clean;
    }

    /** Says QUIT and leaves. */
    @Override
    public void close() {
        connection.conversation(Conversation.SILENT);
        if (!connection.broken()) {
            try {
                connection.command("QUIT", COURTESY);
            } catch (Broken _) {
                // it is gone, which is what was wanted
            }
        }
        connection.close();
    }

    /** What the server can't take, as it said in its EHLO reply, needs no asking. */
    private Map<Mailbox, Outcome> refusedHere(Envelope envelope, MessageBytes message) {
        if (!message.wellFormed()) {
            return everybody(envelope, new Outcome.Refused(Fault.of(Scope.MESSAGE, Phase.MESSAGE, Kind.PROTOCOL)));
        }
        var returnPath = envelope.returnPath();
        boolean tooBig = capabilities.maxSize().orElse(Long.MAX_VALUE) < message.size();
        boolean tooWide = message.eightBit() && !capabilities.has("8BITMIME");
        boolean utf8 = message.eightBitHeader() || returnPath != null && returnPath.needsSmtpUtf8();
        if (tooBig || tooWide || utf8 && !capabilities.has("SMTPUTF8")) {
            return everybody(envelope, Verdict.incapable(Scope.MESSAGE, Phase.SENDER));
        }
        var refused = new LinkedHashMap<Mailbox, Outcome>();
        for (var recipient : envelope.recipients()) {
            if (recipient.needsSmtpUtf8() && !capabilities.has("SMTPUTF8")) {
                refused.put(recipient, Verdict.incapable(Scope.RECIPIENT, Phase.RECIPIENT));
            }
        }
        return refused;
    }

    /** MAIL with the parameters that this message needs and the server knows. */
    String mailCommand(Envelope envelope, MessageBytes message) {
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
                        || returnPath != null && returnPath.needsSmtpUtf8()
                        || envelope.recipients().stream().anyMatch(Mailbox::needsSmtpUtf8))) {
            command.append(" SMTPUTF8");
        }
        return command.toString();
    }

    private static Map<Mailbox, Outcome> everybody(Envelope envelope, Outcome outcome) {
        var outcomes = new LinkedHashMap<Mailbox, Outcome>();
        envelope.recipients().forEach(recipient -> outcomes.put(recipient, outcome));
        return outcomes;
    }

    SmtpConnection connection() {
        return connection;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    Timeouts timeouts() {
        return timeouts;
    }
}
