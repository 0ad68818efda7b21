package io.fromline.feedback.authenticity;

import java.util.Locale;

/** How a check ended. */
public enum Result {
    PASS,
    FAIL,
    /** There is nothing to check: no record, no signature. */
    NONE,
    /** DNS did not answer, or the check is one we can't do. */
    UNKNOWN;

    /** The name in the API: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
