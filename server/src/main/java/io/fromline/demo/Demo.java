package io.fromline.demo;

import io.fromline.peer.MailServer;
import io.fromline.peer.MailServer.Ports;
import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The demonstration's surroundings: a mail server on this machine, and the settings with which a server uses it.
 *
 * <p>Its mail server listens on the loopback interface only and passes nothing on.
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

    /** The customary ports where this user may have them, else ones that look like them, else any. */
    private static final List<Ports> PORTS = List.of(new Ports(465, 587), new Ports(10465, 10587), Ports.FREE);

    private final LocalInbox inbox = new LocalInbox(MESSAGES_KEPT);
    private final TestAuthority authority = TestAuthority.create();
    private final MailServer server;

    private Demo() {
        server = listening(authority.serverContext(HOST), inbox);
    }

    /** Starts the mail server. */
    public static Demo start() {
        return new Demo();
    }

    private static MailServer listening(SSLContext tls, LocalInbox inbox) {
        Map<String, String> users = Map.of(PLATFORM_USER, PLATFORM_PASSWORD, SHOP_USER, SHOP_PASSWORD);
        RuntimeException last = new IllegalStateException("no ports");
        for (Ports ports : PORTS) {
            try {
                return MailServer.start(tls, ports, users, inbox::add);
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
        settings.putAll(environment);
        return settings;
    }

    @Override
    public void close() {
        server.close();
    }
}
