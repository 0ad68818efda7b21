package io.fromline.mail.smtp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
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

    /** Buffers live as long as a call here, so that nobody need look for lost ones. */
    private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(true, true);

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
                    .protocols(PROTOCOLS)
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
        var engine = context.newEngine(MEMORY, host, port);
        try {
            var streams = new EngineStreams(engine, raw.getInputStream(), raw.getOutputStream());
            streams.handshake();
            return new OverBoring(engine, streams);
        } catch (IOException e) {
            ReferenceCountUtil.release(engine);
            throw Tls.failed(e);
        }
    }

    private record OverBoring(SSLEngine engine, EngineStreams streams) implements Secured {

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
            return Tls.certificate(engine.getSession());
        }

        @Override
        public void release() {
            streams.release(() -> ReferenceCountUtil.release(engine));
        }
    }
}
