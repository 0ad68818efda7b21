package io.fromline.driver;

import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A logged-in connection to a relay; not thread-safe, for one message after the other. */
public interface Session extends AutoCloseable {

    /** Hands over one message; returns an outcome for each of the envelope's recipients, and throws for nothing a server does. */
    Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation);

    /**
     * Hands over what the source has until it has nothing more or the session ends; all that the source gave is settled, in the order in which
     * the server answers, or left.
     *
     * <p>A driver that can sends one before the one before it is answered: it asks the source meanwhile, which must not wait.
     */
    default void send(Supplier<@Nullable Consignment> source) {
        var next = source.get();
        while (next != null) {
            if (!usable()) {
                next.left();
                return;
            }
            next.settled(send(next.envelope(), next.message(), next.conversation()));
            next = usable() ? source.get() : null;
        }
    }

    /** Whether another message may be sent; false once the connection broke or the server closed it. */
    boolean usable();

    /** Ends the session politely within a short time limit; never throws. */
    @Override
    void close();
}
