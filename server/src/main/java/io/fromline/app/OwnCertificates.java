package io.fromline.app;

import io.fromline.alert.Ahead.Certificate;
import io.fromline.alert.Observed.RelayName;
import io.fromline.tenant.TenantId;
import io.fromline.tls.CertificateFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The certificates that our own mail servers show, as they stand in their files now; those made at the start do not end. */
final class OwnCertificates {

    private final Config.Mail mail;

    OwnCertificates(Config.Mail mail) {
        this.mail = mail;
    }

    List<Certificate> look() {
        var probe = mail.probe();
        var name = probe.domain();
        return Stream.concat(
                        at(
                                "submission",
                                mail.submission().host(),
                                mail.submission().certificate()),
                        at("probe", name == null ? "" : name, probe.certificate()))
                .toList();
    }

    private static Stream<Certificate> at(String place, String host, @Nullable Path file) {
        return file == null
                ? Stream.empty()
                : CertificateFile.first(file).stream()
                        .map(certificate -> new Certificate(
                                new RelayName(TenantId.PLATFORM, place, host, "smtp"),
                                place,
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant()));
    }
}
