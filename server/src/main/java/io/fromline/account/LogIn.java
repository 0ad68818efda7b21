package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in by e-mail address and password.
 *
 * <p>Neither the answer nor the time it takes tells whether an address has an account.
 */
public final class LogIn {

    private final AccountStore accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final LogInAttempts attempts;

    public LogIn(AccountStore accounts, Passwords passwords, Sessions sessions, InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.attempts = new LogInAttempts(clock);
    }

    /** What became of a try. */
    public sealed interface Result {

        record SignedIn(Sessions.Opened session) implements Result {}

        record Wrong() implements Result {}

        record TooMany(Instant retryAt) implements Result {}
    }

    /** Who wants in: the owner narrows the search where one person has accounts with several tenants. */
    public record Credentials(
            String email, String password, @Nullable TenantId owner) {

        /** Never shows the password. */
        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    public Result attempt(Credentials credentials, String source) {
        String email = credentials.email().strip().toLowerCase(Locale.ROOT);
        Optional<Instant> wait = attempts.begin(email, source);
        if (wait.isPresent()) {
            return new Result.TooMany(wait.get());
        }
        Optional<Account> account = proven(candidates(email, credentials.owner()), credentials.password());
        if (account.isEmpty()) {
            return new Result.Wrong();
        }
        attempts.succeeded(email, source);
        return new Result.SignedIn(sessions.open(account.get()));
    }

    /** Whether this is the account's password, counted like a log-in so that a stolen session cannot guess it. */
    public boolean proves(Account account, String password, String source) {
        if (attempts.begin(account.email(), source).isPresent() || !passwords.matches(password, account)) {
            return false;
        }
        attempts.succeeded(account.email(), source);
        return true;
    }

    private List<Account> candidates(String email, @Nullable TenantId owner) {
        return accounts.withEmail(email).stream()
                .filter(account -> owner == null || account.owner().equals(owner))
                .filter(Account::active)
                .toList();
    }

    private Optional<Account> proven(List<Account> candidates, String password) {
        if (candidates.isEmpty()) {
            passwords.workInVain(password);
        }
        return candidates.stream()
                .filter(account -> passwords.matches(password, account))
                .findFirst();
    }
}
