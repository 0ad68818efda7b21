package io.fromline.diagnosis;

/** How long a cause lasts. */
public enum Permanence {
    /** It passes by itself within minutes or hours. */
    TEMPORARY,
    /** The same message to the same recipient will be refused again. */
    PERMANENT,
    /** It passes when the provider's time window has moved on. */
    UNTIL_WINDOW_ROLLS,
    /** It lasts until a person mends something. */
    UNTIL_USER_FIXES
}
