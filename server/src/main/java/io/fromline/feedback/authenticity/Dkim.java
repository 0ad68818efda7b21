package io.fromline.feedback.authenticity;

import io.fromline.dns.Dns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.TempFailException;

/** DomainKeys Identified Mail signatures (RFC 6376), verified by Apache jDKIM. */
public final class Dkim {

    private static final String KEYS = "._domainkey.";

    private Dkim() {}

    /** One signature of a message. */
    public record Signature(Result result, String domain) {}

    /** Verifies every signature; empty when there is none. */
    public static List<Signature> verify(byte[] message, Dns dns) {
        var verifier = new DKIMVerifier(keys(dns));
        try {
            verifier.verify(new ByteArrayInputStream(message));
        } catch (FailException noneIsGood) {
            // The results tell of each.
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            return List.of(new Signature(Result.UNKNOWN, ""));
        }
        return verifier.getResults().stream().map(Dkim::signature).toList();
    }

    private static PublicKeyRecordRetriever keys(Dns dns) {
        return (method, selector, domain) -> switch (dns.ask(selector + KEYS + domain, Dns.Type.TXT)) {
            case Dns.Answer.Found(var values) -> values;
            case Dns.Answer.Nothing _ -> List.of();
            case Dns.Answer.Unanswered _ -> throw new TempFailException("no answer for the key of " + domain);
        };
    }

    private static Signature signature(org.apache.james.jdkim.api.Result of) {
        var record = of.getRecord();
        try {
            var domain = record.getDToken().toString().strip().toLowerCase(Locale.ROOT);
            // The library knows RSA; what it can't verify (RFC 8463: Ed25519) is not wrong.
            boolean known = record.getHashKeyType().toString().equalsIgnoreCase("rsa");
            return new Signature(
                    switch (of.getResultType()) {
                        case PASS -> Result.PASS;
                        case TEMPERROR -> Result.UNKNOWN;
                        default -> known ? Result.FAIL : Result.UNKNOWN;
                    },
                    domain);
        } catch (RuntimeException tagMissing) {
            return new Signature(Result.FAIL, "");
        }
    }
}
