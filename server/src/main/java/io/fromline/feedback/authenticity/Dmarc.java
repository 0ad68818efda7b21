package io.fromline.feedback.authenticity;

import io.fromline.dns.Dns;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Domain-based Message Authentication, Reporting and Conformance (RFC 7489): does what was proven concern the visible sender? */
public final class Dmarc {

    private static final Set<String> POLICIES = Set.of("none", "quarantine", "reject");

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
        var place = find(sender, dns);
        return switch (place.answer()) {
            case Dns.Answer.Found(var records) -> {
                var tags = tags(records.getFirst());
                yield judge(sender, spf, signatures, tags, policy(tags, place.inherited()));
            }
            case Dns.Answer.Nothing _ -> judge(sender, spf, signatures, Map.of(), "");
            case Dns.Answer.Unanswered _ -> {
                var found = judge(sender, spf, signatures, Map.of(), "");
                yield new Outcome(Result.UNKNOWN, "", found.spf(), found.dkim());
            }
        };
    }

    /**
     * What a domain asks others to do with mail that is not proven to be its own.
     *
     * @param record as it is written, at the domain or at its organisation's
     * @param policy none, quarantine or reject
     */
    public record Published(String record, String policy) {}

    /** The record that counts for a domain; empty where there is none, or DNS does not answer. */
    public static Optional<Published> published(String domain, Dns dns) {
        var place = find(domain, dns);
        if (!(place.answer() instanceof Dns.Answer.Found(var records))) {
            return Optional.empty();
        }
        var policy = policy(tags(records.getFirst()), place.inherited());
        return Optional.of(new Published(records.getFirst(), POLICIES.contains(policy) ? policy : "none"));
    }

    /** @param inherited whether it is of the organisation, as the domain has none of its own */
    private record Place(Dns.Answer answer, boolean inherited) {}

    /** The domain's own record, else its organisation's (§6.6.3); more than one is none. */
    private static Place find(String domain, Dns dns) {
        var own = records(domain, dns);
        var organisation = OrganisationalDomain.of(domain);
        return !(own instanceof Dns.Answer.Nothing) || organisation.equals(domain)
                ? new Place(own, false)
                : new Place(records(organisation, dns), true);
    }

    private static String policy(Map<String, String> tags, boolean inherited) {
        var own = tags.getOrDefault("p", "none");
        return inherited ? tags.getOrDefault("sp", own) : own;
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
            String sender, Spf.Outcome spf, List<Dkim.Signature> signatures, Map<String, String> tags, String policy) {
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
        return new Outcome(result, policy, bySpf, byDkim);
    }

    /** Identifier alignment (§3.1): strict wants the same domain, relaxed the same organisation's. */
    private static boolean aligned(String sender, String other, @Nullable String mode) {
        return "s".equals(mode)
                ? sender.equalsIgnoreCase(other)
                : OrganisationalDomain.of(sender).equals(OrganisationalDomain.of(other));
    }
}
