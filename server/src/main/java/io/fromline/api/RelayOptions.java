package io.fromline.api;

import java.util.Set;

/**
 * What of the configuration the relay calls need.
 *
 * @param simulator whether the simulator may be chosen as a provider
 * @param providers the ids of the catalogue
 */
public record RelayOptions(boolean simulator, Set<String> providers) {

    public RelayOptions {
        providers = Set.copyOf(providers);
    }
}
