package io.fromline.mail;

/** How an attempt to hand a message to a relay ended for one recipient: a closed set, so every reader handles all of it. */
public sealed interface Outcome {

    /** The relay took responsibility (RFC 5321 §6.1): 2yz after the final dot. */
    record Accepted(Reply reply) implements Outcome {}

    /** Not now; the same attempt may succeed later. */
    record Deferred(Fault fault) implements Outcome {}

    /** No, and the same attempt would be refused again. */
    record Refused(Fault fault) implements Outcome {}

    /** The connection ended after the data was sent and before the reply: the relay may have accepted it (RFC 1047). */
    record Uncertain(Fault fault) implements Outcome {}

    /** The name in the API and the log. */
    default String label() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Deferred _ -> "deferred";
            case Refused _ -> "refused";
            case Uncertain _ -> "uncertain";
        };
    }
}
