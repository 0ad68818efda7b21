package io.fromline.diagnosis;

import java.util.Locale;

/** Who must act for mail to go on. */
public enum Actor {
    TENANT,
    OPERATOR,
    /** The person whose mailbox it is. */
    RECIPIENT,
    /** Whoever administers the account at the mail provider, often not the tenant itself. */
    PROVIDER_ADMIN,
    /** Nobody: we wait and try again. */
    NOBODY;

    /** The name in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
