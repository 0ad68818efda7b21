package io.fromline.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Reads what a certificate file says. */
public final class CertificateFile {

    private CertificateFile() {}

    /** The server's own certificate, which stands first; empty when the file cannot be read now. */
    public static Optional<X509Certificate> first(Path chain) {
        try (var file = Files.newInputStream(chain)) {
            var read = CertificateFactory.getInstance("X.509").generateCertificate(file);
            return read instanceof X509Certificate certificate ? Optional.of(certificate) : Optional.empty();
        } catch (IOException | CertificateException _) {
            return Optional.empty();
        }
    }
}
