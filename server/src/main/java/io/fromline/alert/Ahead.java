package io.fromline.alert;

import io.fromline.alert.Observed.RelayName;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/** What will stop mail, or spoils it unseen, before an attempt has met it. */
public record Ahead(List<Certificate> certificates, List<Domain> domains) {

    public Ahead {
        certificates = List.copyOf(certificates);
        domains = List.copyOf(domains);
    }

    /** Looks how things stand, of all tenants at once. */
    @FunctionalInterface
    public interface Lookout {

        Ahead look(Instant now);
    }

    /**
     * A certificate that will end.
     *
     * @param server whose it is; of our own servers the id is the {@code place}
     * @param place {@code relay}, {@code submission} or {@code probe}
     */
    public record Certificate(RelayName server, String place, Instant from, Instant until) {}

    /**
     * What DNS says of a domain that a tenant sends from.
     *
     * @param trouble its label, as in {@code lookout.DomainTrouble}
     */
    public record Domain(TenantId tenant, String name, String trouble, Instant since) {}
}
