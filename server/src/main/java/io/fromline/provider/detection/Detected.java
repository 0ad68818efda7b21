package io.fromline.provider.detection;

import io.fromline.feedback.authenticity.Dmarc;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the mail service behind an address.
 *
 * @param provider its id in the catalogue, if it is one of those
 * @param settings null where nothing was found, or the provider's accounts have servers of their own
 * @param dmarc what the address's domain asks others to do with mail that is not proven to be its own
 * @param freemail whether everybody can have an address at the domain
 */
public record Detected(
        @Nullable String provider,
        How how,
        @Nullable Settings settings,
        Dmarc.@Nullable Published dmarc,
        boolean freemail) {}
