package io.fromline.mail.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS as Java brings it along. */
record JavaAcceptor(SSLContext context) implements TlsAcceptor {

    @Override
    public Accepted accept(Socket plain) throws IOException {
        var tls = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        tls.setUseClientMode(false);
        tls.setEnabledProtocols(PROTOCOLS.toArray(String[]::new));
        tls.startHandshake();
        return new ByJava(tls, tls.getInputStream(), tls.getOutputStream());
    }

    private record ByJava(SSLSocket tls, InputStream input, OutputStream output) implements Accepted {

        @Override
        public void finish() {
            try {
                tls.shutdownOutput();
            } catch (IOException gone) {
                // then there is nobody to tell
            }
        }
    }
}
