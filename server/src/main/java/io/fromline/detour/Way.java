package io.fromline.detour;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a tenant may choose for mail that its own relay does not take now. */
public enum Way {
    /** It waits for its own relay. */
    WAIT,
    /** The tenant's second relay, which stands by. */
    SECOND,
    /** The platform's relay, under the platform's address and the tenant's name. */
    PLATFORM;

    /** The name in the API and the database: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Way> of(String label) {
        return Arrays.stream(values()).filter(way -> way.label().equals(label)).findFirst();
    }
}
