package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps sessions. */
public interface SessionStore {

    void insert(Session session);

    /** The session of a token, expired or not, with its account's role as it is now; empty when the account is gone. */
    Optional<Session> find(TokenHash token);

    void extend(Session session);

    void delete(Session session);

    void deleteOf(TenantId owner, UUID account);

    /** Forgets the sessions and links that ended before this. */
    void prune(Instant before);
}
