package io.fromline.provider.detection;

import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.util.Optional;

/** A domain in Mozilla's database. */
public final class ByIspdb implements Step {

    private final Ispdb ispdb;
    private final Providers providers;

    public ByIspdb(Ispdb ispdb, Providers providers) {
        this.ispdb = ispdb;
        this.providers = providers;
    }

    @Override
    public How how() {
        return How.DOMAIN;
    }

    @Override
    public Optional<Finding> find(Mailbox address) {
        return ispdb.find(address.asciiDomain(), address).map(settings -> Finding.of(settings, address, providers));
    }
}
