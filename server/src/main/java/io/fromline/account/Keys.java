package io.fromline.account;

import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes API keys, recognises them and revokes them.
 *
 * <p>A key is known only at the moment it is made; afterwards there is its hash.
 */
public final class Keys {

    private static final int PREFIX = 10;
    private static final UUID FROM_OUTSIDE = new UUID(0, 0);
    private static final Duration USE_WRITTEN_EVERY = Duration.ofMinutes(1);

    private final KeyStore store;
    private final Tokens tokens;
    private final InstantSource clock;
    private final @Nullable TokenHash given;

    /** {@code given} is a platform key that was set from outside. */
    public Keys(KeyStore store, Tokens tokens, InstantSource clock, @Nullable String given) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
        this.given = given == null ? null : TokenHash.of(given);
    }

    /** A new key with its secret, which is shown this once. */
    public record Made(Key key, String secret) {

        @Override
        public String toString() {
            return key.toString();
        }
    }

    /** Makes a key of the tenant's, or of the platform's. */
    public Made make(TenantId owner, String name) {
        String secret = (owner.isPlatform() ? "flp_" : "flt_") + tokens.next();
        Key key = new Key(
                owner, Ids.next(), name, secret.substring(0, PREFIX), TokenHash.of(secret), clock.instant(), null);
        store.insert(key);
        return new Made(key, secret);
    }

    /** Whose key this is. */
    public Optional<Principal> principal(String secret) {
        TokenHash hash = TokenHash.of(secret);
        if (given != null && MessageDigest.isEqual(given.bytes(), hash.bytes())) {
            return Optional.of(new Principal.PlatformKey(FROM_OUTSIDE));
        }
        Optional<Key> key = store.find(hash);
        key.ifPresent(this::noteUse);
        return key.map(Key::principal);
    }

    private void noteUse(Key key) {
        Instant now = clock.instant();
        Instant last = key.lastUsedAt();
        if (last == null || last.plus(USE_WRITTEN_EVERY).isBefore(now)) {
            store.used(key, now);
        }
    }

    public List<Key> list(TenantId owner) {
        return store.list(owner);
    }

    /** False when there is no such key to revoke. */
    public boolean revoke(TenantId owner, UUID id) {
        return store.revoke(owner, id, clock.instant());
    }
}
