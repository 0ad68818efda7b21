package io.fromline.submission;

import java.util.Map;

/** What became of a request to send. */
public sealed interface Acceptance {

    /**
     * Stored and committed: it will be sent.
     *
     * @param repeated whether an earlier request with the same idempotency key had made it
     */
    record Accepted(Submission submission, boolean repeated) implements Acceptance {}

    /**
     * Not taken, nothing stored.
     *
     * @param code stable, such as {@code submission.header_not_allowed}
     * @param field the request's field that is wrong, or empty
     * @param arguments for the code's text
     */
    record Refused(String code, String field, Map<String, Object> arguments) implements Acceptance {

        public Refused {
            arguments = Map.copyOf(arguments);
        }

        static Refused of(String code) {
            return new Refused(code, "", Map.of());
        }
    }
}
