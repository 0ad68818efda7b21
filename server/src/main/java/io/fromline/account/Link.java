package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A one-time link.
 *
 * @param account null for the first operator's link and for links to a tenant's pages
 */
public record Link(
        TenantId owner,
        TokenHash token,
        Purpose purpose,
        @Nullable UUID account,
        Instant expiresAt) {

    /** What it is good for. */
    public enum Purpose {
        /** Setting the first password. */
        WELCOME,
        /** Setting a new password. */
        RESET,
        /** Opening a tenant's pages without an account. */
        PAGES;

        /** The name in the API and the database: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Purpose> of(String label) {
            return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
        }
    }
}
