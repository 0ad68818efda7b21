package io.fromline.identity;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets a tenant prove that an address is its own, by a link that is sent there.
 *
 * <p>Only the press behind the link proves it, once and within a day; until then the address in use before stays in use.
 */
public final class Identities {

    /** How long a link works. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final int TOKEN_BYTES = 32;
    private final IdentityStore store;
    private final VerificationMail mail;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random a cryptographic one, such as {@code SecureRandom} */
    public Identities(IdentityStore store, VerificationMail mail, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.mail = mail;
        this.random = random;
        this.clock = clock;
    }

    /** What became of a request for a verification mail. */
    public sealed interface Asked {
        /** The mail is on its way; or the address is the one in use, and only its name has changed. */
        record Done(SenderIdentity identity) implements Asked {}

        /** There were too many; not before then. */
        record TooSoon(Instant retryAt) implements Asked {}

        /** The platform has no mail service or no sender of its own yet. */
        record MailNotReady() implements Asked {}
    }

    /** Where a link leads. */
    public sealed interface Link {
        /** It proves this address when the button is pressed. */
        record Ready(SenderIdentity identity) implements Link {}

        /** It was used: the address is proven. */
        record Used(SenderIdentity identity) implements Link {}

        record Expired(SenderIdentity identity) implements Link {}

        /** It is mistyped, or a newer mail has taken its place. */
        record Unknown() implements Link {}
    }

    /** Sends the verification mail; what else was pending is dropped, and what is in use stays so. */
    public Asked start(Tenant tenant, Mailbox address, String name, @Nullable String source) {
        var current = store.current(tenant.id());
        if (current.isPresent() && same(current.get().address(), address)) {
            store.rename(tenant.id(), current.get().id(), name);
            return new Asked.Done(store.find(tenant.id(), current.get().id()).orElseThrow());
        }
        var now = clock.instant();
        var identity = new SenderIdentity(
                tenant.id(),
                Ids.next(),
                address,
                name,
                SenderIdentity.State.PENDING,
                now,
                now.plus(LIFETIME),
                null,
                now);
        var asked = send(tenant, identity, source, hash -> {
            store.insertPending(identity, hash);
            return true;
        });
        if (asked instanceof Asked.MailNotReady) {
            store.delete(tenant.id(), identity.id());
        }
        return asked;
    }

    /** Sends another mail for a pending address; the links of earlier ones stop working. Empty when it is not pending. */
    public Optional<Asked> resend(Tenant tenant, UUID id, @Nullable String source) {
        var now = clock.instant();
        return store.find(tenant.id(), id)
                .filter(identity -> identity.state() == SenderIdentity.State.PENDING)
                .map(identity -> identity.sentAgain(now, now.plus(LIFETIME)))
                .map(identity -> send(tenant, identity, source, hash -> store.renewToken(identity, hash)));
    }

    private interface Keeping {
        boolean keep(byte[] tokenHash);
    }

    private Asked send(Tenant tenant, SenderIdentity identity, @Nullable String source, Keeping keeping) {
        if (!mail.ready()) {
            return new Asked.MailNotReady();
        }
        var verdict = store.reserve(
                tenant.id(), addressHash(identity.address()), source == null ? "" : source, clock.instant());
        return switch (verdict) {
            case VerificationLimits.Verdict.Wait(Instant until) -> new Asked.TooSoon(until);
            case VerificationLimits.Verdict.KeepQuiet _ -> {
                keeping.keep(sha256(token()));
                yield new Asked.Done(identity);
            }
            case VerificationLimits.Verdict.Send _ -> {
                var token = token();
                // Where it is pending no more, somebody was faster, and there is nothing to send.
                yield !keeping.keep(sha256(token)) || mail.send(tenant, identity, token)
                        ? new Asked.Done(identity)
                        : new Asked.MailNotReady();
            }
        };
    }

    /** Removes an address, proven or not; mail that left from it is not touched. False when there is none. */
    public boolean drop(TenantId tenant, UUID id) {
        return store.delete(tenant, id);
    }

    /** Where this link leads; changes nothing, however often it is asked. */
    public Link look(String token) {
        var found = store.byToken(sha256(token));
        if (found.isEmpty()) {
            return new Link.Unknown();
        }
        var identity = found.get();
        if (identity.state() != SenderIdentity.State.PENDING) {
            return new Link.Used(identity);
        }
        var expires = identity.tokenExpiresAt();
        return expires != null && clock.instant().isBefore(expires)
                ? new Link.Ready(identity)
                : new Link.Expired(identity);
    }

    /** Proves the address of a link that is ready, and makes it the tenant's sender; true when it was this call that did. */
    public boolean verify(String token) {
        return look(token) instanceof Link.Ready(SenderIdentity identity)
                && store.verify(identity, sha256(token), clock.instant());
    }

    public Optional<SenderIdentity> current(TenantId tenant) {
        return store.current(tenant);
    }

    public Optional<SenderIdentity> pending(TenantId tenant) {
        return store.pending(tenant);
    }

    /** All of the tenant's, those replaced included, newest first. */
    public List<SenderIdentity> list(TenantId tenant) {
        return store.list(tenant);
    }

    /** From when on another mail may be sent for it; null unless it is pending. */
    public @Nullable Instant resendAt(SenderIdentity identity) {
        if (identity.state() != SenderIdentity.State.PENDING) {
            return null;
        }
        var since = clock.instant().minus(VerificationLimits.DAY);
        var sent = store.sentSince(identity.tenant(), addressHash(identity.address()), since);
        return sent.isEmpty() ? identity.lastSentAt() : VerificationLimits.nextAt(sent);
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean same(Mailbox one, Mailbox other) {
        return one.toString().equalsIgnoreCase(other.toString());
    }

    /** Of the mailbox that mail ends up in: capitals and what follows a plus sign lead to no other. */
    static byte[] addressHash(Mailbox address) {
        var local = address.localPart().split("\\+", 2)[0];
        return sha256((local + "@" + address.asciiDomain()).toLowerCase(Locale.ROOT));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
