package io.fromline.mail.smtp;

import io.fromline.mail.tls.TlsAcceptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** TLS as Java brings it along: everywhere, and slower to shake hands. */
record JavaTls(SSLContext context) implements Tls {

    @Override
    public Secured secure(Socket raw, String host, int port) throws IOException {
        var tls = (SSLSocket) context.getSocketFactory().createSocket(raw, host, port, true);
        var parameters = tls.getSSLParameters();
        parameters.setProtocols(TlsAcceptor.PROTOCOLS.toArray(String[]::new));
        parameters.setEndpointIdentificationAlgorithm(NAMES);
        tls.setSSLParameters(parameters);
        try {
            tls.startHandshake();
        } catch (IOException e) {
            throw Tls.failed(e);
        }
        return new OverJava(tls);
    }

    private record OverJava(SSLSocket tls) implements Secured {

        @Override
        public InputStream input() throws IOException {
            return tls.getInputStream();
        }

        @Override
        public OutputStream output() throws IOException {
            return tls.getOutputStream();
        }

        @Override
        public @Nullable X509Certificate certificate() {
            return Tls.certificate(tls.getSession());
        }

        @Override
        public void release() {
            // it holds nothing but memory
        }
    }
}
