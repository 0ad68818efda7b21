package io.fromline.mail.smtp;

import io.fromline.mail.tls.EngineStreams;
import io.fromline.mail.tls.TlsAcceptor;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS by BoringSSL, where its library is there for the platform: shakes hands in less than half the time.
 *
 * <p>Certificates are checked by the same trust manager as elsewhere.
 */
final class BoringTls implements Tls {

    /** Sessions kept to be resumed; each some 2 KB. */
    private static final int SESSIONS = 20_000;

    /** Most replies are a line or a few. */
    private static final int REPLIES = 512;

    private final SslContext context;

    private BoringTls(SslContext context) {
        this.context = context;
    }

    static boolean available() {
        return OpenSsl.isAvailable();
    }

    static BoringTls of(TrustManager manager) {
        try {
            return new BoringTls(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.OPENSSL)
                    .protocols(TlsAcceptor.PROTOCOLS)
                    .trustManager(manager)
                    .endpointIdentificationAlgorithm(NAMES)
                    .sessionCacheSize(SESSIONS)
                    .build());
        } catch (SSLException e) {
            throw new IllegalStateException("BoringSSL is there and can't be used", e);
        }
    }

    @Override
    public Secured secure(Socket raw, String host, int port) throws IOException {
        try {
            return new OverBoring(
                    EngineStreams.shakeHands(memory -> context.newEngine(memory, host, port), raw, REPLIES));
        } catch (IOException e) {
            throw Tls.failed(e);
        }
    }

    private record OverBoring(EngineStreams streams) implements Secured {

        @Override
        public InputStream input() {
            return streams.input();
        }

        @Override
        public OutputStream output() {
            return streams.output();
        }

        @Override
        public @Nullable X509Certificate certificate() {
            return Tls.certificate(streams.session());
        }

        @Override
        public void release() {
            streams.release();
        }
    }
}
