package io.fromline.mail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Makes a connection TLS, 1.2 or later, with a server that proves to be the host. Thread-safe.
 *
 * <p>A session is resumed with the same host and port only, for which its certificate was checked.
 */
interface Tls {

    /** Certificates are for host names as in RFC 9525. */
    String NAMES = "HTTPS";

    /**
     * Shakes hands.
     *
     * @throws Broken that tells why not
     * @throws IOException when the connection ends
     */
    Secured secure(Socket raw, String host, int port) throws IOException;

    /** The two directions of a connection under TLS. */
    interface Secured {

        InputStream input() throws IOException;

        OutputStream output() throws IOException;

        /** By which the server proved to be the host; {@code null} when that is not remembered of an earlier session. */
        @Nullable
        X509Certificate certificate();

        /** Gives up what it holds; says nothing to the server. */
        void release();
    }

    /** The certificate of the other side. */
    static @Nullable X509Certificate certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException forgotten) {
            return null;
        }
    }

    /** Why a handshake failed. */
    static Broken failed(IOException failure) {
        return failure instanceof Broken broken ? broken : new Broken(TellingTrustManager.kind(failure));
    }
}
