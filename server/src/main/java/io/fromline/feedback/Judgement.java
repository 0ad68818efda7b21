package io.fromline.feedback;

import io.fromline.feedback.Arrival.Check;
import io.fromline.feedback.Finding.Code;
import io.fromline.feedback.authenticity.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an arrival means: one sentence for all of it, and the findings. Pure; the only place that weighs them.
 *
 * @param fromKept whether From has the address that was sent
 * @param replyToKept whether answers go where they should
 */
public record Judgement(Headline headline, List<Finding> findings, boolean fromKept, boolean replyToKept) {

    private static final Duration LONG = Duration.ofMinutes(2);

    public Judgement {
        findings = List.copyOf(findings);
    }

    /** The whole in one sentence. */
    public enum Headline {
        /** Readers see another sender than the one that was set. */
        REWRITTEN,
        /** The domain's own rule tells receivers not to trust it. */
        DMARC_FAIL,
        /** Proven, by the domain's own rule. */
        PROVEN,
        /** Proven, but the domain has no rule that says what to do with mail that is not. */
        PROVEN_NO_RULE,
        /** Nothing proves the sender. */
        UNPROVEN,
        /** DNS did not answer. */
        UNKNOWN;

        /** The key of its text. */
        public String key() {
            return "arrival.verdict." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Weighs what arrived against what was sent. */
    public static Judgement of(RelayTest test, Arrival arrival) {
        List<Finding> findings = new ArrayList<>();
        var sent = test.order().from();
        var seen = arrival.letterhead();
        boolean fromKept = sent.mailbox().toString().equalsIgnoreCase(seen.from());
        var shown = Map.<String, Object>of("sent", sent.toString(), "shown", shown(seen));
        if (!fromKept) {
            findings.add(new Finding(Code.SENDER_REWRITTEN, shown));
        } else if (!sent.name().equals(seen.fromName())) {
            findings.add(new Finding(Code.SENDER_NAME_CHANGED, shown));
        }
        boolean replyToKept = replyTo(test, seen, findings);
        authenticity(arrival.proofs(), findings);
        encryption(arrival.tls(), findings);
        var took = Duration.between(test.startedAt(), arrival.at());
        if (took.compareTo(LONG) > 0) {
            findings.add(new Finding(Code.SLOW, Map.of("minutes", took.toMinutes())));
        }
        return new Judgement(headline(fromKept, arrival.proofs()), findings, fromKept, replyToKept);
    }

    /** The sender as readers see it. */
    public static String shown(Arrival.Letterhead seen) {
        return seen.fromName().isEmpty() ? seen.from() : "\"" + seen.fromName() + "\" <" + seen.from() + ">";
    }

    /** Whether the sender that a person read off is the one that was sent: its address, or, where none is shown, its name. */
    public static boolean fromKept(RelayTest test, String shown) {
        var sent = test.order().from();
        var lower = shown.toLowerCase(Locale.ROOT);
        return lower.contains("@")
                ? lower.matches("(?s)(.*[<\\s\"'(])?"
                        + Pattern.quote(sent.mailbox().toString().toLowerCase(Locale.ROOT)) + "(\\.?([>\\s\"'),;].*)?)")
                : shown.strip().equalsIgnoreCase(sent.name());
    }

    private static Headline headline(boolean fromKept, Arrival.Proofs proofs) {
        var dmarc = proofs.dmarc();
        return !fromKept
                ? Headline.REWRITTEN
                : switch (dmarc.result()) {
                    case PASS -> Headline.PROVEN;
                    case FAIL -> Headline.DMARC_FAIL;
                    case NONE ->
                        dmarc.aligned()
                                ? Headline.PROVEN_NO_RULE
                                : unknown(proofs) ? Headline.UNKNOWN : Headline.UNPROVEN;
                    case UNKNOWN -> dmarc.aligned() ? Headline.PROVEN_NO_RULE : Headline.UNKNOWN;
                };
    }

    private static boolean unknown(Arrival.Proofs proofs) {
        return List.of(proofs.spf(), proofs.dkim(), proofs.dmarc()).stream()
                .anyMatch(check -> check.result() == Result.UNKNOWN);
    }

    /** Nothing was asked for, or exactly that came; a Reply-To that only repeats the sender is none. */
    private static boolean replyTo(RelayTest test, Arrival.Letterhead seen, List<Finding> findings) {
        var wanted = test.order().replyTo();
        var shown = seen.replyTo();
        var expected = (wanted == null ? test.order().from().mailbox() : wanted).toString();
        var effective = shown == null ? seen.from() : shown;
        if (effective.equalsIgnoreCase(expected) || (wanted == null && shown == null)) {
            return true;
        }
        findings.add(
                shown == null
                        ? new Finding(Code.REPLY_TO_LOST, Map.of("sent", expected))
                        : new Finding(Code.REPLY_TO_CHANGED, Map.of("sent", expected, "shown", shown)));
        return false;
    }

    /** One of SPF and DKIM is enough (RFC 7489 §4.2), yet DKIM alone survives forwarding, so its lack is always told. */
    private static void authenticity(Arrival.Proofs proofs, List<Finding> findings) {
        var spf = proofs.spf();
        var dkim = proofs.dkim();
        switch (spf.result()) {
            case FAIL -> findings.add(on(Code.SPF_FAIL, spf));
            case NONE -> findings.add(on(Code.SPF_NONE, spf));
            case PASS -> {
                if (!spf.aligned() && !dkim.aligned()) {
                    findings.add(on(Code.SPF_OTHER_DOMAIN, spf));
                }
            }
            case UNKNOWN -> {}
        }
        switch (dkim.result()) {
            case FAIL -> findings.add(on(Code.DKIM_FAIL, dkim));
            case NONE -> findings.add(Finding.of(Code.DKIM_NONE));
            case PASS -> {
                if (!dkim.aligned()) {
                    findings.add(on(Code.DKIM_OTHER_DOMAIN, dkim));
                }
            }
            case UNKNOWN -> {}
        }
        switch (proofs.dmarc().result()) {
            case FAIL -> findings.add(on(Code.DMARC_FAIL, proofs.dmarc()));
            case NONE -> findings.add(on(Code.DMARC_NONE, proofs.dmarc()));
            case PASS, UNKNOWN -> {}
        }
        if (unknown(proofs)) {
            findings.add(Finding.of(Code.DNS_UNANSWERED));
        }
    }

    private static Finding on(Code code, Check check) {
        return new Finding(code, Map.of("domain", check.domain(), "word", check.word()));
    }

    private static void encryption(Arrival.Tls tls, List<Finding> findings) {
        if (tls.last() == null) {
            findings.add(Finding.of(Code.TLS_LAST_PLAIN));
        }
        switch (tls.before()) {
            case ENCRYPTED -> {}
            case PLAIN -> findings.add(Finding.of(Code.TLS_BEFORE_PLAIN));
            case UNKNOWN -> findings.add(Finding.of(Code.TLS_BEFORE_UNKNOWN));
        }
    }
}
