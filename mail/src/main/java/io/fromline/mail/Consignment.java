package io.fromline.mail;

import java.util.Map;

/**
 * One message on its way over a session, and who is told what became of it.
 *
 * <p>Exactly one of {@link #settled} and {@link #left} is called, once, by the thread that runs the session.
 */
public interface Consignment {

    /** From whom and to whom. */
    Envelope envelope();

    /** What is handed over. */
    Message message();

    /** Who hears what is said for this message, and for no other. */
    Conversation conversation();

    /** It came to an end: an outcome for each of the envelope's recipients. */
    void settled(Map<Mailbox, Outcome> outcomes);

    /** Nobody took it, and for no fault of its own: the session ended before its turn, or the server must be asked in another way. */
    void left();
}
