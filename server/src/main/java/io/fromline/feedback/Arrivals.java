package io.fromline.feedback;

import io.fromline.dns.Dns;
import java.time.InstantSource;
import java.util.Optional;

/** Matches what arrives with the test that waits for it. */
public final class Arrivals {

    private final RelayTestStore store;
    private final ProbeDomain domain;
    private final Examiner examiner;
    private final InstantSource clock;

    public Arrivals(RelayTestStore store, ProbeDomain domain, Dns dns, InstantSource clock) {
        this.store = store;
        this.domain = domain;
        this.examiner = new Examiner(dns, clock);
        this.clock = clock;
    }

    /** Whether the address is of the probe domain at all. */
    boolean isOurs(String recipient) {
        return domain.isAt(recipient);
    }

    /** The test that sent to this address, while its address lives. */
    Optional<RelayTest> expected(String recipient) {
        return domain.token(recipient)
                .flatMap(token -> store.withToken(token, clock.instant().minus(RelayTest.LIFE)));
    }

    /** Reads the message and stores what it shows. */
    void take(RelayTest test, Delivered mail) {
        if (test.arrival() == null) {
            store.arrived(test.order().owner(), test.order().id(), examiner.examine(mail));
        }
    }
}
