package io.fromline.peer;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority made in memory; its key never leaves the process.
 *
 * <p>Nobody trusts it but those who are given {@link #pem()}.
 */
public final class TestAuthority {

    private static final X500Name SUBJECT = new X500Name("CN=Fromline test authority");

    private final SecureRandom random = new SecureRandom();
    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestAuthority() throws GeneralSecurityException, OperatorCreationException, IOException {
        keys = newKeys();
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                SUBJECT,
                serial(),
                Date.from(now.minus(Duration.ofDays(400))),
                Date.from(now.plus(Duration.ofDays(400))),
                SUBJECT,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        certificate = sign(builder);
    }

    /** Makes a new authority. */
    public static TestAuthority create() {
        try {
            return new TestAuthority();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate authority", e);
        }
    }

    /** The authority's certificate in PEM, for {@code FROMLINE_EXTRA_CA} and the like. */
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** For a server of these host names or IP addresses, with a certificate that is valid now. */
    public SSLContext serverContext(String... names) {
        var now = Instant.now();
        return serverContext(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(300)), names);
    }

    /** Keys and certificate of a server of these names, for TLS that is not the JDK's. */
    public KeyManagerFactory serverKeys(String... names) {
        var now = Instant.now();
        try {
            return serverKeys(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(300)), names);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate for " + Arrays.toString(names), e);
        }
    }

    /** As {@link #serverContext(String...)}, but the certificate expired yesterday. */
    public SSLContext expiredServerContext(String... names) {
        var now = Instant.now();
        return serverContext(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(1)), names);
    }

    /** For a client that trusts this authority and nobody else. */
    public SSLContext clientContext() {
        try {
            var store = emptyStore();
            store.setCertificateEntry("authority", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), random);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext serverContext(Instant from, Instant until, String... names) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(serverKeys(from, until, names).getKeyManagers(), null, random);
            return context;
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate for " + Arrays.toString(names), e);
        }
    }

    private KeyManagerFactory serverKeys(Instant from, Instant until, String... names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var serverKeys = newKeys();
        var store = emptyStore();
        store.setKeyEntry("server", serverKeys.getPrivate(), new char[0], new X509Certificate[] {
            issue(serverKeys, from, until, names), certificate
        });
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        return managers;
    }

    private X509Certificate issue(KeyPair serverKeys, Instant from, Instant until, String... names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var builder = new JcaX509v3CertificateBuilder(
                SUBJECT,
                serial(),
                Date.from(from),
                Date.from(until),
                new X500Name("CN=" + names[0]),
                serverKeys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(Arrays.stream(names)
                        .map(name -> new GeneralName(
                                name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new)));
        return sign(builder);
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private BigInteger serial() {
        return new BigInteger(120, random);
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
