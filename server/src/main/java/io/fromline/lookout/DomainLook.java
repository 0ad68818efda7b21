package io.fromline.lookout;

import io.fromline.dns.Dns;
import io.fromline.dns.Dns.Answer;
import io.fromline.dns.Dns.Type;
import io.fromline.feedback.authenticity.Dmarc;
import java.net.IDN;
import java.util.Set;

/** Asks DNS whether mail can be sent from a domain; says so only of what DNS has answered. */
public final class DomainLook {

    /** How "no host" stands where a mail server should (RFC 7505 §3). */
    private static final Set<String> NO_HOST = Set.of("", ".", "@");

    private static final String SPF = "(?i)v=spf1( .*)?";

    private final Dns dns;

    public DomainLook(Dns dns) {
        this.dns = dns;
    }

    /** What was found. */
    public sealed interface Found {

        record Well() implements Found {}

        record Trouble(DomainTrouble what) implements Found {}

        /** Nobody answered: it is as it was, as far as is known. */
        record Unknown() implements Found {}
    }

    /** @param elsewhere whether mail from it leaves by servers that the domain does not know of */
    public Found at(String domain, boolean elsewhere) {
        String name;
        try {
            name = IDN.toASCII(domain);
        } catch (IllegalArgumentException notAName) {
            return new Found.Trouble(DomainTrouble.GONE);
        }
        var reached = reached(name);
        return reached instanceof Found.Well ? authenticated(name, elsewhere) : reached;
    }

    /** Mail goes to the servers named, or else to the domain's own address (RFC 5321 §5.1). */
    private Found reached(String name) {
        return switch (dns.ask(name, Type.MX)) {
            case Answer.Found(var servers) ->
                NO_HOST.containsAll(servers) ? new Found.Trouble(DomainTrouble.NO_MAIL) : new Found.Well();
            case Answer.Unanswered _ -> new Found.Unknown();
            case Answer.Nothing _ -> addressed(name);
        };
    }

    private Found addressed(String name) {
        var four = dns.ask(name, Type.A);
        if (four instanceof Answer.Found) {
            return new Found.Well();
        }
        return switch (dns.ask(name, Type.AAAA)) {
            case Answer.Found _ -> new Found.Well();
            case Answer.Unanswered _ -> new Found.Unknown();
            case Answer.Nothing _ ->
                four instanceof Answer.Nothing ? new Found.Trouble(DomainTrouble.GONE) : new Found.Unknown();
        };
    }

    private Found authenticated(String name, boolean elsewhere) {
        if (dns.ask(name, Type.TXT) instanceof Answer.Found(var texts)
                && texts.stream().filter(text -> text.matches(SPF)).count() > 1) {
            return new Found.Trouble(DomainTrouble.SPF_TWICE);
        }
        boolean refuses = elsewhere
                && Dmarc.published(name, dns)
                        .filter(record -> !record.policy().equals("none"))
                        .isPresent();
        return refuses ? new Found.Trouble(DomainTrouble.DMARC_REFUSES) : new Found.Well();
    }
}
