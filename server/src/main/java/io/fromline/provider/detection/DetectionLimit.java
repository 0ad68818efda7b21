package io.fromline.provider.detection;

import io.fromline.tenant.Allowance;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;

/** Limits how often somebody may have addresses looked up, so that it is no way to scan hosts: {@link #MOST} in {@link #SPAN}. */
public final class DetectionLimit {

    public static final int MOST = 60;
    static final Duration SPAN = Duration.ofMinutes(10);

    private final Allowance allowance;

    public DetectionLimit(InstantSource clock) {
        allowance = new Allowance(MOST, SPAN, clock);
    }

    /** Whether one more may be looked up now; counts it if so. */
    public boolean allows(TenantId caller) {
        return allowance.allows(caller);
    }
}
