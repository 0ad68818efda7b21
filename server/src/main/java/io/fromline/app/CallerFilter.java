package io.fromline.app;

import io.fromline.account.Keys;
import io.fromline.account.Principal;
import io.fromline.account.Sessions;
import io.fromline.api.Authenticated;
import io.fromline.api.Problem;
import io.fromline.api.Problems;
import io.fromline.api.SessionCookie;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls: by the bearer key, else by the session cookie.
 *
 * <p>A request with a key needs no CSRF token, since no browser adds a key by itself; its cookies count for nothing.
 */
final class CallerFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final Keys keys;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Problems problems;

    CallerFilter(Keys keys, Sessions sessions, SessionCookie cookie, Problems problems) {
        this.keys = keys;
        this.sessions = sessions;
        this.cookie = cookie;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // The decoded path, as controllers are found by: no way of writing it leads past here. Outside the API only the
        // page
        // behind a verification mail takes a POST, with its token as the proof, and files must not set cookies.
        if (!request.getServletPath().startsWith("/v1/")) {
            CsrfFilter.skipRequest(request);
            chain.doFilter(request, response);
            return;
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<Principal> caller;
        if (authorization == null) {
            caller = cookie.tokens(request).stream()
                    .flatMap(token -> sessions.principal(token).stream())
                    .findFirst();
        } else {
            CsrfFilter.skipRequest(request);
            caller = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? keys.principal(authorization.substring(BEARER.length()).strip())
                    : Optional.empty();
            if (caller.isEmpty()) {
                problems.write(Problem.of(HttpStatus.UNAUTHORIZED, "access.key_invalid"), request, response);
                return;
            }
        }
        caller.ifPresent(CallerFilter::remember);
        chain.doFilter(request, response);
    }

    private static void remember(Principal principal) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new Proven(principal));
        SecurityContextHolder.setContext(context);
    }

    /** A caller whose key or session is good. */
    private static final class Proven extends AbstractAuthenticationToken implements Authenticated {

        private static final long serialVersionUID = 1L;

        private final transient Principal principal;

        Proven(Principal principal) {
            super(List.of());
            this.principal = principal;
            setAuthenticated(true);
        }

        @Override
        public Principal caller() {
            return principal;
        }

        @Override
        public Object getPrincipal() {
            return principal;
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
