package io.fromline.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may do. */
public enum Role {
    /** Runs the platform: everything, for every tenant. */
    OPERATOR,
    /** Everything for its own tenant. */
    ADMIN,
    /** Sees everything of its own tenant and changes nothing. */
    VIEWER;

    /** The name in the API and the database: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(r -> r.label().equals(label)).findFirst();
    }
}
