package io.fromline.api;

import io.fromline.provider.detection.Detected;
import org.jspecify.annotations.Nullable;

/**
 * The mail service behind an address.
 *
 * @param provider its id in the catalogue, if it is one of those
 * @param how domain, mx, autoconfig, srv, probe or none
 * @param dmarc what the address's domain asks others to do with mail that is not proven to be its own; null without a record
 * @param freemail whether everybody can have an address at the domain
 */
record DetectedJson(
        @Nullable String provider,
        String how,
        @Nullable Settings settings,
        @Nullable Dmarc dmarc,
        boolean freemail) {

    record Settings(
            String server,
            int port,
            String encryption,
            @Nullable String username) {}

    record Dmarc(String record, String policy) {}

    static DetectedJson of(Detected detected) {
        var settings = detected.settings();
        var dmarc = detected.dmarc();
        return new DetectedJson(
                detected.provider(),
                detected.how().label(),
                settings == null
                        ? null
                        : new Settings(settings.server(), settings.port(), settings.encryption(), settings.username()),
                dmarc == null ? null : new Dmarc(dmarc.record(), dmarc.policy()),
                detected.freemail());
    }
}
