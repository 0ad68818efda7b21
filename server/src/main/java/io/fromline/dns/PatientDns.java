package io.fromline.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Asks another as long as the time for one message lasts, and so many questions at most.
 *
 * <p>After that everything is unanswered: whoever writes the records a message names can't hold a connection.
 */
public final class PatientDns implements Dns {

    private static final int MOST_QUESTIONS = 60;

    private final Dns dns;
    private final InstantSource clock;
    private final Instant end;
    private int questions;

    public PatientDns(Dns dns, InstantSource clock, Duration patience) {
        this.dns = dns;
        this.clock = clock;
        this.end = clock.instant().plus(patience);
    }

    @Override
    public Answer ask(String name, Type type) {
        return ++questions > MOST_QUESTIONS || clock.instant().isAfter(end)
                ? new Answer.Unanswered()
                : dns.ask(name, type);
    }
}
