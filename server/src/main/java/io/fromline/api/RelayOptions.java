package io.fromline.api;

/**
 * What of the configuration the relay calls need.
 *
 * @param simulator whether the simulator may be chosen as a provider
 */
public record RelayOptions(boolean simulator) {}
