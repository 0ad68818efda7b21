package io.fromline.mail.smtp;

import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.smtp.Manners.Trusted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final SmtpServer server;
    private final Manners manners;
    private Trusted trusted;
    private boolean chunksProven;
    private boolean serverLeaves;
    private boolean clean = true;
    private long lastUse = System.nanoTime();

    SmtpSession(SmtpConnection connection, Capabilities capabilities, SmtpClient client, SmtpServer server) {
        this.connection = connection;
        this.capabilities = capabilities;
        this.timeouts = client.timeouts();
        this.server = server;
        this.manners = client.manners();
        this.trusted = announced(capabilities);
        var known = manners.of(server);
        trusted = known.compareTo(trusted) < 0 ? known : trusted;
    }

    private static Trusted announced(Capabilities capabilities) {
        if (!capabilities.has("PIPELINING")) {
            return Trusted.ONE_BY_ONE;
        }
        return capabilities.has("CHUNKING") ? Trusted.CHUNKS : Trusted.GROUPS;
    }

    /** Hands over one message; returns an outcome for each of the envelope's recipients. */
    public Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation) {
        var single = new Single(envelope, message, conversation);
        var offered = new ArrayDeque<Consignment>(List.of(single));
        send(offered::poll);
        return single.outcomes();
    }

    /**
     * Hands over what the source has until it has nothing more or the session ends, as overlapped as the server allows. The source is asked
     * while messages are under way, and must not wait.
     */
    public void send(Supplier<@Nullable Consignment> source) {
        new Pipeline(this, source).run();
        lastUse = System.nanoTime();
    }

    /** Whether another message may be sent; asks the server when the last one left something open or is long ago. */
    public boolean usable() {
        connection.conversation(Conversation.SILENT);
        return stands();
    }

    boolean stands() {
        boolean fresh = System.nanoTime() - lastUse < FRESH.toNanos();
        if (connection.broken() || clean && fresh) {
            return !connection.broken();
        }
        try {
            clean = connection.command("RSET", patience(atMost(COURTESY))).positive();
            lastUse = System.nanoTime();
            if (!clean) {
                connection.close();
            }
        } catch (Broken _) {
            clean = false;
        }
        return clean;
    }

    private Duration atMost(Duration limit) {
        return timeouts.command().compareTo(limit) < 0 ? timeouts.command() : limit;
    }

    /** How long to wait for a reply: not long, once the server said that it leaves. */
    Duration patience(Duration usual) {
        return serverLeaves && usual.compareTo(COURTESY) > 0 ? COURTESY : usual;
    }

    /** A transaction has come on. */
    void noted(Transaction transaction) {
        clean = transaction.clean();
        serverLeaves |= transaction.serverLeaves();
    }

    /** Whether the server said that it closes the connection. */
    boolean serverLeaves() {
        return serverLeaves;
    }

    boolean trusts(Trusted what) {
        return trusted.compareTo(what) >= 0;
    }

    void lapsed(Trusted most) {
        trusted = most.compareTo(trusted) < 0 ? most : trusted;
        manners.lapsed(server, most);
    }

    /** Whether the server has taken a chunk in this session. */
    boolean chunksProven() {
        return chunksProven;
    }

    void chunksTaken() {
        chunksProven = true;
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
