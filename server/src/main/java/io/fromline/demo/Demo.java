package io.fromline.demo;

import io.fromline.peer.MailServer;
import io.fromline.peer.MailServer.Ports;
import io.fromline.peer.ReceivedMessage;
import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration's surroundings: a mail server on this machine, and the settings with which a server uses it.
 *
 * <p>Its mail server listens on the loopback interface only and passes nothing on but test messages, to the receiver of the server here.
 */
public final class Demo implements AutoCloseable {

    /** The user name of the mail service that a shop may set up as its own. */
    public static final String SHOP_USER = "shop";

    public static final String SHOP_PASSWORD = "parcel-and-ribbon";

    /** The mail server's name; nobody outside the demo knows it. */
    public static final String HOST = "mail.kramnica.example";

    private static final String PLATFORM_USER = "platform";
    private static final String PLATFORM_PASSWORD = "bazaar-at-dawn";
    private static final int MESSAGES_KEPT = 500;
    private static final String PROBE_DOMAIN = "probe.kramnica.example";
    private static final int PROBE_PORT = 10025;

    /** Where programs hand in mail by SMTP, beside pages and API on 8025; they move together. */
    private static final int HTTP_PORT = 8025;

    private static final int SUBMISSION_PORT = 8587;
    private static final int SUBMISSION_TLS_PORT = 8465;

    /** The customary ports where this user may have them, else ones that look like them, else any. */
    private static final List<Ports> PORTS = List.of(new Ports(465, 587), new Ports(10465, 10587), Ports.FREE);

    private final LocalInbox inbox = new LocalInbox(MESSAGES_KEPT);
    private final TestAuthority authority = TestAuthority.create();
    private final MailServer server;
    private volatile Forwarding forwarding = Forwarding.nowhere();

    private Demo() {
        server = listening(authority.serverContext(HOST), this::take);
        Difficult.begin(server);
    }

    /** Keeps a message, and brings it to the probe domain if it is for that. */
    private void take(ReceivedMessage message) {
        if (!forwarding.takes(message)) {
            inbox.add(message);
        }
    }

    /** Starts the mail server. */
    public static Demo start() {
        return new Demo();
    }

    private static MailServer listening(SSLContext tls, Consumer<ReceivedMessage> consumer) {
        Map<String, String> users = Map.of(PLATFORM_USER, PLATFORM_PASSWORD, SHOP_USER, SHOP_PASSWORD);
        RuntimeException last = new IllegalStateException("no ports");
        for (Ports ports : PORTS) {
            try {
                return MailServer.start(tls, ports, users, consumer);
            } catch (RuntimeException taken) {
                last = taken;
            }
        }
        throw last;
    }

    public LocalInbox inbox() {
        return inbox;
    }

    /** What to type into the form of one's own mail service. */
    public record MailService(String server, int port, String encryption, String username, String password) {}

    public MailService mailService() {
        return new MailService(HOST, server.tlsPort(), "tls", SHOP_USER, SHOP_PASSWORD);
    }

    /** Lets a mail account be used by programs or not, as its administrator would; false where there is nobody who can. */
    public boolean administer(String username, boolean allowed) {
        var account = Difficult.find(username).filter(Difficult::administered);
        account.ifPresent(each -> each.allow(server, allowed));
        return account.isPresent();
    }

    /** The environment, with what makes a server send by the mail server here wherever it says nothing of its own. */
    public Map<String, String> settings(Map<String, String> environment, Path folder) throws IOException {
        Path ca = Files.createDirectories(folder).resolve("demo-ca.pem").toAbsolutePath();
        Files.writeString(ca, authority.pem());
        Map<String, String> settings = new HashMap<>(Map.of(
                "FROMLINE_PLATFORM_RELAY",
                "smtps://" + PLATFORM_USER + ":" + PLATFORM_PASSWORD + "@" + HOST + ":" + server.tlsPort(),
                "FROMLINE_DEFAULT_SENDER",
                "\"{tenant} via Kramnica\" <shops@kramnica.example>",
                "FROMLINE_PRICING_URL",
                "https://kramnica.example/pricing",
                "FROMLINE_EGRESS_ALLOW",
                "127.0.0.1/32,::1/128",
                "FROMLINE_EXTRA_CA",
                ca.toString(),
                "FROMLINE_SIMULATOR",
                "true"));
        if (!environment.containsKey("FROMLINE_PROBE_DOMAIN")) {
            int port = freePort(PROBE_PORT);
            settings.put("FROMLINE_PROBE_DOMAIN", PROBE_DOMAIN);
            settings.put("FROMLINE_PROBE_PORT", String.valueOf(port));
            forwarding = new Forwarding(PROBE_DOMAIN, port);
        }
        int moved = moved(environment.get("FROMLINE_HTTP_PORT"));
        settings.put("FROMLINE_SUBMISSION_PORT", String.valueOf(freePort(SUBMISSION_PORT + moved)));
        settings.put("FROMLINE_SUBMISSION_TLS_PORT", String.valueOf(freePort(SUBMISSION_TLS_PORT + moved)));
        settings.putAll(environment);
        return settings;
    }

    /** How far pages and API stand from their usual port. */
    private static int moved(@Nullable String httpPort) {
        boolean near = httpPort != null && httpPort.matches("[1-9]\\d{3,4}") && Integer.parseInt(httpPort) < 60_000;
        return near ? Integer.parseInt(httpPort) - HTTP_PORT : 0;
    }

    /** This port, else any: it is asked for again in a moment, by whoever listens on it. */
    private static int freePort(int wanted) throws IOException {
        try (var usual = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (IOException taken) {
            try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return any.getLocalPort();
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
