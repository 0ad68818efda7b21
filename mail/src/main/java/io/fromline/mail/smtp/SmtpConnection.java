package io.fromline.mail.smtp;

import io.fromline.mail.Conversation;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Reply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Lines out, replies in, over a socket that can be made TLS; writes the transcript.
 *
 * <p>Each operation ends within the time it is given, or breaks; no secret passes into the transcript or into a reply.
 */
final class SmtpConnection implements AutoCloseable {

    private static final int BUFFER = 16 << 10;

    /** A line is cut to this, in the transcript and in the replies that are kept. */
    private static final int LONGEST_SHOWN = 500;

    private final Socket raw;
    private final Redaction redaction = new Redaction();
    private Conversation conversation;
    private OutputStream out;
    private ReplyReader replies;
    private boolean secure;
    private boolean broken;

    SmtpConnection(Socket raw, Conversation conversation) throws IOException {
        this.raw = raw;
        this.conversation = conversation;
        this.out = new BufferedOutputStream(raw.getOutputStream(), BUFFER);
        this.replies = new ReplyReader(raw.getInputStream());
    }

    void conversation(Conversation next) {
        conversation = next;
    }

    /** From now on hides it. */
    void hide(String secret) {
        redaction.hide(secret);
    }

    boolean secure() {
        return secure;
    }

    boolean broken() {
        return broken;
    }

    /**
     * Makes the connection TLS (1.2 or later) with a server that proves to be the host.
     */
    void secure(SSLContext context, SmtpServer server, Duration limit) throws Broken {
        within(limit, () -> {
            var tls = (SSLSocket)
                    context.getSocketFactory().createSocket(raw, withoutFinalDot(server.host()), server.port(), true);
            var parameters = tls.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // names as in RFC 9525
            tls.setSSLParameters(parameters);
            handshake(tls);
            out = new BufferedOutputStream(tls.getOutputStream(), BUFFER);
            replies = new ReplyReader(tls.getInputStream());
            secure = true;
            return tls;
        });
    }

    private static void handshake(SSLSocket tls) throws Broken {
        try {
            tls.startHandshake();
        } catch (IOException e) {
            throw new Broken(TellingTrustManager.kind(e));
        }
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
            put(line);
            out.flush();
            return line;
        });
        return reply(limit);
    }

    /** Buffers a command, to go with the next that is flushed. */
    void queue(String line, Duration limit) throws Broken {
        conversation.sent(shown(line));
        within(limit, () -> {
            put(line);
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

    /** Sends the message up to, but without, the final dot. */
    void body(MessageBytes message, Duration limit) throws Broken {
        conversation.sent("[" + message.size() + " octets of message]");
        within(limit, () -> {
            message.writeTo(out);
            out.flush();
            return out;
        });
    }

    Reply reply(Duration limit) throws Broken {
        var reply = shown(within(limit, () -> replies.read()));
        var lines = reply.lines();
        for (int i = 0; i < lines.size(); i++) {
            conversation.received(reply.code() + (i < lines.size() - 1 ? "-" : " ") + lines.get(i));
        }
        return reply;
    }

    private void put(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }

    private Reply shown(Reply reply) {
        return Reply.of(reply.code(), reply.lines().stream().map(this::shown).toList());
    }

    private String shown(String line) {
        var redacted = redaction.redact(line);
        return redacted.length() <= LONGEST_SHOWN ? redacted : redacted.substring(0, LONGEST_SHOWN) + "…";
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T within(Duration limit, Work<T> work) throws Broken {
        try (var watchdog = Watchdog.over(raw, limit)) {
            try {
                return work.run();
            } catch (Broken e) {
                throw breaking(watchdog.barked() ? Kind.TIMEOUT : e.kind());
            } catch (IOException e) {
                throw breaking(watchdog.barked() ? Kind.TIMEOUT : Kind.CLOSED);
            }
        }
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
        try {
            raw.close();
        } catch (IOException _) {
            // it is closed all the same
        }
    }
}
