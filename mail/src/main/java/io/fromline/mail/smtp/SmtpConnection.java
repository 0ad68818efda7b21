package io.fromline.mail.smtp;

import io.fromline.mail.Conversation;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Reply;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lines out, replies in, over a socket that can be made TLS; writes the transcript.
 *
 * <p>Each operation ends within the time it is given, or breaks; no secret passes into the transcript or into a reply.
 */
final class SmtpConnection implements AutoCloseable {

    /** A line is cut to this, in the transcript and in the replies that are kept. */
    private static final int LONGEST_SHOWN = 500;

    private final Socket raw;
    private final Redaction redaction = new Redaction();
    private Conversation conversation;
    private final Watchdog watchdog;
    private Outgoing out;
    private ReplyReader replies;
    private Tls.@Nullable Secured security;
    private boolean broken;

    SmtpConnection(Socket raw, Conversation conversation) throws IOException {
        this.raw = raw;
        this.conversation = conversation;
        this.out = new Outgoing(raw.getOutputStream());
        this.replies = new ReplyReader(raw.getInputStream());
        this.watchdog = Watchdog.of(raw);
    }

    void conversation(Conversation next) {
        conversation = next;
    }

    /** From now on hides it. */
    void hide(String secret) {
        redaction.hide(secret);
    }

    boolean secure() {
        return security != null;
    }

    boolean broken() {
        return broken;
    }

    /**
     * Makes the connection TLS (1.2 or later) with a server that proves to be the host, by the certificate that is returned.
     */
    @Nullable
    X509Certificate secure(Tls tls, SmtpServer server, Duration limit) throws Broken {
        var secured = within(limit, () -> {
            var made = tls.secure(raw, withoutFinalDot(server.host()), server.port());
            security = made;
            out = new Outgoing(made.output());
            replies = new ReplyReader(made.input());
            return made;
        });
        return secured.certificate();
    }

    /** Breaks when the server said more in clear text than it was asked: it would be taken as said under TLS (RFC 3207 §5). */
    void expectSilence() throws Broken {
        try {
            if (!replies.hasMore()) {
                return;
            }
        } catch (IOException _) {
            throw breaking(Kind.CLOSED);
        }
        throw breaking(Kind.PROTOCOL);
    }

    /** Sends a command and waits for its reply. */
    Reply command(String line, Duration limit) throws Broken {
        write(line, limit);
        return reply(limit);
    }

    /** As {@link #command}, but the transcript gets another line. */
    Reply secretCommand(String shown, String line, Duration limit) throws Broken {
        within(limit, () -> {
            conversation.sent(shown);
            out.line(line);
            out.flush();
            return line;
        });
        return reply(limit);
    }

    /** Buffers a command, to go with the next that is flushed. */
    void queue(String line, Duration limit) throws Broken {
        conversation.sent(shown(line));
        within(limit, () -> {
            out.line(line);
            return line;
        });
    }

    void flush(Duration limit) throws Broken {
        within(limit, () -> {
            out.flush();
            return out;
        });
    }

    private void write(String line, Duration limit) throws Broken {
        queue(line, limit);
        flush(limit);
    }

    /** What is written to it counts as sent once it is flushed, or sooner. */
    interface Writing {
        void to(Outgoing out) throws IOException;
    }

    /** Buffers a part of the message, or all of it, and what ends it. */
    void message(int octets, Writing writing, Duration limit) throws Broken {
        conversation.sent("[" + octets + " octets of message]");
        within(limit, () -> {
            writing.to(out);
            return out;
        });
    }

    /** How many octets were said so far, under TLS. */
    long position() {
        return out.position();
    }

    /** Whether what was said up to this position may have left. */
    boolean passed(long position) {
        return out.passed(position);
    }

    /** Whether another reply, or a part of it, is here already. */
    boolean replyBuffered() {
        return replies.buffered();
    }

    /** Nothing is under way for now. */
    void rest() {
        out.rest();
    }

    Reply reply(Duration limit) throws Broken {
        var reply = shown(within(limit, () -> replies.read()));
        var lines = reply.lines();
        for (int i = 0; i < lines.size(); i++) {
            conversation.received(reply.code() + (i < lines.size() - 1 ? "-" : " ") + lines.get(i));
        }
        return reply;
    }

    private Reply shown(Reply reply) {
        var lines = reply.lines().stream().map(this::shown).toList();
        return lines.equals(reply.lines()) ? reply : Reply.of(reply.code(), lines);
    }

    private String shown(String line) {
        var redacted = redaction.redact(line);
        return redacted.length() <= LONGEST_SHOWN ? redacted : redacted.substring(0, LONGEST_SHOWN) + "…";
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T within(Duration limit, Work<T> work) throws Broken {
        watchdog.watch(limit);
        T done;
        try {
            done = work.run();
        } catch (Broken e) {
            throw breaking(watchdog.sleep() ? e.kind() : Kind.TIMEOUT);
        } catch (IOException e) {
            throw breaking(watchdog.sleep() ? Kind.CLOSED : Kind.TIMEOUT);
        }
        if (!watchdog.sleep()) {
            throw breaking(Kind.TIMEOUT);
        }
        return done;
    }

    private Broken breaking(Kind kind) {
        broken = true;
        close();
        return new Broken(kind);
    }

    private static String withoutFinalDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Drops the connection without a word. */
    @Override
    public void close() {
        broken = true;
        watchdog.release();
        try {
            raw.close();
        } catch (IOException _) {
            // it is closed all the same
        }
        var held = security;
        if (held != null) {
            held.release();
        }
    }
}
