package io.fromline.feedback;

import io.fromline.mail.Mailbox;
import io.fromline.relay.Relay;
import io.fromline.relay.Relays;
import io.fromline.relay.TestMessages;
import io.fromline.tenant.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tests relays and follows the message to where it arrives: at the probe address, or with the person who looks.
 *
 * <p>Whether a test passes never depends on what arrives.
 */
public final class RelayTests {

    private final Relays relays;
    private final RelayTestStore store;
    private final @Nullable ProbeDomain domain;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** Without a domain nothing is probed; the generator must be a cryptographic one. */
    public RelayTests(
            Relays relays,
            RelayTestStore store,
            @Nullable ProbeDomain domain,
            RandomGenerator random,
            InstantSource clock) {
        this.relays = relays;
        this.store = store;
        this.domain = domain;
        this.random = random;
        this.clock = clock;
    }

    /** Sends the test message, and a copy of it to the probe address. */
    public RelayTest test(Relay relay, Mailbox to, Consumer<TestMessages.Step> progress) {
        var settings = relay.worked();
        var order =
                new RelayTest.Order(relay.owner(), Ids.next(), relay.id(), to, settings.sender(), settings.replyTo());
        var token = domain == null ? null : ProbeDomain.newToken(random);
        var started = clock.instant();
        var begun = new RelayTest(order, started, token, null, null, null);
        store.begin(begun, started.minus(RelayTest.LIFE));
        var probe = domain == null || token == null ? null : Mailbox.of(domain.address(token));
        var verdict = relays.test(relay, new TestMessages.Recipients(to, probe), progress);
        store.finish(
                order.owner(),
                order.id(),
                new RelayTest.Result(
                        verdict.passed(), verdict.steps(), verdict.cause(), verdict.delivery(), verdict.probed()));
        return last(relay).orElseThrow();
    }

    /** The last test of the relay, with what has arrived until now. */
    public Optional<RelayTest> last(Relay relay) {
        return store.last(relay.owner(), relay.id());
    }

    /** Keeps what a person says of the last test; empty when there is none. */
    public Optional<RelayTest> confirm(Relay relay, boolean received, @Nullable String from) {
        return last(relay).flatMap(test -> {
            var confirmation = new RelayTest.Confirmation(received, from, now());
            store.confirm(relay.owner(), test.order().id(), confirmation);
            return last(relay);
        });
    }

    /** The time by which states are told. */
    public Instant now() {
        return clock.instant();
    }
}
