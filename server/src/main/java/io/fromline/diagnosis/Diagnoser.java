package io.fromline.diagnosis;

import io.fromline.mail.Outcome;

/** Tells what a failure means; the same answer for the test, the delivery, the log and the alerts. */
public final class Diagnoser {

    /** @param outcome anything but accepted */
    public Diagnosis diagnose(String provider, Outcome outcome) {
        throw new IllegalStateException(provider + outcome);
    }
}
