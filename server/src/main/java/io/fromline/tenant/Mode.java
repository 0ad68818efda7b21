package io.fromline.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a tenant's mail leaves. */
public enum Mode {
    /** By the platform's sender over the platform's relay. */
    DEFAULT,
    /** From the tenant's own verified address over the platform's relay. */
    BRANDED,
    /** From the tenant's own address over its own relay. */
    CUSTOM;

    /** The name in the API and the database: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> of(String label) {
        return Arrays.stream(values()).filter(m -> m.label().equals(label)).findFirst();
    }
}
