package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in.
 *
 * @param owner the tenant, or {@link TenantId#PLATFORM} for an operator
 * @param email lower case; unique within the owner
 * @param passwordHash null until an invitation has been taken up
 */
public record Account(
        TenantId owner,
        UUID id,
        String email,
        Role role,
        @Nullable Locale locale,
        @Nullable String passwordHash,
        Instant createdAt) {

    /** Whether the person has set a password. */
    public boolean active() {
        return passwordHash != null;
    }

    Account withRole(Role next) {
        return new Account(owner, id, email, next, locale, passwordHash, createdAt);
    }

    Account withLocale(@Nullable Locale next) {
        return new Account(owner, id, email, role, next, passwordHash, createdAt);
    }

    Account withPasswordHash(String next) {
        return new Account(owner, id, email, role, locale, next, createdAt);
    }

    /** Never shows the hash. */
    @Override
    public String toString() {
        return role.label() + " " + id + " of " + owner;
    }
}
