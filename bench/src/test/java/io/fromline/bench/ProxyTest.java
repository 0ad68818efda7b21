package io.fromline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProxyTest {

    private static final int DELAY_MILLIS = 30;

    @Test
    void eachDirectionTakesItsTimeAndKeepsTheOrder() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = new Proxy(server.getLocalPort(), DELAY_MILLIS);
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            long begun = System.nanoTime();
            client.getOutputStream().write("first ".getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write("second".getBytes(StandardCharsets.US_ASCII));
            try (var served = server.accept()) {
                byte[] heard = served.getInputStream().readNBytes(12);
                served.getOutputStream().write(heard);
                assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("first second");
            }
            assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(2 * DELAY_MILLIS);
        }
    }

    @Test
    void whenSilentItConnectsAndSaysNothing() throws Exception {
        try (var sink = new Sink(Sink.Chunking.NONE);
                var proxy = new Proxy(sink.port(), 0)) {
            proxy.fallSilent();
            try (var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                client.setSoTimeout(100);
                client.getOutputStream().write(1);
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }
}
