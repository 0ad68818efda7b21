package io.fromline.mail.smtp;

import io.fromline.mail.Outcome;

/** Ends the opening of a session with an outcome; never leaves the package. */
final class Setback extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    Setback(Outcome outcome) {
        super(outcome.label());
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
