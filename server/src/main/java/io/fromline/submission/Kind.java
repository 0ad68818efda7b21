package io.fromline.submission;

import java.util.Locale;

/** Where a submission came from. */
public enum Kind {
    /** The app's own mail. */
    MESSAGE,
    /** A test of a relay's settings. */
    TEST,
    /** A mail that proves a sender's address. */
    VERIFICATION,
    /** A warning to a tenant. */
    ALERT,
    /** Invitations and password resets. */
    ACCOUNT;

    /** The name in the API and the database: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
