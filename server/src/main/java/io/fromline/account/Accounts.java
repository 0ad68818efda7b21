package io.fromline.account;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Invites people, changes what they may do and lets them go.
 *
 * <p>The last person who can manage the others always stays.
 */
public final class Accounts {

    private final AccountStore store;
    private final Links links;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Surroundings surroundings;

    public Accounts(
            AccountStore store, Links links, Sessions sessions, Passwords passwords, Surroundings surroundings) {
        this.store = store;
        this.links = links;
        this.sessions = sessions;
        this.passwords = passwords;
        this.surroundings = surroundings;
    }

    /** What the work needs besides: the mails, the time, and somewhere to work while the answer is already given. */
    public record Surroundings(AccountLetters letters, InstantSource clock, Executor later) {}

    /** Whom to invite, to what. */
    public record Invitee(
            TenantId owner,
            Mailbox mailbox,
            Role role,
            @Nullable Locale locale) {}

    /** What became of an invitation. */
    public sealed interface Invitation {

        record Sent(Account account) implements Invitation {}

        record EmailTaken() implements Invitation {}

        record NoMailYet() implements Invitation {}
    }

    /** What became of a change. */
    public sealed interface Change {

        record Done(Account account) implements Change {}

        record Unknown() implements Change {}

        record LastOne() implements Change {}
    }

    /** How far an account has come. */
    public enum State {
        ACTIVE,
        INVITED,
        EXPIRED
    }

    /** Sends an invitation; sends another one to somebody who has not taken up the first. */
    public Invitation invite(Invitee invitee) {
        String email = invitee.mailbox().toString().toLowerCase(Locale.ROOT);
        Account account = new Account(
                invitee.owner(),
                Ids.next(),
                email,
                invitee.role(),
                invitee.locale(),
                null,
                surroundings.clock().instant());
        boolean fresh = store.insert(account);
        if (!fresh) {
            Optional<Account> known = list(invitee.owner()).stream()
                    .filter(other -> other.email().equals(email))
                    .findFirst();
            if (known.isEmpty() || known.get().active()) {
                return new Invitation.EmailTaken();
            }
            account = known.get().withRole(invitee.role()).withLocale(invitee.locale());
            store.update(account);
        }
        if (!surroundings.letters().invitation(account, links.welcome(account))) {
            if (fresh) {
                store.delete(account.owner(), account.id());
            }
            return new Invitation.NoMailYet();
        }
        return new Invitation.Sent(account);
    }

    public List<Account> list(TenantId owner) {
        return store.list(owner);
    }

    public Optional<Account> find(TenantId owner, UUID id) {
        return store.find(owner, id);
    }

    public State stateOf(Account account) {
        if (account.active()) {
            return State.ACTIVE;
        }
        return links.open(account) ? State.INVITED : State.EXPIRED;
    }

    /** Gives the account another role, from its next request on. */
    public Change setRole(TenantId owner, UUID id, Role role) {
        Optional<Account> account = store.find(owner, id);
        if (account.isEmpty()) {
            return new Change.Unknown();
        }
        if (role == Role.VIEWER && isLastManager(account.get())) {
            return new Change.LastOne();
        }
        Account changed = account.get().withRole(role);
        store.update(changed);
        return new Change.Done(changed);
    }

    /** Deletes the account and signs it out everywhere. */
    public Change remove(TenantId owner, UUID id) {
        Optional<Account> account = store.find(owner, id);
        if (account.isEmpty()) {
            return new Change.Unknown();
        }
        if (isLastManager(account.get())) {
            return new Change.LastOne();
        }
        store.delete(owner, id);
        return new Change.Done(account.get());
    }

    private boolean isLastManager(Account account) {
        return account.role() != Role.VIEWER
                && account.active()
                && store.list(account.owner()).stream()
                        .noneMatch(other -> other.role() != Role.VIEWER
                                && other.active()
                                && !other.id().equals(account.id()));
    }

    public void setLocale(Account account, Locale locale) {
        store.update(account.withLocale(locale));
    }

    /** Sets a new password and signs out every browser; the caller has proven the old one. */
    public Sessions.Opened setPassword(Account account, String password) {
        Account changed = account.withPasswordHash(passwords.hash(password));
        store.update(changed);
        sessions.closeAll(account.owner(), account.id());
        return sessions.open(changed);
    }

    /** Sends links to a new password to whoever has this address, after the answer, so that its time tells nothing. */
    public void forgotten(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        surroundings
                .later()
                .execute(() -> store.withEmail(address)
                        .forEach(account -> links.reset(account)
                                .ifPresent(link -> surroundings.letters().reset(account, link))));
    }
}
