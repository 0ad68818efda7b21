package io.fromline.submission;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How each tenant's mail leaves now, kept in memory.
 *
 * <p>What is kept may be behind the database for a moment; therefore each write names the state of the configuration it was decided
 * by, and is refused when that has changed since ({@link SubmissionStore.Written.Stale}), whichever node changed it.
 */
public final class Standings {

    private static final int MOST = 10_000;

    private final TenantStore store;
    private final Tenants tenants;
    private final Senders senders;
    private final SubmissionStore submissions;
    private final InstantSource clock;
    private final LoadingCache<TenantId, Optional<Standing>> kept =
            Caffeine.newBuilder().maximumSize(MOST).build(this::read);

    public Standings(
            TenantStore store, Tenants tenants, Senders senders, SubmissionStore submissions, InstantSource clock) {
        this.store = store;
        this.tenants = tenants;
        this.senders = senders;
        this.submissions = submissions;
        this.clock = clock;
    }

    /**
     * As it stood when it was read.
     *
     * @param decision {@code null} when what the tenant's mode needs is missing
     */
    public record Standing(
            Tenant tenant, Plan plan, @Nullable Decision decision, SubmissionStore.Seen seen) {}

    /** The tenant's, unless there is no such tenant. */
    public Optional<Standing> of(TenantId tenant) {
        var standing = kept.get(tenant);
        if (standing.isEmpty()) {
            kept.invalidate(tenant); // it may be made at any moment
            return standing;
        }
        var known = standing.get();
        return known.tenant().planAt(clock.instant()).equals(known.plan().name()) ? standing : anew(tenant);
    }

    /** The tenant's, read again. */
    public Optional<Standing> anew(TenantId tenant) {
        kept.invalidate(tenant);
        return kept.get(tenant);
    }

    /** The state is read first: a change in between makes the first write stale, and never a wrong one good. */
    private Optional<Standing> read(TenantId id) {
        var seen = submissions.seen(id);
        return store.find(id).map(tenant -> {
            var plan = tenants.planOf(tenant);
            return new Standing(tenant, plan, senders.decide(tenant, plan).orElse(null), seen);
        });
    }
}
