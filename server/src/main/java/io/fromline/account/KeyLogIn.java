package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs programs in by a tenant's id and a key, where there is a user name and a password instead of a header.
 *
 * <p>Failures of a source slow down that source only: nobody can shut a tenant out by guessing.
 */
public final class KeyLogIn {

    private final Keys keys;
    private final LogInAttempts attempts;

    public KeyLogIn(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.attempts = new LogInAttempts(clock);
    }

    /** What became of a try. */
    public sealed interface Result {

        /** It may act for this tenant, if there is one of this id. */
        record Proven(TenantId tenant, Principal principal) implements Result {}

        record Wrong() implements Result {}

        record TooMany(Instant retryAt) implements Result {}
    }

    /** The user name is the tenant's id; the password a key of the tenant's or of the platform's. */
    public Result attempt(String user, String password, String source) {
        var account = user + " " + source;
        var wait = attempts.wait(account, source);
        if (wait.isPresent()) {
            return new Result.TooMany(wait.get());
        }
        var proven = principal(user, password);
        if (proven.isEmpty()) {
            attempts.failed(account, source);
            return new Result.Wrong();
        }
        return new Result.Proven(new TenantId(user), proven.get());
    }

    /** Whose key this is, if it may act for the tenant of this id. */
    public Optional<Principal> principal(String user, String password) {
        return TenantId.valid(user) ? keys.principal(password).filter(p -> mayActFor(p, user)) : Optional.empty();
    }

    private static boolean mayActFor(Principal principal, String user) {
        return switch (principal) {
            case Principal.PlatformKey _ -> true;
            case Principal.TenantKey key -> key.tenant().value().equals(user);
            case Principal.Operator _, Principal.Member _, Principal.PagesLink _ -> false;
        };
    }
}
