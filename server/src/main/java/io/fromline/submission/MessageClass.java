package io.fromline.submission;

import io.fromline.queue.Priority;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a message is for; decides what may wait and what may not. */
public enum MessageClass {
    /** Codes and warnings about an account: useless when late. */
    SECURITY,
    /** Orders, returns, payouts: what a person's action set off. */
    TRANSACTIONAL,
    /** Summaries that nobody waits for. */
    DIGEST;

    /** The name in the API and the database: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How urgently it is wanted. */
    public Priority priority() {
        return switch (this) {
            case SECURITY -> Priority.HIGH;
            case TRANSACTIONAL -> Priority.NORMAL;
            case DIGEST -> Priority.LOW;
        };
    }

    public static Optional<MessageClass> of(String label) {
        return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
    }
}
