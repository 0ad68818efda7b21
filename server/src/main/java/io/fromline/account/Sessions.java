package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens sessions, recognises them and ends them.
 *
 * <p>A session of an account ends two weeks after it was last used and after ninety days in any case; one opened by a link to
 * a tenant's pages ends after eight hours.
 */
public final class Sessions {

    /** After this long without use an account's session ends. */
    public static final Duration IDLE = Duration.ofDays(14);

    /** After this long an account's session ends however it is used. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** How long a session lasts that was opened by a link to the tenant's pages. */
    public static final Duration PAGES = Duration.ofHours(8);

    /** Use is written down once in this time, so that reading a page does not write. */
    private static final Duration WRITTEN_EVERY = Duration.ofHours(1);

    private final SessionStore store;
    private final Tokens tokens;
    private final InstantSource clock;

    public Sessions(SessionStore store, Tokens tokens, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A session as the browser gets it: the only time that its token is known. */
    public record Opened(String token, Duration longest, boolean pages) {}

    /** Signs an account in. */
    Opened open(Account account) {
        String token = tokens.next();
        Instant now = clock.instant();
        store.insert(
                new Session(account.owner(), TokenHash.of(token), account.id(), account.role(), now, now.plus(IDLE)));
        return new Opened(token, LONGEST, false);
    }

    /** Opens a tenant's pages for somebody without an account. */
    Opened openPages(TenantId tenant) {
        String token = tokens.next();
        Instant now = clock.instant();
        store.insert(new Session(tenant, TokenHash.of(token), null, null, now, now.plus(PAGES)));
        return new Opened(token, PAGES, true);
    }

    /** Who the token's session belongs to; using it makes an account's session last longer. */
    public Optional<Principal> principal(String token) {
        Instant now = clock.instant();
        Optional<Session> session = store.find(TokenHash.of(token)).filter(found -> now.isBefore(found.expiresAt()));
        session.filter(found -> found.account() != null).ifPresent(found -> extend(found, now));
        return session.map(Session::principal);
    }

    private void extend(Session session, Instant now) {
        Instant cap = session.createdAt().plus(LONGEST);
        Instant end = now.plus(IDLE).isBefore(cap) ? now.plus(IDLE) : cap;
        if (end.minus(WRITTEN_EVERY).isAfter(session.expiresAt())) {
            store.extend(session.until(end));
        }
    }

    /** Signs this browser out. */
    public void close(String token) {
        store.find(TokenHash.of(token)).ifPresent(store::delete);
    }

    /** Signs an account out everywhere. */
    public void closeAll(TenantId owner, UUID account) {
        store.deleteOf(owner, account);
    }

    /** Forgets what has ended. */
    public void prune() {
        store.prune(clock.instant());
    }
}
