package io.fromline.relay;

import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits how often an owner may test settings, so that tests are no way to try passwords or ports: {@link #MOST} in {@link #SPAN}. */
public final class TestLimit {

    static final int MOST = 20;
    static final Duration SPAN = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<TenantId, Deque<Instant>> recent = new ConcurrentHashMap<>();

    public TestLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether one more may be made now; counts it if so. */
    public boolean allows(TenantId owner) {
        var now = clock.instant();
        var allowed = new boolean[1];
        recent.compute(owner, (o, had) -> {
            var times = had == null ? new ArrayDeque<Instant>() : had;
            times.removeIf(time -> time.isBefore(now.minus(SPAN)));
            allowed[0] = times.size() < MOST;
            if (allowed[0]) {
                times.add(now);
            }
            return times;
        });
        return allowed[0];
    }
}
