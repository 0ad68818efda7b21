package io.fromline.detour;

import java.time.Instant;

/** How a relay stands that mail waits for. */
public sealed interface Condition {

    /** It takes mail, or somebody stopped it on purpose: its mail stays. */
    record Ordinary() implements Condition {}

    /** A limit is reached; there is room again at this time. */
    record Full(String cause, Instant until) implements Condition {}

    /** It pauses again and again because nothing gets through, since this time. */
    record Failing(String cause, Instant since) implements Condition {}

    /** It takes nothing until a person has mended something. */
    record Held(String cause) implements Condition {}
}
