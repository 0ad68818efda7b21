package io.fromline.alert;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is so at this moment and that somebody should know of.
 *
 * @param tenant whose it is to know; {@link TenantId#PLATFORM} for the operator
 * @param subject what it is about: a relay's id, an address, {@link #PLAN}
 * @param facts what its texts say besides
 */
public record Finding(
        TenantId tenant,
        IncidentKind kind,
        String subject,
        @Nullable String cause,
        Map<String, String> facts,
        Instant since) {

    /** The subject of what is about the plan. */
    public static final String PLAN = "plan";

    public Finding {
        facts = Map.copyOf(facts);
    }

    boolean sameAs(Incident incident) {
        return kind == incident.kind() && subject.equals(incident.subject()) && tenant.equals(incident.tenant());
    }

    /** Whether it makes news of an incident of another kind needless. */
    boolean outdoes(IncidentKind other, String about, TenantId whose) {
        return other.outdoneBy().contains(kind) && subject.equals(about) && tenant.equals(whose);
    }
}
