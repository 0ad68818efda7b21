package io.fromline.storage.postgres;

import static io.fromline.storage.postgres.RelaySwaps.ONE;
import static io.fromline.storage.postgres.RelaySwaps.one;

import io.fromline.relay.StoppedBy;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people stop and let go on; each for a transaction of the owner's.
 *
 * <p>An operator's stop stands before the owner's, which holds again when that one ends.
 */
final class RelayStops {

    private RelayStops() {}

    /** False when it was held already, or has no live settings. */
    static boolean stop(JdbcClient jdbc, TenantId owner, UUID id, StoppedBy who, Instant at) {
        return one(jdbc, """
                                update relay set owner_stopped_at = case when held_cause = :ofOwner then held_at end,
                                    held_at = :at, held_cause = :cause, held_reply = null
                                """ + ONE + """
                                 and live is not null and (held_at is null or :operator) and held_cause is distinct from :cause
                                """, owner, id)
                        .param("ofOwner", StoppedBy.OWNER.cause())
                        .param("at", Times.parameter(at))
                        .param("cause", who.cause())
                        .param("operator", who == StoppedBy.OPERATOR)
                        .update()
                == 1;
    }

    /** True when it is held no more. */
    static boolean resume(JdbcClient jdbc, TenantId owner, UUID id, StoppedBy who) {
        return one(jdbc, """
                        update relay set held_at = owner_stopped_at,
                            held_cause = case when owner_stopped_at is not null then :ofOwner end,
                            held_reply = null, owner_stopped_at = null
                        """ + ONE + """
                         and held_at is not null and (:operator or held_cause is distinct from :ofOperator)
                        returning held_at is null
                        """, owner, id)
                .param("ofOwner", StoppedBy.OWNER.cause())
                .param("ofOperator", StoppedBy.OPERATOR.cause())
                .param("operator", who == StoppedBy.OPERATOR)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
