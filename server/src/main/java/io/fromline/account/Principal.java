package io.fromline.account;

import io.fromline.tenant.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, proven by a key or a session.
 *
 * <p>Whoever is bound to a tenant can act for no other.
 */
public sealed interface Principal {

    /** An automation of the platform: may act for any tenant. */
    record PlatformKey(UUID id) implements Principal {}

    /** An automation of one tenant. */
    record TenantKey(TenantId tenant, UUID id) implements Principal {}

    /** A person who runs the platform: may act for any tenant. */
    record Operator(UUID account) implements Principal {}

    /** A person of one tenant; the role is {@link Role#ADMIN} or {@link Role#VIEWER}. */
    record Member(TenantId tenant, UUID account, Role role) implements Principal {}

    /** Somebody who opened one tenant's pages by a link from the platform's own admin. */
    record PagesLink(TenantId tenant) implements Principal {}

    /** The only tenant it may act for; null for those who run the platform. */
    default @Nullable TenantId boundTo() {
        return switch (this) {
            case PlatformKey key -> null;
            case Operator operator -> null;
            case TenantKey key -> key.tenant();
            case Member member -> member.tenant();
            case PagesLink link -> link.tenant();
        };
    }

    /** Whether it may change anything. */
    default boolean canWrite() {
        return !(this instanceof Member member) || member.role() != Role.VIEWER;
    }

    /** The account of the person, if it is one who has an account. */
    default @Nullable UUID account() {
        return switch (this) {
            case Operator operator -> operator.account();
            case Member member -> member.account();
            case PlatformKey key -> null;
            case TenantKey key -> null;
            case PagesLink link -> null;
        };
    }
}
