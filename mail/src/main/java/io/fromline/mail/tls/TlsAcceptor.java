package io.fromline.mail.tls;

import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes connections TLS, 1.2 or later, as their server. Thread-safe. */
public interface TlsAcceptor {

    /** In the order of preference. */
    List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** With these keys: by BoringSSL where its library is there for the platform, else by Java. */
    static TlsAcceptor of(KeyManagerFactory keys) {
        return OpenSsl.isAvailable() ? BoringAcceptor.of(keys, System::nanoTime) : new JavaAcceptor(context(keys));
    }

    /** What Java's own TLS needs to use these keys. */
    static SSLContext context(KeyManagerFactory keys) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    /**
     * Shakes hands, as patiently as the socket is.
     *
     * @throws IOException when the client leaves or does not shake hands
     */
    Accepted accept(Socket plain) throws IOException;

    /** The two directions of a connection under TLS, each for one thread at a time. */
    interface Accepted {

        InputStream input();

        OutputStream output();

        /** Says that it ends (RFC 8446 §6.1), without waiting for the client to say so, too; gives up what it holds. */
        void finish();
    }
}
