package io.fromline.driver;

import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import java.util.Map;

/** A logged-in connection to a relay; not thread-safe, for one message after the other. */
public interface Session extends AutoCloseable {

    /** Hands over one message; returns an outcome for each of the envelope's recipients, and throws for nothing a server does. */
    Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation);

    /** Whether another message may be sent; false once the connection broke or the server closed it. */
    boolean usable();

    /** Ends the session politely within a short time limit; never throws. */
    @Override
    void close();
}
