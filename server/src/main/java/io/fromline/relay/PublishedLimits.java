package io.fromline.relay;

import io.fromline.pacing.Limits;

/** What providers publish as the limits of one account. */
@FunctionalInterface
public interface PublishedLimits {

    /** Of the provider with this id in the catalogue; none where nothing is known. */
    Limits of(String provider);
}
