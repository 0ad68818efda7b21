package io.fromline.feedback.authenticity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Domain-based Message Authentication, Reporting and Conformance (RFC 7489): does what was proven concern the visible sender? */
public final class Dmarc {

    private Dmarc() {}

    /**
     * How the check ended.
     *
     * @param policy what the domain asks for: none, quarantine or reject; empty without a record
     * @param spf whether SPF passed for a domain aligned with the sender's
     * @param dkim whether an intact signature is of a domain aligned with the sender's
     */
    public record Outcome(Result result, String policy, boolean spf, boolean dkim) {}

    /** Checks the sender's domain against what SPF and DKIM have proven. */
    public static Outcome check(String sender, Spf.Outcome spf, List<Dkim.Signature> signatures, Dns dns) {
        return switch (find(sender, dns)) {
            case Dns.Answer.Found(var records) -> judge(sender, spf, signatures, tags(records.getFirst()));
            case Dns.Answer.Nothing _ -> judge(sender, spf, signatures, Map.of());
            case Dns.Answer.Unanswered _ -> {
                var found = judge(sender, spf, signatures, Map.of());
                yield new Outcome(Result.UNKNOWN, "", found.spf(), found.dkim());
            }
        };
    }

    /** The domain's own record, else its organisation's (§6.6.3); more than one is none. */
    private static Dns.Answer find(String sender, Dns dns) {
        var own = records(sender, dns);
        var organisation = OrganisationalDomain.of(sender);
        if (!(own instanceof Dns.Answer.Nothing) || organisation.equals(sender)) {
            return own;
        }
        return switch (records(organisation, dns)) {
            case Dns.Answer.Found(var records) -> {
                var tags = tags(records.getFirst());
                yield new Dns.Answer.Found(
                        List.of(records.getFirst() + ";p=" + tags.getOrDefault("sp", tags.getOrDefault("p", "none"))));
            }
            case Dns.Answer.Nothing nothing -> nothing;
            case Dns.Answer.Unanswered unanswered -> unanswered;
        };
    }

    private static Dns.Answer records(String domain, Dns dns) {
        return switch (dns.ask("_dmarc." + domain, Dns.Type.TXT)) {
            case Dns.Answer.Found(var values) -> {
                var ours = values.stream()
                        .filter(value -> value.matches("(?is)v\\s*=\\s*DMARC1\\s*(;.*)?"))
                        .toList();
                yield ours.size() == 1 ? new Dns.Answer.Found(ours) : new Dns.Answer.Nothing();
            }
            case Dns.Answer.Nothing nothing -> nothing;
            case Dns.Answer.Unanswered unanswered -> unanswered;
        };
    }

    /** The tags of a record; a later one of the same name counts. */
    private static Map<String, String> tags(String record) {
        Map<String, String> tags = new HashMap<>();
        Stream.of(record.split(";"))
                .map(tag -> tag.split("=", 2))
                .filter(tag -> tag.length == 2)
                .forEach(tag -> tags.put(
                        tag[0].strip().toLowerCase(Locale.ROOT), tag[1].strip().toLowerCase(Locale.ROOT)));
        return tags;
    }

    private static Outcome judge(
            String sender, Spf.Outcome spf, List<Dkim.Signature> signatures, Map<String, String> tags) {
        boolean bySpf = spf.result() == Result.PASS && aligned(sender, spf.domain(), tags.get("aspf"));
        boolean byDkim = signatures.stream()
                .anyMatch(signature ->
                        signature.result() == Result.PASS && aligned(sender, signature.domain(), tags.get("adkim")));
        if (tags.isEmpty()) {
            return new Outcome(Result.NONE, "", bySpf, byDkim);
        }
        boolean unknown = spf.result() == Result.UNKNOWN
                || signatures.stream().anyMatch(signature -> signature.result() == Result.UNKNOWN);
        var result = bySpf || byDkim ? Result.PASS : unknown ? Result.UNKNOWN : Result.FAIL;
        return new Outcome(result, tags.getOrDefault("p", "none"), bySpf, byDkim);
    }

    /** Identifier alignment (§3.1): strict wants the same domain, relaxed the same organisation's. */
    private static boolean aligned(String sender, String other, @Nullable String mode) {
        return "s".equals(mode)
                ? sender.equalsIgnoreCase(other)
                : OrganisationalDomain.of(sender).equals(OrganisationalDomain.of(other));
    }
}
