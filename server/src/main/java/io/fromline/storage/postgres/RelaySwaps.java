package io.fromline.storage.postgres;

import io.fromline.relay.Relay;
import io.fromline.tenant.TenantId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which of an owner's relays sends and which stands by, and with which settings; each for a transaction of the owner's.
 *
 * <p>A swap of settings is one statement, which keeps the former ones.
 */
final class RelaySwaps {

    /** A relay that was not removed. */
    static final String ONE = " where tenant_id = :owner and id = :id and state <> 'removed'";

    /** Ends a hold, unless it is what somebody wanted. */
    private static final String MENDED = """
            held_at = case when starts_with(held_cause, 'stopped.') then held_at end,
            held_cause = case when starts_with(held_cause, 'stopped.') then held_cause end, held_reply = null
            """;

    private static final String RETIRE_STANDBY =
            "update relay set state = 'retired' where tenant_id = :owner and state = 'standby'";

    private RelaySwaps() {}

    /** The tested draft becomes what sends; false when there is none. */
    static boolean activate(JdbcClient jdbc, TenantId owner, UUID id) {
        boolean changed = draftToLive(jdbc, owner, id, Relay.State.ACTIVE);
        if (changed) {
            takeOver(jdbc, owner, id);
        }
        return changed;
    }

    private static boolean draftToLive(JdbcClient jdbc, TenantId owner, UUID id, Relay.State state) {
        return one(jdbc, """
                                update relay set provider = draft ->> 'provider', state = :state,
                                    previous = live, previous_secret = live_secret, live = draft, live_secret = draft_secret,
                                    live_version = live_version + 1, draft = null, draft_secret = null, draft_revision = null,
                                """ + MENDED + ONE + " and draft is not null and draft_revision = tested_revision", owner, id)
                        .param("state", state.label())
                        .update()
                == 1;
    }

    /** It stands by, and no other does; false when it sends, or has nothing that was tested. */
    static boolean standBy(JdbcClient jdbc, TenantId owner, UUID id) {
        var ready = one(
                        jdbc,
                        "select state from relay" + ONE
                                + " and state <> 'active' and (draft_revision = tested_revision or draft is null)"
                                + " for update",
                        owner,
                        id)
                .query(String.class)
                .optional();
        if (ready.isEmpty()) {
            return false;
        }
        // There is one at most, at every moment of the transaction.
        one(jdbc, RETIRE_STANDBY + " and id <> :id", owner, id).update();
        return draftToLive(jdbc, owner, id, Relay.State.STANDBY)
                || one(jdbc, "update relay set state = 'standby'" + ONE + " and live is not null", owner, id)
                                .update()
                        == 1;
    }

    static boolean standDown(JdbcClient jdbc, TenantId owner, UUID id) {
        return one(jdbc, RETIRE_STANDBY + " and id = :id", owner, id).update() == 1;
    }

    /** The relay in use from now on; the one before it can be gone back to. */
    private static void takeOver(JdbcClient jdbc, TenantId owner, UUID id) {
        jdbc.sql("update relay set state = 'retired' where tenant_id = :owner and state = 'active' and id <> :id")
                .param("owner", owner.value())
                .param("id", id)
                .update();
        jdbc.sql("""
                update tenant set previous_relay = case when active_relay <> :id then active_relay else previous_relay end,
                    active_relay = :id, mode = 'custom'
                where tenant_id = :owner
                """).param("owner", owner.value()).param("id", id).update();
    }

    /** The former settings of the relay that sends, or else the relay before it; false when there is neither. */
    static boolean restore(JdbcClient jdbc, TenantId owner) {
        int swapped = jdbc.sql("""
                update relay set live = previous, live_secret = previous_secret, previous = live,
                    previous_secret = live_secret, provider = previous ->> 'provider', live_version = live_version + 1,
                """ + MENDED + "where tenant_id = :owner and state = 'active' and previous is not null")
                .param("owner", owner.value())
                .update();
        return swapped == 1
                || jdbc.sql("select previous_relay from tenant where tenant_id = :owner and previous_relay is not null")
                        .param("owner", owner.value())
                        .query(UUID.class)
                        .optional()
                        .map(id -> again(jdbc, owner, id))
                        .orElse(false);
    }

    /** A relay that has sent before sends again as it did. */
    static boolean again(JdbcClient jdbc, TenantId owner, UUID id) {
        int changed = one(
                        jdbc,
                        "update relay set state = 'active', " + MENDED + ONE
                                + " and state in ('active', 'standby', 'retired') and live is not null",
                        owner,
                        id)
                .update();
        if (changed == 1) {
            takeOver(jdbc, owner, id);
        }
        return changed == 1;
    }

    static JdbcClient.StatementSpec one(JdbcClient jdbc, String sql, TenantId owner, UUID id) {
        return jdbc.sql(sql).param("owner", owner.value()).param("id", id);
    }
}
