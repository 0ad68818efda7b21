package io.fromline.api;

import io.fromline.account.Principal;
import io.fromline.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands the caller to a controller that asks for one.
 *
 * <p>A tenant that is not the caller's own, or does not exist, is answered 404 before the controller runs.
 */
final class CallerArgument implements HandlerMethodArgumentResolver {

    /** Names the tenant that those who run the platform act for. */
    static final String TENANT_HEADER = "Fromline-Tenant";

    private final Problems problems;
    private final Predicate<TenantId> exists;

    CallerArgument(Problems problems, Predicate<TenantId> exists) {
        this.problems = problems;
        this.exists = exists;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binder) {
        HttpServletRequest request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        // Spring Security makes its Authentication the request's user; its name for ours is the principal itself.
        if (request.getUserPrincipal() instanceof Authenticated authenticated) {
            Principal principal = authenticated.caller();
            return new Caller(principal, tenant(principal, request), problems.locale(request));
        }
        if (parameter.isOptional()) {
            return null;
        }
        throw Problem.of(HttpStatus.UNAUTHORIZED, "access.sign_in");
    }

    private @Nullable TenantId tenant(Principal principal, HttpServletRequest request) {
        TenantId bound = principal.boundTo();
        String named = request.getHeader(TENANT_HEADER);
        if (named == null || named.isBlank()) {
            return bound;
        }
        if (bound != null) {
            if (!bound.value().equals(named)) {
                throw Problem.notFound();
            }
            return bound;
        }
        if (!TenantId.valid(named) || !exists.test(new TenantId(named))) {
            throw Problem.notFound();
        }
        return new TenantId(named);
    }
}
