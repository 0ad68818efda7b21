package io.fromline.alert;

import io.fromline.alert.Ahead.Certificate;
import io.fromline.alert.Ahead.Domain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Decides what of that which mail has not met yet is an incident. Pure. */
final class AheadPolicy {

    /** Whoever renews by hand needs some days; whoever renews by a program has done so long before. */
    static final Duration NOTICE = Duration.ofDays(14);

    /** A certificate made for a few days only is renewed in its last part, which is nothing to tell of. */
    private static final int LAST_PART = 4;

    private AheadPolicy() {}

    static List<Finding> findings(Ahead ahead, Instant now) {
        return Stream.concat(
                        ahead.certificates().stream()
                                .filter(certificate -> !now.isBefore(notice(certificate)))
                                .map(certificate -> finding(certificate, now)),
                        ahead.domains().stream().map(AheadPolicy::finding))
                .toList();
    }

    /** From when on it is told. */
    private static Instant notice(Certificate certificate) {
        var part = Duration.between(certificate.from(), certificate.until()).dividedBy(LAST_PART);
        return certificate.until().minus(part.compareTo(NOTICE) < 0 ? part : NOTICE);
    }

    private static Finding finding(Certificate certificate, Instant now) {
        var server = certificate.server();
        boolean ended = !now.isBefore(certificate.until());
        var facts = Map.of(
                "server", server.server(),
                "provider", server.provider(),
                "place", certificate.place(),
                "ended", ended ? "yes" : "no",
                "until", certificate.until().toString());
        return new Finding(
                server.owner(), IncidentKind.CERTIFICATE_ENDING, server.id(), null, facts, notice(certificate));
    }

    private static Finding finding(Domain domain) {
        var facts = Map.of("domain", domain.name(), "trouble", domain.trouble());
        return new Finding(domain.tenant(), IncidentKind.DOMAIN_BROKEN, domain.name(), null, facts, domain.since());
    }
}
