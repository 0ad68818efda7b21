package io.fromline.provider.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.egress.Resolver;
import io.fromline.mail.Mailbox;
import io.fromline.mail.smtp.SmtpClient;
import io.fromline.mail.smtp.Timeouts;
import io.fromline.mail.smtp.Trust;
import io.fromline.peer.MailServer;
import io.fromline.peer.TestAuthority;
import io.fromline.provider.Providers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against mail servers that speak. */
class ByProbeTest {

    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Network> LOOPBACK = Network.parseList("127.0.0.1");

    @Test
    void a_server_under_a_customary_name_is_found() {
        try (var server = server("smtp.shop.example", "mail.shop.example")) {
            assertThat(find(server.tlsPort(), server.startTlsPort(), LOOPBACK))
                    .contains(new Finding(
                            null, new Settings("smtp.shop.example", server.tlsPort(), "tls", "orders@shop.example")));
        }
    }

    @Test
    void the_name_is_the_one_that_the_certificate_proves() {
        try (var server = server("mail.shop.example")) {
            assertThat(find(server.tlsPort(), server.startTlsPort(), LOOPBACK)
                            .orElseThrow()
                            .settings())
                    .isEqualTo(new Settings("mail.shop.example", server.tlsPort(), "tls", "orders@shop.example"));
        }
        try (var server = server("server7.hosting.example")) {
            assertThat(find(server.tlsPort(), server.startTlsPort(), LOOPBACK)).isEmpty();
        }
    }

    @Test
    void starttls_does_where_the_other_port_is_closed() throws IOException {
        try (var server = server("smtp.shop.example")) {
            assertThat(find(closedPort(), server.startTlsPort(), LOOPBACK)
                            .orElseThrow()
                            .settings())
                    .isEqualTo(new Settings(
                            "smtp.shop.example", server.startTlsPort(), "starttls", "orders@shop.example"));
        }
    }

    @Test
    void a_network_that_is_barred_looks_like_a_closed_port() {
        try (var server = server("smtp.shop.example")) {
            assertThat(find(server.tlsPort(), server.startTlsPort(), List.of())).isEmpty();
        }
    }

    @Test
    void a_silent_server_is_given_up_and_does_not_hide_the_others() throws IOException {
        try (var silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                var server = server("mail.shop.example")) {
            var client = client(LOOPBACK, Set.of("mail.shop.example", "smtp.shop.example"), Duration.ofMillis(300));
            var ports = new ByProbe.Ports(silent.getLocalPort(), server.startTlsPort());
            assertThat(new ByProbe(client, PATIENCE, Providers.load(), ports)
                            .find(Mailbox.of("orders@shop.example"))
                            .orElseThrow()
                            .settings())
                    .isEqualTo(new Settings(
                            "mail.shop.example", server.startTlsPort(), "starttls", "orders@shop.example"));
        }
    }

    private static Optional<Finding> find(int tls, int startTls, List<Network> allowed) {
        var client = client(allowed, Set.of("smtp.shop.example", "mail.shop.example"), Duration.ofSeconds(10));
        return new ByProbe(client, PATIENCE, Providers.load(), new ByProbe.Ports(tls, startTls))
                .find(Mailbox.of("orders@shop.example"));
    }

    private static SmtpClient client(List<Network> allowed, Set<String> hosts, Duration limit) {
        Resolver names = host -> {
            if (hosts.contains(host)) {
                return List.of(InetAddress.getLoopbackAddress());
            }
            throw new UnknownHostException(host);
        };
        return new SmtpClient(
                new Egress(names, allowed), Trust.systemAnd(AUTHORITY.pem()), "fromline.example", Timeouts.all(limit));
    }

    private static MailServer server(String... names) {
        return MailServer.start(AUTHORITY.serverContext(names), Map.of(), message -> {
            throw new AssertionError("no mail is sent");
        });
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
