package io.fromline.api;

import io.fromline.account.Principal;
import io.fromline.tenant.TenantId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Who calls, for which tenant, and in which language they read.
 *
 * <p>A controller asks for one as an argument: without a key or session the answer is 401 before the controller runs, and a
 * caller bound to a tenant is never handed over as acting for another.
 *
 * @param actingFor the tenant acted for; null when the platform itself is meant
 */
public record Caller(Principal principal, @Nullable TenantId actingFor, Locale locale) {

    /** The tenant acted for, or a problem when none was named. */
    public TenantId tenant() {
        if (actingFor == null) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "tenant.required");
        }
        return actingFor;
    }

    /** The tenant acted for, or the platform itself. */
    public TenantId tenantOrPlatform() {
        return actingFor == null ? TenantId.PLATFORM : actingFor;
    }

    /** Whether the caller runs the platform. */
    public boolean isOperator() {
        return principal.boundTo() == null;
    }

    /** Lets only those pass who run the platform. */
    public Caller requireOperator() {
        if (!isOperator()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "access.operator_only");
        }
        return this;
    }

    /** Lets only those pass who may change things. */
    public Caller requireWrite() {
        if (!principal.canWrite()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "access.read_only");
        }
        return this;
    }

    /** Lets only those pass who may hand out access: a leaked tenant key or an opened link must not become more of them. */
    public Caller requireAdmin() {
        requireWrite();
        if (principal instanceof Principal.PagesLink || principal instanceof Principal.TenantKey) {
            throw Problem.of(HttpStatus.FORBIDDEN, "access.account_needed");
        }
        return this;
    }

    /** Answers as if it did not exist unless the caller may act for this tenant. */
    public TenantId requireTenant(String id) {
        TenantId bound = principal.boundTo();
        if (!TenantId.valid(id) || (bound != null && !bound.value().equals(id))) {
            throw Problem.notFound();
        }
        return new TenantId(id);
    }
}
