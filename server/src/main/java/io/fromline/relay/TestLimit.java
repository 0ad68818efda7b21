package io.fromline.relay;

import io.fromline.tenant.Allowance;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;

/** Limits how often an owner may test settings, so that tests are no way to try passwords or ports: {@link #MOST} in {@link #SPAN}. */
public final class TestLimit {

    static final int MOST = 20;
    static final Duration SPAN = Duration.ofMinutes(10);

    private final Allowance allowance;

    public TestLimit(InstantSource clock) {
        allowance = new Allowance(MOST, SPAN, clock);
    }

    /** Whether one more may be made now; counts it if so. */
    public boolean allows(TenantId owner) {
        return allowance.allows(owner);
    }
}
