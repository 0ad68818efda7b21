package io.fromline.peer;

import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real SMTP submission server on the loopback interface: one port with implicit TLS, one with STARTTLS, log-in required.
 *
 * <p>A message is acknowledged only after the consumer has returned from taking it.
 */
public final class MailServer implements AutoCloseable {

    private static final int MAX_SIZE = 50 << 20;

    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> loggedInWith = new ConcurrentHashMap<>();
    private final Consumer<ReceivedMessage> consumer;
    private final SMTPServer implicitTls;
    private final SMTPServer startTls;

    /** Where to listen; port 0 means any that is free. */
    public record Ports(int tls, int startTls) {

        /** Any two free ports. */
        public static final Ports FREE = new Ports(0, 0);
    }

    private MailServer(SSLContext tls, Ports ports, Consumer<ReceivedMessage> consumer) {
        this.consumer = consumer;
        implicitTls = listener(ports.tls())
                .serverSocketFactory(() -> tls.getServerSocketFactory().createServerSocket())
                .build();
        startTls = listener(ports.startTls())
                .startTlsSocketFactory(tls)
                .enableTLS()
                .requireTLS()
                .build();
    }

    /**
     * Starts a server on free ports.
     *
     * @param tls as made by {@link TestAuthority#serverContext}
     * @param passwords by user name
     * @param consumer takes each message; called on the connection's thread
     */
    public static MailServer start(SSLContext tls, Map<String, String> passwords, Consumer<ReceivedMessage> consumer) {
        return start(tls, Ports.FREE, passwords, consumer);
    }

    /** Starts a server on the given ports. */
    public static MailServer start(
            SSLContext tls, Ports ports, Map<String, String> passwords, Consumer<ReceivedMessage> consumer) {
        var server = new MailServer(tls, ports, consumer);
        server.passwords.putAll(passwords);
        server.implicitTls.start();
        try {
            server.startTls.start();
        } catch (RuntimeException e) {
            server.implicitTls.stop();
            throw e;
        }
        return server;
    }

    /** The port with implicit TLS. */
    public int tlsPort() {
        return implicitTls.getPortAllocated();
    }

    /** The port with STARTTLS. */
    public int startTlsPort() {
        return startTls.getPortAllocated();
    }

    /** From now on the user logs in with this password only; who had logged in with another has to do it again. */
    public void setPassword(String user, String password) {
        passwords.put(user, password);
    }

    /** From now on the user can't log in. */
    public void removeUser(String user) {
        passwords.remove(user);
    }

    /** From now on this text, its enhanced status code first, is what a refused log-in of the user is told. */
    public void refuseWith(String user, String text) {
        refusals.put(user, text);
    }

    /** Stops listening and ends the connections. */
    @Override
    public void close() {
        implicitTls.stop();
        startTls.stop();
    }

    private SMTPServer.Builder listener(int port) {
        return SMTPServer.port(port)
                .bindAddress(Optional.of(InetAddress.getLoopbackAddress()))
                .hostName("mail.local")
                .softwareName("Fromline peer")
                .insertReceivedHeaders(false)
                .maxMessageSize(MAX_SIZE)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .requireAuth()
                .authenticationHandlerFactory(LogIn.by((user, password, context) -> {
                    if (!password.equals(passwords.get(user))) {
                        throw new Refusal(
                                535, refusals.getOrDefault(user, "5.7.8 User name and password not accepted"));
                    }
                    loggedInWith.put(context.getSessionId(), password);
                }))
                .messageHandlerFactory(context -> new Intake(context, this::loggedIn, consumer));
    }

    private boolean loggedIn(MessageContext context) {
        var password = loggedInWith.get(context.getSessionId());
        return context.getAuthenticationHandler()
                .map(handler -> Objects.equals(passwords.get(String.valueOf(handler.getIdentity())), password))
                .orElse(false);
    }
}
