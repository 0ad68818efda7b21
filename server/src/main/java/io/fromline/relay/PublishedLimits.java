package io.fromline.relay;

import io.fromline.pacing.Limits;
import java.util.Map;

/** What providers publish as the limits of one account, by their ids in the catalogue. */
public record PublishedLimits(Map<String, Limits> byProvider) {

    public PublishedLimits {
        byProvider = Map.copyOf(byProvider);
    }

    /** Of this provider; none where nothing is known. */
    public Limits of(String provider) {
        return byProvider.getOrDefault(provider, Limits.NONE);
    }
}
