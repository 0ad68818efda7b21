package io.fromline.provider.detection;

import io.fromline.mail.Mailbox;
import io.fromline.provider.Provider;
import io.fromline.provider.Providers;
import org.jspecify.annotations.Nullable;

/**
 * What a step found.
 *
 * @param provider its id in the catalogue, if it is one of those
 * @param settings null where the provider is known, but each of its accounts has another server
 */
public record Finding(@Nullable String provider, @Nullable Settings settings) {

    /** @param own whether the address is at a domain of its own, rather than the provider's */
    static Finding of(Providers.Place place, Mailbox address, boolean own) {
        var provider = place.provider();
        var server = place.server();
        if (server == null) {
            return new Finding(provider.id(), null);
        }
        var usual = provider.ports().getFirst();
        var username = own && provider.quirks().contains(Provider.OWN_LOGIN)
                ? null
                : provider.username()
                        .form()
                        .of(address, provider.username().value())
                        .orElse(null);
        return new Finding(provider.id(), new Settings(server.server(), usual.port(), usual.encryption(), username));
    }

    static Finding of(Settings settings, Mailbox address, Providers providers) {
        var provider = providers.ofServer(settings.server(), address.asciiDomain());
        return new Finding(provider.map(Provider::id).orElse(null), settings);
    }
}
