package io.fromline.pacing;

/** What is counted in a window: providers count messages, and over a day some count recipients, or both. */
public enum Quota {
    MESSAGES_PER_MINUTE(Window.MINUTE),
    MESSAGES_PER_HOUR(Window.HOUR),
    MESSAGES_PER_DAY(Window.DAY),
    RECIPIENTS_PER_DAY(Window.DAY);

    private final Window window;

    Quota(Window window) {
        this.window = window;
    }

    public Window window() {
        return window;
    }

    /** Whether each recipient counts, rather than each message. */
    public boolean ofRecipients() {
        return this == RECIPIENTS_PER_DAY;
    }

    /** How much of it one message to so many recipients takes. */
    int taken(int recipients) {
        return ofRecipients() ? recipients : 1;
    }
}
