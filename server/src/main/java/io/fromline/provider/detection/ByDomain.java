package io.fromline.provider.detection;

import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.util.Optional;

/** A domain of a provider in the catalogue. */
public final class ByDomain implements Step {

    private final Providers providers;

    public ByDomain(Providers providers) {
        this.providers = providers;
    }

    @Override
    public How how() {
        return How.DOMAIN;
    }

    @Override
    public Optional<Finding> find(Mailbox address) {
        return providers.atDomain(address.asciiDomain()).map(place -> Finding.of(place, address, false));
    }
}
