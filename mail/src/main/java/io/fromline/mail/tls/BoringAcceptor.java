package io.fromline.mail.tls;

import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/** TLS by BoringSSL; a client that comes back resumes its session by a ticket. */
record BoringAcceptor(SslContext context, TicketKeys ticketKeys) implements TlsAcceptor {

    /** Most mail is short, or comes in pieces. */
    private static final int MAIL = 2_048;

    static BoringAcceptor of(KeyManagerFactory keys, LongSupplier nanos) {
        try {
            var context = SslContextBuilder.forServer(new OpenSslCachingX509KeyManagerFactory(keys))
                    .sslProvider(SslProvider.OPENSSL)
                    .protocols(PROTOCOLS)
                    .build();
            return new BoringAcceptor(context, new TicketKeys((OpenSslSessionContext) context.sessionContext(), nanos));
        } catch (SSLException e) {
            throw new IllegalStateException("BoringSSL is there and can't be used", e);
        }
    }

    @Override
    public Accepted accept(Socket plain) throws IOException {
        ticketKeys.renew();
        return new ByBoring(EngineStreams.shakeHands(context::newEngine, plain, MAIL));
    }

    private record ByBoring(EngineStreams streams) implements Accepted {

        @Override
        public InputStream input() {
            return streams.input();
        }

        @Override
        public OutputStream output() {
            return streams.output();
        }

        @Override
        public void finish() {
            try {
                streams.finish();
            } catch (IOException gone) {
                // then there is nobody to tell
            } finally {
                streams.release();
            }
        }
    }
}
