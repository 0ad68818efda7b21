package io.fromline.story;

import io.fromline.peer.Dialogue;
import io.fromline.peer.MailServer;
import io.fromline.peer.ReceivedMessage;
import io.fromline.peer.ScriptedServer;
import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The mail server that a story's platform sends by: real SMTP with TLS and log-in; it keeps all it is given. */
public final class PlatformMail implements AutoCloseable {

    public static final String USER = "platform";
    public static final String PASSWORD = "platform-relay-password";

    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private final TestAuthority authority = TestAuthority.create();
    private final MailServer server =
            MailServer.start(authority.serverContext("localhost"), Map.of(USER, PASSWORD), this::take);
    private final Semaphore answering = new Semaphore(1);

    /** The server itself, to change its users. */
    public MailServer server() {
        return server;
    }

    private void take(ReceivedMessage message) {
        answering.acquireUninterruptibly();
        answering.release();
        received.add(message);
    }

    /** From now on it takes no message, and keeps those waiting for its answer who have sent one. */
    void hesitate() {
        answering.acquireUninterruptibly();
    }

    /** Takes and answers what waits, and all that comes. */
    void goOn() {
        answering.release();
    }

    /** How many have sent a message and wait for the answer. */
    int kept() {
        return answering.getQueueLength();
    }

    /** Another mail server that the product trusts, such as a tenant's own; the caller closes it. */
    public MailServer another(Map<String, String> users, Consumer<ReceivedMessage> received) {
        return MailServer.start(authority.serverContext("localhost"), users, received);
    }

    /** One more that comes back where it was before. */
    MailServer again(MailServer.Ports ports, Map<String, String> users, Consumer<ReceivedMessage> received) {
        return MailServer.start(authority.serverContext("localhost"), ports, users, received);
    }

    /** A server that plays dialogues with a certificate that the product trusts; the caller closes it. */
    public ScriptedServer scripted(Dialogue first) throws IOException {
        return ScriptedServer.play(first, _ -> authority.serverContext("localhost"));
    }

    /** All mail so far, oldest first. */
    public List<ReceivedMessage> received() {
        return List.copyOf(received);
    }

    /** The mail for this recipient so far. */
    public List<ReceivedMessage> to(String recipient) {
        return received.stream()
                .filter(message -> message.recipients().contains(recipient))
                .toList();
    }

    /** The settings with which a server below this folder sends by it. */
    public Map<String, String> settings(Path folder) {
        try {
            Path ca = Files.writeString(folder.resolve("test-ca.pem"), authority.pem());
            return Map.of(
                    "FROMLINE_PLATFORM_RELAY",
                    "smtps://" + USER + ":" + PASSWORD + "@localhost:" + server.tlsPort(),
                    "FROMLINE_DEFAULT_SENDER",
                    "\"{tenant}\" <no-reply@platform.example>",
                    "FROMLINE_EXTRA_CA",
                    ca.toString(),
                    "FROMLINE_EGRESS_ALLOW",
                    "127.0.0.0/8,::1/128");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        answering.release(1_000_000);
        server.close();
    }
}
