package io.fromline.pacing;

/** How many messages, to how many recipients all told. */
public record Count(int messages, int recipients) {

    public Count plus(Count other) {
        return new Count(messages + other.messages, recipients + other.recipients);
    }
}
