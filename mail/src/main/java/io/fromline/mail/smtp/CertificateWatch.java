package io.fromline.mail.smtp;

import java.security.cert.X509Certificate;

/** Is shown the certificate of each server that has proved its name; must neither fail nor wait. */
@FunctionalInterface
public interface CertificateWatch {

    void seen(SmtpServer server, X509Certificate certificate);

    /** Does not look. */
    CertificateWatch NONE = (_, _) -> {};
}
