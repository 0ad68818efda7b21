package io.fromline.feedback;

import io.fromline.feedback.authenticity.Result;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A test message as it came to the probe address: facts only, {@link Judgement} says what they mean. */
public record Arrival(Instant at, Letterhead letterhead, Proofs proofs, Tls tls) {

    /**
     * What stood on the message; everything is untrusted text.
     *
     * @param from the address, or what stood in its place
     * @param returnPath the envelope's, empty for the null one
     */
    public record Letterhead(
            String from, String fromName, @Nullable String replyTo, String messageId, String returnPath) {}

    /** What could be proven of the sender. */
    public record Proofs(Check spf, Check dkim, Check dmarc) {}

    /**
     * One check.
     *
     * @param aligned whether it passed for the visible sender's organisation
     * @param domain the domain that was checked, empty when there was none
     * @param word for SPF the result in its own words, for DMARC the policy; empty otherwise
     */
    public record Check(Result result, boolean aligned, String domain, String word) {}

    /**
     * Encryption on the way.
     *
     * @param last of the connection that brought it, such as TLSv1.3; null when it came in plain text
     * @param before of the connection before that, as the Received field of whoever brought it says
     */
    public record Tls(@Nullable String last, Leg before) {}

    /** What a Received field says of its connection. */
    public enum Leg {
        ENCRYPTED,
        PLAIN,
        UNKNOWN
    }
}
