package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects, redacted, the replies that no rule knew.
 *
 * <p>Each is written at most every {@link #PACE}, so that an outage with words of its own costs no write for each message; what
 * was counted since the last write is lost when the server stops. Collecting never fails a delivery. Thread-safe.
 */
public final class UnknownReplies implements Diagnoser.Listener {

    static final Duration PACE = Duration.ofMinutes(1);

    /** More different ones within a minute say nothing new. */
    private static final int MOST = 500;

    private static final Set<String> UNKNOWN = Set.of("temporary.unknown", "permanent.unknown");
    private static final Logger LOG = LoggerFactory.getLogger(UnknownReplies.class);

    private final UnknownReplyStore store;
    private final InstantSource clock;
    private final ConcurrentHashMap<UnknownReply.Gist, Counted> counted = new ConcurrentHashMap<>();

    public UnknownReplies(UnknownReplyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Counted(Instant writtenAt, long since) {}

    @Override
    public void diagnosed(String provider, Fault fault, String cause) {
        var reply = fault.reply();
        if (reply != null && UNKNOWN.contains(cause)) {
            var text = Redacted.text(reply);
            count(new UnknownReply.Gist(provider, fault.phase().label(), reply.code(), text, cause));
        }
    }

    /** The most frequent first. */
    public List<UnknownReply> mostFrequent(int limit) {
        return store.mostFrequent(limit);
    }

    private void count(UnknownReply.Gist gist) {
        var now = clock.instant();
        if (counted.size() >= MOST) {
            counted.values().removeIf(last -> !now.isBefore(last.writtenAt().plus(PACE)));
        }
        var last = counted.get(gist);
        if (last == null
                ? counted.size() >= MOST
                : now.isBefore(last.writtenAt().plus(PACE))) {
            counted.computeIfPresent(gist, (_, was) -> new Counted(was.writtenAt(), was.since() + 1));
            return;
        }
        counted.put(gist, new Counted(now, 0));
        write(gist, last == null ? 1 : last.since() + 1, now);
    }

    private void write(UnknownReply.Gist gist, long times, Instant now) {
        try {
            store.add(gist, times, now);
        } catch (RuntimeException broken) {
            LOG.warn("an unknown reply could not be kept", broken);
        }
    }
}
