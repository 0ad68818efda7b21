package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps accounts. */
public interface AccountStore {

    Optional<Account> find(TenantId owner, UUID id);

    /** The accounts with this address, the platform's first; for log-in, before it is known whose account is meant. */
    List<Account> withEmail(String email);

    List<Account> list(TenantId owner);

    /** False when the owner has an account with this address already. */
    boolean insert(Account account);

    /** Writes role, locale and password. */
    void update(Account account);

    /** Deletes the account with its sessions and links. */
    void delete(TenantId owner, UUID id);
}
