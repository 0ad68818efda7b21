package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps API keys. */
public interface KeyStore {

    void insert(Key key);

    /** The key with this hash unless it has been revoked. */
    Optional<Key> find(TokenHash hash);

    /** Those that have not been revoked, newest first. */
    List<Key> list(TenantId owner);

    /** False when there is no such key, or it has been revoked before. */
    boolean revoke(TenantId owner, UUID id, Instant now);

    void used(Key key, Instant now);
}
