package io.fromline.log;

import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes from the log what each tenant's plan no longer keeps; mail that is not sent yet stays. */
public final class Retention {

    private static final int PAGE = 200;

    /** How long mail of the platform itself, such as for its operators' accounts, stays in the log. */
    private static final Duration PLATFORM = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final TenantStore store;
    private final Tenants tenants;
    private final DeliveryLog log;
    private final InstantSource clock;

    public Retention(TenantStore store, Tenants tenants, DeliveryLog log, InstantSource clock) {
        this.store = store;
        this.tenants = tenants;
        this.log = log;
        this.clock = clock;
    }

    /** Goes through all tenants once; returns how many submissions it deleted. */
    public int prune() {
        int deleted = log.prune(TenantId.PLATFORM, clock.instant().minus(PLATFORM));
        String after = null;
        for (var page = store.list(after, "", PAGE); !page.isEmpty(); page = store.list(after, "", PAGE)) {
            for (Tenant tenant : page) {
                var days = tenants.planOf(tenant).logRetentionDays();
                deleted += log.prune(tenant.id(), clock.instant().minus(Duration.ofDays(days)));
            }
            after = page.getLast().id().value();
        }
        LOG.debug("{} old submissions deleted from the log", deleted);
        return deleted;
    }
}
