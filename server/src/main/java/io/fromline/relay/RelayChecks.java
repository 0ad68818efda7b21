package io.fromline.relay;

import io.fromline.relay.RelayCheckStore.Candidate;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a day at every relay in use that has nothing to send, so that breakage is known before mail meets it.
 *
 * <p>No mail is sent. One look at a time, so that an idle platform with a thousand relays makes no storm of log-ins.
 */
public final class RelayChecks {

    private static final Logger LOG = LoggerFactory.getLogger(RelayChecks.class);

    private final RelayCheckStore store;
    private final LiveRelays relays;
    private final Look look;
    private final InstantSource clock;

    public RelayChecks(RelayCheckStore store, LiveRelays relays, Look look, InstantSource clock) {
        this.store = store;
        this.relays = relays;
        this.look = look;
        this.clock = clock;
    }

    /** Connects, secures, logs in and leaves. */
    @FunctionalInterface
    public interface Look {

        /** The cause of the failure, or empty when all was well. */
        Optional<String> at(RelaySettings settings);
    }

    /** Looks at those that are due; returns at how many. */
    public int lookAtIdle() {
        int looked = 0;
        for (var candidate : store.idleSince(clock.instant().minus(CheckSchedule.IDLE))) {
            var now = clock.instant();
            if (CheckSchedule.due(candidate.relay(), candidate.lastAttempt(), candidate.lastCheck(), now)
                    && store.begin(candidate, now)) {
                look(candidate);
                looked++;
            }
        }
        return looked;
    }

    private void look(Candidate candidate) {
        relays.find(candidate.owner(), candidate.relay()).ifPresent(live -> {
            var cause = look.at(live.settings());
            store.done(candidate.owner(), candidate.relay(), live.version(), cause.orElse(null));
            LOG.info("looked at idle relay {} of {}: {}", candidate.relay(), candidate.owner(), cause.orElse("well"));
        });
    }
}
