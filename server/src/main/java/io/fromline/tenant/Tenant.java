package io.fromline.tenant;

import io.fromline.mail.Mailbox;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant of the platform.
 *
 * @param plan the name of its plan
 * @param nextPlan a change of plan with a date, if one is set
 * @param contact who is told when something is wrong, and Reply-To in the default mode
 * @param mode what the tenant chose; see {@link #planAt} for what its plan then allows
 * @param activeRelay its own relay in use or last used in the custom mode
 * @param previousRelay the relay that the active one took over from
 * @param foreignFrom for mail that the app wrote itself
 */
public record Tenant(
        TenantId id,
        String name,
        String plan,
        @Nullable NextPlan nextPlan,
        Locale locale,
        ZoneId timeZone,
        @Nullable Mailbox contact,
        Mode mode,
        @Nullable UUID activeRelay,
        @Nullable UUID previousRelay,
        ForeignFrom foreignFrom,
        Instant createdAt) {

    /** A plan that holds from a date on. */
    public record NextPlan(String plan, Instant from) {}

    /** The name of the plan that holds at this time. */
    public String planAt(Instant time) {
        return nextPlan != null && !time.isBefore(nextPlan.from()) ? nextPlan.plan() : plan;
    }

    /** The mode by which mail leaves under this plan: the chosen one, or the default where the plan lacks it. */
    public Mode effectiveMode(Plan held) {
        return held.allows(mode) ? mode : Mode.DEFAULT;
    }
}
