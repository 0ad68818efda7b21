package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is signed in.
 *
 * @param account null when it was opened by a link to the tenant's pages
 * @param role the role that the account has now; null without one
 */
public record Session(
        TenantId owner,
        TokenHash token,
        @Nullable UUID account,
        @Nullable Role role,
        Instant createdAt,
        Instant expiresAt) {

    Principal principal() {
        if (account == null || role == null) {
            return new Principal.PagesLink(owner);
        }
        return role == Role.OPERATOR ? new Principal.Operator(account) : new Principal.Member(owner, account, role);
    }

    Session until(Instant end) {
        return new Session(owner, token, account, role, createdAt, end);
    }
}
