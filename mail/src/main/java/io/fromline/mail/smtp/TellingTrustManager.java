package io.fromline.mail.smtp;

import io.fromline.mail.Fault.Kind;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts exactly what Java's own trust manager trusts, host name included, and tells why not as a {@link Kind}. */
final class TellingTrustManager extends X509ExtendedTrustManager {

    private static final List<String> TOO_OLD =
            List.of("protocol_version", "selected protocol version", "ALERT_PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL");

    /** Why a certificate was not trusted. */
    static final class Distrusted extends CertificateException {

        private static final long serialVersionUID = 1;

        private final Kind kind;

        Distrusted(Kind kind, CertificateException cause) {
            super(cause);
            this.kind = kind;
        }
    }

    /** Why a handshake failed. */
    static Kind kind(IOException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Distrusted distrusted) {
                return distrusted.kind;
            }
        }
        return tooOld(failure) ? Kind.TLS_TOO_OLD : Kind.TLS_HANDSHAKE;
    }

    /** The alert (RFC 8446 §6.2), or the server's choice of a version that we refuse: Java and BoringSSL tell either in words only. */
    private static boolean tooOld(IOException failure) {
        var message = failure.getMessage();
        return failure instanceof SSLException
                && message != null
                && TOO_OLD.stream().anyMatch(message::contains);
    }

    private final X509ExtendedTrustManager java;

    TellingTrustManager(X509ExtendedTrustManager java) {
        this.java = java;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            java.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw new Distrusted(kind(chain, authType), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            java.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new Distrusted(kind(chain, authType), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        java.checkServerTrusted(chain, authType);
    }

    private Kind kind(X509Certificate[] chain, String authType) {
        try {
            for (var certificate : chain) {
                certificate.checkValidity();
            }
            // The same check but for the host name: when it passes, the name was the trouble.
            java.checkServerTrusted(chain, authType);
            return Kind.TLS_NAME_MISMATCH;
        } catch (CertificateExpiredException | CertificateNotYetValidException _) {
            return Kind.TLS_EXPIRED;
        } catch (CertificateException _) {
            return Kind.TLS_UNTRUSTED;
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return java.getAcceptedIssuers();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("not a server");
    }
}
