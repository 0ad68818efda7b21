package io.fromline.mail.smtp;

import io.fromline.mail.Reply;
import java.time.Duration;
import java.util.List;

/**
 * Commands to be sent in order, in groups where the server takes groups (PIPELINING, RFC 2920), each answered in order.
 *
 * <p>A group is small enough that its replies fit in the socket's buffers, so that both sides can't wait for each other.
 */
final class Commands {

    private static final int GROUP = 50;

    private final SmtpConnection connection;
    private final List<String> lines;
    private final int group;
    private final Duration limit;
    private int sent;
    private int answered;

    Commands(SmtpConnection connection, List<String> lines, boolean pipelining, Duration limit) {
        this.connection = connection;
        this.lines = List.copyOf(lines);
        this.group = pipelining ? GROUP : 1;
        this.limit = limit;
    }

    /** The reply to the next command, which is sent first unless it was. */
    Reply next() throws Broken {
        if (answered == sent) {
            for (int i = 0; i < group && sent < lines.size(); i++) {
                connection.queue(lines.get(sent++), limit);
            }
            connection.flush(limit);
        }
        answered++;
        return connection.reply(limit);
    }

    /** Whether a reply to a command already sent is still to come. */
    boolean outstanding() {
        return answered < sent;
    }
}
