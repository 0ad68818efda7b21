package io.fromline.alert;

import java.time.Instant;

/** Looks how things stand, of all tenants at once. */
@FunctionalInterface
public interface Observations {

    Observed look(Instant now);
}
