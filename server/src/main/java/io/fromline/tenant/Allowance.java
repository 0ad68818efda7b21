package io.fromline.tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets each tenant do something so many times in a span, on this node. Thread-safe. */
public final class Allowance {

    private final int most;
    private final Duration span;
    private final InstantSource clock;
    private final Map<TenantId, Deque<Instant>> recent = new ConcurrentHashMap<>();

    public Allowance(int most, Duration span, InstantSource clock) {
        this.most = most;
        this.span = span;
        this.clock = clock;
    }

    /** Whether it may be done once more now; counts it if so. */
    public boolean allows(TenantId tenant) {
        var now = clock.instant();
        var allowed = new boolean[1];
        recent.compute(tenant, (t, had) -> {
            var times = had == null ? new ArrayDeque<Instant>() : had;
            times.removeIf(time -> time.isBefore(now.minus(span)));
            allowed[0] = times.size() < most;
            if (allowed[0]) {
                times.add(now);
            }
            return times;
        });
        return allowed[0];
    }
}
