package io.fromline.feedback;

import io.fromline.dns.Dns;
import io.fromline.dns.PatientDns;
import io.fromline.feedback.Arrival.Check;
import io.fromline.feedback.authenticity.Dkim;
import io.fromline.feedback.authenticity.Dmarc;
import io.fromline.feedback.authenticity.Result;
import io.fromline.feedback.authenticity.Spf;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** Reads from a message and its connection whatever can be known of its way and its sender; never throws for what it is given. */
final class Examiner {

    /** Less than the ten minutes that a sender waits for the last reply (RFC 5321 §4.5.3.2.6). */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Dns dns;
    private final InstantSource clock;

    Examiner(Dns dns, InstantSource clock) {
        this.dns = dns;
        this.clock = clock;
    }

    Arrival examine(Delivered mail) {
        var headers = Headers.of(mail.bytes());
        var letterhead = headers.letterhead(mail.returnPath());
        return new Arrival(
                mail.at(),
                letterhead,
                proofs(mail, letterhead.from()),
                new Arrival.Tls(mail.tls(), headers.legBefore()));
    }

    private Arrival.Proofs proofs(Delivered mail, String from) {
        var patient = new PatientDns(dns, clock, PATIENCE);
        var domain = from.substring(from.lastIndexOf('@') + 1);
        var signatures = Dkim.verify(mail.bytes(), patient);
        var spf = Spf.check(mail.ip(), mail.returnPath(), mail.helo(), patient);
        var dmarc = Dmarc.check(domain, spf, signatures, patient);
        return new Arrival.Proofs(
                new Check(spf.result(), dmarc.spf(), Headers.cut(spf.domain()), spf.word()),
                dkim(signatures, dmarc.dkim(), domain),
                new Check(dmarc.result(), dmarc.spf() || dmarc.dkim(), domain, Headers.cut(dmarc.policy())));
    }

    /** Of several signatures the one that proves most. */
    private static Check dkim(List<Dkim.Signature> signatures, boolean aligned, String sender) {
        return signatures.stream()
                .min(Comparator.comparing(Dkim.Signature::result)
                        .thenComparing(signature -> signature.domain().endsWith(sender) ? 0 : 1))
                .map(signature -> new Check(signature.result(), aligned, Headers.cut(signature.domain()), ""))
                .orElse(new Check(Result.NONE, false, "", ""));
    }
}
