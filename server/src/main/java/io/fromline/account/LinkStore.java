package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps one-time links. */
public interface LinkStore {

    void insert(Link link);

    /** A link that has not been used, expired or not. */
    Optional<Link> unused(TokenHash token);

    /** Uses the link up; false when it has been used before. */
    boolean use(Link link, Instant now);

    /** The unused links of an account; null means those of the first operator, who has none yet. */
    List<Link> of(TenantId owner, @Nullable UUID account);

    /** Takes back the unused links of an account; null as in {@link #of}. */
    void dropOf(TenantId owner, @Nullable UUID account);
}
