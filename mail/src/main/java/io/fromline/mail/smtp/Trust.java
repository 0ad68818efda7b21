package io.fromline.mail.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whose word for a server's certificate is taken. There is no way to trust everybody. */
public final class Trust {

    private final SSLContext context;
    private final X509ExtendedTrustManager manager;
    private @Nullable Tls tls;

    private Trust(SSLContext context, X509ExtendedTrustManager manager) {
        this.context = context;
        this.manager = manager;
    }

    /** The authorities that come with Java. */
    public static Trust system() {
        return of(List.of());
    }

    /**
     * The authorities that come with Java, and these.
     *
     * @param pem one or more certificates
     * @throws IllegalArgumentException when it holds none
     */
    public static Trust systemAnd(String pem) {
        try {
            var extra = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (extra.isEmpty()) {
                throw new IllegalArgumentException("no certificate in PEM form");
            }
            return of(extra);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not certificates in PEM form", e);
        }
    }

    /** For TLS that checks certificates by these authorities. */
    public SSLContext context() {
        return context;
    }

    /** For mail: by BoringSSL where it is there, else by Java; made when it is first needed, as that takes a moment. */
    synchronized Tls tls() {
        var made = tls;
        if (made == null) {
            made = BoringTls.available() ? BoringTls.of(manager) : new JavaTls(context);
            tls = made;
        }
        return made;
    }

    /** The same, by Java's own TLS. */
    Trust byJava() {
        var same = new Trust(context, manager);
        same.tls = new JavaTls(context);
        return same;
    }

    private static Trust of(Collection<? extends Certificate> extra) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate issuer : manager(null).getAcceptedIssuers()) {
                store.setCertificateEntry("system-" + number++, issuer);
            }
            for (Certificate issuer : extra) {
                store.setCertificateEntry("extra-" + number++, issuer);
            }
            return of(new TellingTrustManager(manager(store)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no usable trust store", e);
        }
    }

    /** For those whom the manager trusts. */
    static Trust of(X509ExtendedTrustManager manager) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {manager}, null);
        return new Trust(context, manager);
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
    }
}
