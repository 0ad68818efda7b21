package io.fromline.egress;

/** What {@link Egress#find} found. */
public sealed interface Lookup permits Passage, Lookup.NoSuchHost, Lookup.TimedOut {

    /** DNS knows no address of the host, or could not be asked. */
    record NoSuchHost() implements Lookup {}

    /** DNS did not answer in time. */
    record TimedOut() implements Lookup {}
}
