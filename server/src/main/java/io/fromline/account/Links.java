package io.fromline.account;

import io.fromline.account.Link.Purpose;
import io.fromline.mail.Mailbox;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes one-time links and takes them.
 *
 * <p>Looking at a link leaves it as it is; taking it uses it up, once, however many try at the same time.
 */
public final class Links {

    /** How long an invitation holds. */
    public static final Duration WELCOME = Duration.ofDays(7);

    /** How long a link to a new password holds. */
    public static final Duration RESET = Duration.ofHours(1);

    /** How long a link to a tenant's pages can be opened. */
    public static final Duration PAGES = Duration.ofMinutes(5);

    private final LinkStore links;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Issuer issuer;

    public Links(LinkStore links, AccountStore accounts, Passwords passwords, Sessions sessions, Issuer issuer) {
        this.links = links;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.issuer = issuer;
    }

    /** Where new tokens and the time come from. */
    public record Issuer(Tokens tokens, InstantSource clock) {}

    /** A new link's token: the only time that it is known. */
    public record Issued(String token, Instant expiresAt) {

        /** Never shows the token. */
        @Override
        public String toString() {
            return "Issued[" + expiresAt + "]";
        }
    }

    /** What became of taking a link. */
    public sealed interface Taken {

        record SignedIn(Sessions.Opened session) implements Taken {}

        record Invalid() implements Taken {}

        record BadEmail() implements Taken {}

        record BadPassword(Passwords.Flaw flaw) implements Taken {}
    }

    /** What a link shows before it is taken. */
    public record Shown(
            Purpose purpose, TenantId owner, @Nullable String email) {}

    Issued welcome(Account account) {
        links.dropOf(account.owner(), account.id());
        return issue(account.owner(), Purpose.WELCOME, account.id(), WELCOME);
    }

    /** A link to a new password; empty when the last one is only minutes old, so that nobody is flooded. */
    Optional<Issued> reset(Account account) {
        Instant recent = issuer.clock().instant().plus(RESET).minus(Duration.ofMinutes(2));
        boolean again = links.of(account.owner(), account.id()).stream()
                .anyMatch(link ->
                        link.purpose() == Purpose.RESET && link.expiresAt().isAfter(recent));
        return again ? Optional.empty() : Optional.of(issue(account.owner(), Purpose.RESET, account.id(), RESET));
    }

    /** The link by which the first operator sets e-mail address and password; those made before stop working. */
    Issued firstOperator() {
        links.dropOf(TenantId.PLATFORM, null);
        return issue(TenantId.PLATFORM, Purpose.WELCOME, null, WELCOME);
    }

    /** A link that opens the tenant's pages without an account. */
    public Issued pages(TenantId tenant) {
        return issue(tenant, Purpose.PAGES, null, PAGES);
    }

    private Issued issue(TenantId owner, Purpose purpose, @Nullable UUID account, Duration holds) {
        String token = issuer.tokens().next();
        Instant end = issuer.clock().instant().plus(holds);
        links.insert(new Link(owner, TokenHash.of(token), purpose, account, end));
        return new Issued(token, end);
    }

    /** What this link is good for; empty when it is wrong, used or too old. */
    public Optional<Shown> look(String token) {
        return valid(token).flatMap(link -> {
            UUID account = link.account();
            if (account == null) {
                return Optional.of(new Shown(link.purpose(), link.owner(), null));
            }
            return accounts.find(link.owner(), account)
                    .map(found -> new Shown(link.purpose(), link.owner(), found.email()));
        });
    }

    /** Whether the account's invitation can still be taken up. */
    boolean open(Account account) {
        Instant now = issuer.clock().instant();
        return links.of(account.owner(), account.id()).stream().anyMatch(link -> now.isBefore(link.expiresAt()));
    }

    private Optional<Link> valid(String token) {
        Instant now = issuer.clock().instant();
        return links.unused(TokenHash.of(token)).filter(link -> now.isBefore(link.expiresAt()));
    }

    /** Takes the link: sets the password where one is asked for, and signs in. */
    public Taken take(String token, @Nullable String email, @Nullable String password) {
        Optional<Link> found = valid(token);
        if (found.isEmpty()) {
            return new Taken.Invalid();
        }
        Link link = found.get();
        if (link.purpose() == Purpose.PAGES) {
            return use(link) ? new Taken.SignedIn(sessions.openPages(link.owner())) : new Taken.Invalid();
        }
        UUID account = link.account();
        return account == null
                ? takeFirst(link, email, password)
                : accounts.find(link.owner(), account)
                        .map(known -> takeFor(link, known, password))
                        .orElseGet(Taken.Invalid::new);
    }

    private Taken takeFirst(Link link, @Nullable String email, @Nullable String password) {
        Optional<Mailbox> mailbox = Mailbox.parse(email == null ? "" : email);
        if (mailbox.isEmpty()) {
            return new Taken.BadEmail();
        }
        String address = mailbox.get().toString().toLowerCase(Locale.ROOT);
        String chosen = password == null ? "" : password;
        Optional<Passwords.Flaw> flaw = Passwords.flaw(chosen, address);
        if (flaw.isPresent()) {
            return new Taken.BadPassword(flaw.get());
        }
        Account account = new Account(
                TenantId.PLATFORM,
                Ids.next(),
                address,
                Role.OPERATOR,
                null,
                passwords.hash(chosen),
                issuer.clock().instant());
        return use(link) && accounts.insert(account) ? new Taken.SignedIn(sessions.open(account)) : new Taken.Invalid();
    }

    private Taken takeFor(Link link, Account account, @Nullable String password) {
        String chosen = password == null ? "" : password;
        Optional<Passwords.Flaw> flaw = Passwords.flaw(chosen, account.email());
        if (flaw.isPresent()) {
            return new Taken.BadPassword(flaw.get());
        }
        Account changed = account.withPasswordHash(passwords.hash(chosen));
        if (!use(link)) {
            return new Taken.Invalid();
        }
        accounts.update(changed);
        links.dropOf(account.owner(), account.id());
        sessions.closeAll(account.owner(), account.id());
        return new Taken.SignedIn(sessions.open(changed));
    }

    private boolean use(Link link) {
        return links.use(link, issuer.clock().instant());
    }
}
