package io.fromline.mail.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said for one message: the commands of its envelope and, when it may go, the message.
 *
 * <p>Knows when the message's last octet may have left, and not sooner.
 */
final class Script {

    /** How the message follows its envelope. */
    enum Form {
        /** DATA, and once invited the message and a dot. */
        DATA,
        /** A first octet, to find out whether it is taken (RFC 3030), and once it is the rest as the last chunk. */
        ASKING,
        /** All of it at once as the last chunk, unasked. */
        CHUNK
    }

    /** A line slower than this is given up in the middle of a message. */
    private static final int SLOWEST_OCTETS_PER_MILLI = 50;

    private static final long NOT_SAID = Long.MAX_VALUE;

    private final SmtpConnection connection;
    private final Duration limit;
    private final MessageBytes message;
    private final Form form;
    private final List<String> lines = new ArrayList<>();
    private int said;
    private long end = NOT_SAID;

    /** @param reset whether RSET goes first, so that nothing of a transaction that may have failed is left (RFC 5321 §4.1.1.5) */
    Script(SmtpSession session, Prepared prepared, Form form, boolean reset) {
        this.connection = session.connection();
        this.limit = session.timeouts().command();
        this.message = prepared.bytes();
        this.form = form;
        if (reset) {
            lines.add("RSET");
        }
        lines.add(prepared.mailCommand());
        prepared.tried().forEach(recipient -> lines.add("RCPT TO:<" + recipient.wireForm() + ">"));
        lines.add(
                switch (form) {
                    case DATA -> "DATA";
                    case ASKING -> "BDAT 1";
                    case CHUNK -> "BDAT " + message.chunked() + " LAST";
                });
    }

    Form form() {
        return form;
    }

    /** How many commands it has before the message is invited. */
    int commands() {
        return lines.size();
    }

    /** How many of them were said. */
    int said() {
        return said;
    }

    /** Buffers so many of its commands at most. */
    void say(int most) throws Broken {
        for (int i = 0; i < most && said < lines.size(); i++) {
            connection.queue(lines.get(said++), limit);
        }
        if (said == lines.size()) {
            switch (form) {
                case DATA -> {}
                case ASKING -> connection.message(1, message::firstTo, limit);
                case CHUNK -> lastChunk(0);
            }
        }
    }

    /**
     * Buffers what the server has invited, to its end.
     *
     * @param somebody whether there is anybody to get it; to nobody a lone dot is said (RFC 2920 §3.1)
     */
    void sayMessage(boolean somebody) throws Broken {
        if (form == Form.ASKING) {
            connection.queue("BDAT " + (message.chunked() - 1) + " LAST", limit);
            lastChunk(1);
            return;
        }
        if (somebody) {
            connection.message(message.size(), message::stuffedTo, patience());
        }
        connection.queue(".", limit);
        end = connection.position();
    }

    private void lastChunk(int from) throws Broken {
        end = connection.position() + message.chunked() - from;
        connection.message(message.size() - from, out -> message.restTo(out, from), patience());
    }

    private Duration patience() {
        return limit.plusMillis(message.size() / SLOWEST_OCTETS_PER_MILLI);
    }

    /** Whether all of the message may have left. */
    boolean passed() {
        return connection.passed(end);
    }
}
