package io.fromline.alert;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should know of, opened once and closed by an all-clear.
 *
 * @param since when it became so
 * @param openedAt when it was noticed
 * @param clearSince when it was gone; over once it stays so
 */
public record Incident(
        TenantId tenant,
        UUID id,
        IncidentKind kind,
        String subject,
        @Nullable String cause,
        Map<String, String> facts,
        Instant since,
        Instant openedAt,
        @Nullable Instant clearSince,
        @Nullable Instant closedAt,
        Told told) {

    public Incident {
        facts = Map.copyOf(facts);
    }

    /**
     * What has been said of it.
     *
     * @param alertDone mailed, or found not to need a mail
     * @param alertMailed whether somebody got a mail
     * @param before when mail last told of an earlier incident of this kind about the same thing
     */
    public record Told(
            boolean alertDone,
            boolean alertMailed,
            boolean clearDone,
            boolean openedEvent,
            boolean closedEvent,
            @Nullable Instant before) {}

    /** Whether it is so at this moment, as far as is known. */
    public boolean lasts() {
        return closedAt == null && clearSince == null;
    }

    /** When it ended; {@code null} while it lasts. */
    public @Nullable Instant endedAt() {
        return clearSince != null ? clearSince : closedAt;
    }
}
