package io.fromline.tls;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate of a mail server here: a given one, or one made at the start, which mail servers take as well (RFC 7435). */
public final class ServerTls {

    private static final Duration LIFE = Duration.ofDays(3650);
    private static final char[] NO_PASSWORD = {};

    private ServerTls() {}

    /** With a certificate that says this name and is signed by itself. */
    public static KeyManagerFactory selfMade(String name) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            var subject = new X500Name("CN=" + name);
            var now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(120, new SecureRandom()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(LIFE)),
                    subject,
                    keys.getPublic());
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return keys(keys.getPrivate(), certificate);
        } catch (GeneralSecurityException | OperatorCreationException | IOException broken) {
            throw new IllegalStateException("no certificate for " + name, broken);
        }
    }

    /** With the certificate chain and the key of these PEM files. */
    public static KeyManagerFactory given(Path chain, Path key) throws IOException, GeneralSecurityException {
        try (var certificates = Files.newInputStream(chain);
                var secret = Files.newBufferedReader(key)) {
            return keys(
                    key(secret),
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(certificates)
                            .toArray(Certificate[]::new));
        }
    }

    private static PrivateKey key(Reader pem) throws IOException {
        var converter = new JcaPEMKeyConverter();
        return switch (new PEMParser(pem).readObject()) {
            case PrivateKeyInfo info -> converter.getPrivateKey(info);
            case PEMKeyPair pair -> converter.getKeyPair(pair).getPrivate();
            case null, default -> throw new IOException("no private key in PEM, or one with a password");
        };
    }

    private static KeyManagerFactory keys(PrivateKey key, Certificate... chain)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, NO_PASSWORD, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys;
    }
}
