package io.fromline.mail.submission;

import io.fromline.mail.Mailbox;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who may hand in mail; called on the connection's own thread, so it may block. */
public interface Gatekeeper {

    /** Answers a log-in. */
    Admission admit(String user, String password, InetAddress from);

    /** What became of a log-in. */
    sealed interface Admission {

        /** Let in. */
        record Admitted(Client client) implements Admission {}

        /** Not let in; 421 ends the connection. */
        record Turned(Answer answer) implements Admission {}
    }

    /** Somebody who is logged in on one connection. */
    interface Client {

        /**
         * Takes a message; a positive answer is given only after it is durable.
         *
         * <p>An exception is answered as trouble that may pass.
         */
        Answer take(Handed handed);

        /** The connection is over. */
        void left();
    }

    /**
     * A message with its envelope, as it was handed in.
     *
     * @param returnPath null for the null reverse-path
     * @param recipients at least one, each once
     * @param bytes every line ends with CRLF but perhaps the last; no bare CR, LF, NUL; not dot-stuffed; not to be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and are never compared
    record Handed(@Nullable Mailbox returnPath, List<Mailbox> recipients, byte[] bytes) {

        public Handed {
            recipients = List.copyOf(recipients);
        }
    }
}
