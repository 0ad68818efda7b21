package io.fromline.mail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of every kind, with BoringSSL and with Java's TLS on this side. */
class TlsAcceptorTest {

    private static final TestAuthority AUTHORITY = TestAuthority.create();

    private ServerSocket listener;

    static Stream<TlsAcceptor> acceptors() {
        var keys = AUTHORITY.serverKeys("localhost");
        return Stream.of(BoringAcceptor.of(keys, System::nanoTime), new JavaAcceptor(TlsAcceptor.context(keys)));
    }

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    /** Greets, sends back all that a client says, and ends when it does. */
    private Thread echo(TlsAcceptor acceptor) {
        return Thread.ofVirtual().start(() -> {
            try (var plain = listener.accept()) {
                var encrypted = acceptor.accept(plain);
                try {
                    encrypted.output().write('*');
                    encrypted.input().transferTo(encrypted.output());
                } finally {
                    encrypted.finish();
                }
            } catch (IOException left) {
                // the client's side shows it
            }
        });
    }

    private SSLSocket client(SSLContext context, String... protocols) throws IOException {
        var plain = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var client = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        client.setEnabledProtocols(protocols);
        return client;
    }

    @ParameterizedTest
    @MethodSource("acceptors")
    void what_is_said_comes_through_both_ways_whatever_its_size_and_the_end_is_told(TlsAcceptor acceptor)
            throws IOException {
        for (var protocol : TlsAcceptor.PROTOCOLS) {
            echo(acceptor);
            try (var client = client(AUTHORITY.clientContext(), protocol)) {
                assertThat(client.getInputStream().read()).isEqualTo('*');
                for (int size : new int[] {1, 2_048, 16_384, 16_385, 100_000}) {
                    var said = "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
                    Thread.ofVirtual().start(() -> {
                        try {
                            client.getOutputStream().write(said);
                        } catch (IOException gone) {
                            // then too little comes back
                        }
                    });
                    assertThat(client.getInputStream().readNBytes(size)).isEqualTo(said);
                }
                client.shutdownOutput();
                assertThat(client.getInputStream().read()).as(protocol).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("acceptors")
    void who_comes_back_resumes_the_session(TlsAcceptor acceptor) throws IOException {
        var context = AUTHORITY.clientContext();
        assertThat(resumes(acceptor, context)).isFalse();
        assertThat(resumes(acceptor, context)).isTrue();
    }

    @Test
    void tickets_are_taken_on_the_next_day_and_no_longer() throws IOException {
        var nanos = new AtomicLong();
        var acceptor = BoringAcceptor.of(AUTHORITY.serverKeys("localhost"), nanos::get);
        var nextDay = AUTHORITY.clientContext();
        var later = AUTHORITY.clientContext();
        resumes(acceptor, nextDay);
        resumes(acceptor, later);

        nanos.addAndGet(TimeUnit.DAYS.toNanos(1));
        assertThat(resumes(acceptor, nextDay)).isTrue();

        nanos.addAndGet(TimeUnit.DAYS.toNanos(1));
        assertThat(resumes(acceptor, later)).isFalse();
    }

    /** Whether a visit goes on with the session of one before. */
    private boolean resumes(TlsAcceptor acceptor, SSLContext context) throws IOException {
        echo(acceptor);
        try (var client = client(context, "TLSv1.3")) {
            assertThat(client.getInputStream().read()).isEqualTo('*');
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
            boolean resumed = client.getSession().getValue("been here") != null;
            client.getSession().putValue("been here", "yes");
            return resumed;
        }
    }

    @ParameterizedTest
    @MethodSource("acceptors")
    void who_speaks_no_tls_or_leaves_meanwhile_breaks_nothing(TlsAcceptor acceptor)
            throws IOException, InterruptedException {
        for (var said : new String[] {"EHLO app.example\r\n", "\u0016\u0003\u0001\u0002", ""}) {
            var server = echo(acceptor);
            try (var client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                client.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException reset) {
                // as good an end as any
            }
            server.join();
        }
        echo(acceptor);
        try (var client = client(AUTHORITY.clientContext(), "TLSv1.3")) {
            client.startHandshake();
        }
    }
}
