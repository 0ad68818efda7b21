package io.fromline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.egress.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPostTest {

    private static final Resolver LOOPBACK = _ -> List.of(InetAddress.getLoopbackAddress());

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseHeaders().set("Location", "/200");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"200, taken", "204, taken", "302, 302", "410, 410", "500, 500"})
    void the_status_says_what_became_of_it_and_redirects_are_not_followed(int status, String outcome) {
        assertThat(post(Network.parseList("127.0.0.1"), "/" + status).label()).isEqualTo(outcome);
        assertThat(calls).hasValue(1);
    }

    @Test
    void no_network_is_called_that_the_operator_has_not_allowed() {
        assertThat(post(List.of(), "/200").label()).isEqualTo("unreachable");
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_server_without_tls_is_not_called_by_https() throws NoSuchAlgorithmException {
        var door = new Egress(LOOPBACK, Network.parseList("127.0.0.1"), Set.of(443));
        var address =
                URI.create("https://hooks.shop.example:" + server.getAddress().getPort() + "/200");
        var impatient = Duration.ofMillis(300);
        assertThat(new HttpPost(door, door, SSLContext.getDefault(), impatient)
                        .post(address, Map.of(), "{}")
                        .label())
                .isEqualTo("timeout");
        assertThat(calls).hasValue(0);
    }

    private CallOutcome post(List<Network> allowed, String path) {
        try {
            var closed = new Egress(LOOPBACK, List.of(), Set.of());
            var door = new Egress(LOOPBACK, allowed, Set.of());
            var address = URI.create(
                    "http://hooks.shop.example:" + server.getAddress().getPort() + path);
            return new HttpPost(closed, door, SSLContext.getDefault(), LIMIT)
                    .post(address, Map.of("webhook-id", "1"), "{}");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
