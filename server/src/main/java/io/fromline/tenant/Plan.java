package io.fromline.tenant;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a tenant is entitled to.
 *
 * @param modes always contains {@link Mode#DEFAULT}
 * @param messagesPerDay submissions a day in UTC, 0 or more
 * @param logRetentionDays 1–3650
 */
public record Plan(String name, Set<Mode> modes, int messagesPerDay, int logRetentionDays) {

    private static final int EXACT_DAYS = 92;

    public Plan {
        modes = Set.copyOf(modes);
        if (!modes.contains(Mode.DEFAULT)) {
            throw new IllegalArgumentException("every plan includes the default mode");
        }
    }

    public boolean allows(Mode mode) {
        return modes.contains(mode);
    }

    /** As {@link #logExpiry(LocalDate, int)}, by this plan's retention. */
    public LocalDate logExpiry(LocalDate accepted) {
        return logExpiry(accepted, logRetentionDays);
    }

    /**
     * The day after which what was accepted on a day goes from the log: so many days later, and beyond three months at the end of a
     * month, since the log is dropped by days and there should not be thousands of them.
     */
    public static LocalDate logExpiry(LocalDate accepted, int retentionDays) {
        var exact = accepted.plusDays(retentionDays);
        return retentionDays <= EXACT_DAYS ? exact : exact.withDayOfMonth(exact.lengthOfMonth());
    }
}
