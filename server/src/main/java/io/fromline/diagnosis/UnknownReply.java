package io.fromline.diagnosis;

import java.time.Instant;

/** A reply that no rule knew, as often as it was seen: what the catalogue can grow by. */
public record UnknownReply(Gist gist, Instant firstSeenAt, Instant lastSeenAt, long times) {

    /**
     * What makes two replies the same.
     *
     * @param provider the id in the provider catalogue
     * @param phase its label
     * @param code the reply code
     * @param text redacted: nobody's address, host, number or id is left
     * @param cause what it was taken for
     */
    public record Gist(String provider, String phase, int code, String text, String cause) {}
}
