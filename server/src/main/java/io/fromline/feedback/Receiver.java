package io.fromline.feedback;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/**
 * Listens for test messages by SMTP.
 *
 * <p>It takes mail for live probe addresses only, of limited size, from few connections for a limited time; it passes nothing on,
 * and nothing that a client sends stops it.
 */
public final class Receiver implements AutoCloseable {

    private final SMTPServer server;
    private final Doorman doorman;

    /** How much of everything. */
    public record Limits(int bytes, int connections, int perAddress, Duration silence, Duration session) {

        public static final Limits DEFAULT = new Limits(1 << 20, 40, 4, Duration.ofSeconds(60), Duration.ofMinutes(5));
    }

    /** Where it listens: an address, or null for all; port 0 means any that is free. */
    public record Place(@Nullable InetAddress address, int port, String name) {}

    private Receiver(Place place, SSLContext tls, Limits limits, Arrivals arrivals, InstantSource clock) {
        doorman = new Doorman(limits.perAddress(), limits.session());
        var threads = Thread.ofVirtual()
                .name("receiver-", 0)
                .uncaughtExceptionHandler((thread, broken) ->
                        LoggerFactory.getLogger(Receiver.class).debug("a connection broke", broken))
                .factory();
        server = SMTPServer.port(place.port())
                .bindAddress(Optional.ofNullable(place.address()))
                .hostName(place.name())
                .softwareName("Fromline")
                .insertReceivedHeaders(false)
                .maxConnections(limits.connections())
                .connectionTimeout(Math.toIntExact(limits.silence().toMillis()), TimeUnit.MILLISECONDS)
                .maxRecipients(1)
                .maxMessageSize(limits.bytes())
                .fromAddressValidator(any -> true)
                .sessionHandler(doorman)
                .startTlsSocketFactory(tls)
                .enableTLS()
                .executorService(Executors.newThreadPerTaskExecutor(threads))
                .messageHandlerFactory(context -> new Intake((Session) context, arrivals, limits, clock))
                .build();
    }

    /** Starts listening. */
    public static Receiver start(Place place, SSLContext tls, Limits limits, Arrivals arrivals, InstantSource clock) {
        var receiver = new Receiver(place, tls, limits, arrivals, clock);
        try {
            receiver.server.start();
        } catch (RuntimeException taken) {
            receiver.doorman.close();
            throw taken;
        }
        return receiver;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        doorman.close();
        server.stop();
    }
}
