package io.fromline.diagnosis;

import java.util.Locale;

/** Who must act for mail to go on. */
public enum Actor {
    TENANT,
    OPERATOR,
    RECIPIENT,
    PROVIDER_ADMIN,
    /** Nobody: we wait and try again. */
    NOBODY;

    /** The name in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
