package io.fromline.tenant;

import java.util.Set;

/**
 * What a tenant is entitled to.
 *
 * @param modes always contains {@link Mode#DEFAULT}
 * @param messagesPerDay submissions a day in UTC, 0 or more
 * @param logRetentionDays 1–3650
 */
public record Plan(String name, Set<Mode> modes, int messagesPerDay, int logRetentionDays) {

    public Plan {
        modes = Set.copyOf(modes);
        if (!modes.contains(Mode.DEFAULT)) {
            throw new IllegalArgumentException("every plan includes the default mode");
        }
    }

    public boolean allows(Mode mode) {
        return modes.contains(mode);
    }
}
