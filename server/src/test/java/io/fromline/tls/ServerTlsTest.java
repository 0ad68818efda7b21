package io.fromline.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {

    @TempDir
    Path folder;

    private Path chain;
    private Path key;

    @BeforeEach
    void files() throws IOException, GeneralSecurityException, OperatorCreationException {
        var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var name = new X500Name("CN=probe.example");
        var now = Instant.now();
        var certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now),
                                Date.from(now.plusSeconds(3600)),
                                name,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        chain = Files.writeString(folder.resolve("chain.pem"), pem(certificate));
        key = Files.writeString(folder.resolve("key.pem"), pem(keys.getPrivate()));
    }

    @Test
    void a_certificate_and_its_key_can_be_given() {
        assertThatCode(() -> ServerTls.given(chain, key)).doesNotThrowAnyException();
    }

    @Test
    void files_that_are_not_what_they_should_be_are_told() {
        assertThatThrownBy(() -> ServerTls.given(chain, chain)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ServerTls.given(folder.resolve("none.pem"), key))
                .isInstanceOf(IOException.class);
    }

    private static String pem(Object part) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(part);
        }
        return text.toString();
    }
}
