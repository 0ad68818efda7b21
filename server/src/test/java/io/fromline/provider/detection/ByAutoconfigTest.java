package io.fromline.provider.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.egress.Resolver;
import io.fromline.mail.Mailbox;
import io.fromline.peer.TestAuthority;
import io.fromline.provider.Providers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a web server that speaks HTTPS. */
class ByAutoconfigTest {

    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Network> LOOPBACK = Network.parseList("127.0.0.1");
    private static final String HOSTS = "autoconfig.shop.example,shop.example";

    private static final String GOOD = config("smtp", "mail.shop.example", "465", "SSL");

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.serverContext(HOSTS.split(","))));
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            var page = pages.get(exchange.getRequestHeaders().getFirst("Host"));
            var bytes = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "https://shop.example/");
            int status = page == null ? 404 : page.startsWith("http") ? 302 : 200;
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_domains_own_settings_are_read() {
        pages.put("autoconfig.shop.example", GOOD);
        assertThat(find(LOOPBACK))
                .contains(new Finding(null, new Settings("mail.shop.example", 465, "tls", "orders@shop.example")));
        assertThat(asked).contains("autoconfig.shop.example/mail/config-v1.1.xml?emailaddress=orders%40shop.example");
    }

    @Test
    void the_other_customary_place_does_too() {
        pages.put("shop.example", GOOD);
        assertThat(find(LOOPBACK)).isPresent();
        assertThat(asked).contains("shop.example/.well-known/autoconfig/mail/config-v1.1.xml");
    }

    @Test
    void a_network_that_is_barred_is_not_called() {
        pages.put("autoconfig.shop.example", GOOD);
        assertThat(find(List.of())).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_server_that_does_not_prove_its_name_is_not_believed() {
        pages.put("autoconfig.other.example", GOOD);
        pages.put("other.example", GOOD);
        assertThat(find(LOOPBACK, "orders@other.example")).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() {
        pages.put("autoconfig.shop.example", "https://shop.example/");
        assertThat(find(LOOPBACK)).isEmpty();
    }

    @Test
    void a_server_that_is_silent_is_given_up() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var limit = Duration.ofMillis(200);
            var https = new HttpsGet(door(LOOPBACK), AUTHORITY.clientContext(), silent.getLocalPort(), limit);
            assertThat(step(https, PATIENCE).find(Mailbox.of("orders@shop.example")))
                    .isEmpty();
        }
    }

    @Test
    void a_file_without_end_is_none() {
        pages.put("autoconfig.shop.example", GOOD + " ".repeat(70_000));
        assertThat(find(LOOPBACK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a file at all",
                "<html><body>Welcome</body></html>",
                "<clientConfig><outgoingServer><hostname>mail.shop.example",
                "<!DOCTYPE c [<!ENTITY h \"mail.shop.example\">]><c><outgoingServer type=\"smtp\"><hostname>&h;</hostname>"
                        + "<port>465</port><socketType>SSL</socketType></outgoingServer></c>",
                "<!DOCTYPE c SYSTEM \"https://shop.example/c.dtd\"><c/>",
                "<!DOCTYPE c [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><c><outgoingServer type=\"smtp\"><hostname>"
                        + "mail.shop.example</hostname><port>465</port><socketType>SSL</socketType><username>&f;</username>"
                        + "</outgoingServer></c>",
                "<!DOCTYPE c [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY d"
                        + " \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><c><outgoingServer type=\"smtp\"><hostname>&d;</hostname></outgoingServer></c>"
            })
    void hostile_and_broken_files_are_none(String page) {
        pages.put("autoconfig.shop.example", page);
        assertThat(find(LOOPBACK)).isEmpty();
    }

    @Test
    void a_server_that_may_not_be_offered_is_passed_over() {
        for (var written : List.of(
                config("smtp", "inside.shop.example", "465", "SSL"),
                config("smtp", "nowhere.shop.example", "465", "SSL"),
                config("smtp", "localhost", "465", "SSL"),
                config("smtp", "169.254.169.254", "465", "SSL"),
                config("smtp", "mail.shop.example", "465", "STARTTLS"),
                config("smtp", "mail.shop.example", "587", "plain"),
                config("smtp", "mail.shop.example", "22", "SSL"),
                config("smtp", "mail.shop.example", "4650000000", "SSL"),
                config("imap", "mail.shop.example", "465", "SSL"),
                GOOD.replace("password-cleartext", "OAuth2"),
                GOOD.replace("%EMAILADDRESS%", "x".repeat(300)))) {
            pages.put("autoconfig.shop.example", written);
            assertThat(find(LOOPBACK)).as(written).isEmpty();
        }
    }

    @Test
    void the_first_server_that_may_be_offered_is_taken() {
        pages.put(
                "autoconfig.shop.example",
                config("smtp", "inside.shop.example", "465", "SSL").replace("</clientConfig>", "")
                        + config("smtp", "MAIL.%EMAILDOMAIN%", "587", "STARTTLS")
                                .replaceFirst("(?s).*<emailProvider", "<emailProvider")
                                .replace("%EMAILADDRESS%", "%EMAILLOCALPART%"));
        assertThat(find(LOOPBACK))
                .contains(new Finding(null, new Settings("mail.shop.example", 587, "starttls", "orders")));
    }

    private static String config(String type, String host, String port, String socket) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <clientConfig version="1.1"><emailProvider id="shop.example">
                  <incomingServer type="imap"><hostname>imap.shop.example</hostname><port>993</port></incomingServer>
                  <outgoingServer type="%s">
                    <hostname> %s </hostname><port>%s</port><socketType>%s</socketType>
                    <username>%%EMAILADDRESS%%</username><authentication>password-cleartext</authentication>
                  </outgoingServer>
                </emailProvider></clientConfig>""".formatted(type, host, port, socket);
    }

    private Optional<Finding> find(List<Network> allowed) {
        return find(allowed, "orders@shop.example");
    }

    private Optional<Finding> find(List<Network> allowed, String address) {
        var https = new HttpsGet(
                door(allowed), AUTHORITY.clientContext(), server.getAddress().getPort(), PATIENCE);
        return step(https, PATIENCE).find(Mailbox.of(address));
    }

    private static Egress door(List<Network> allowed) {
        return new Egress(_ -> List.of(InetAddress.getLoopbackAddress()), allowed, Set.of(443));
    }

    private static ByAutoconfig step(HttpsGet https, Duration patience) {
        Resolver names = host -> switch (host) {
            case "mail.shop.example" -> List.of(InetAddress.ofLiteral("9.9.9.9"));
            case "inside.shop.example" -> List.of(InetAddress.ofLiteral("10.0.0.5"));
            default -> throw new UnknownHostException(host);
        };
        var reach = new Reach(new Egress(names, List.of()), Duration.ofSeconds(5));
        return new ByAutoconfig(https, patience, reach, Providers.load());
    }
}
