package io.fromline.api;

import io.fromline.account.Accounts;
import io.fromline.account.LogIn;
import io.fromline.account.Sessions;
import io.fromline.tenant.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
@Tag(name = "Sessions")
class SessionController {

    private final LogIn logIn;
    private final Sessions sessions;
    private final Accounts accounts;
    private final SessionCookie cookie;

    SessionController(LogIn logIn, Sessions sessions, Accounts accounts, SessionCookie cookie) {
        this.logIn = logIn;
        this.sessions = sessions;
        this.accounts = accounts;
        this.cookie = cookie;
    }

    record LogInRequest(
            @Nullable String email,
            @Nullable String password,
            @Nullable String tenant) {

        @Override
        public String toString() {
            return "LogInRequest[***]";
        }
    }

    record ResetRequest(@Nullable String email) {}

    @PostMapping("/v1/log-in")
    @Operation(summary = "Sign in with e-mail address and password; sets the session cookie")
    ResponseEntity<Void> logIn(@RequestBody LogInRequest asked, HttpServletRequest request) {
        String email = Require.present(asked.email(), "email");
        String password = Require.present(asked.password(), "password");
        LogIn.Credentials credentials = new LogIn.Credentials(email, password, owner(asked.tenant()));
        return switch (logIn.attempt(credentials, request.getRemoteAddr())) {
            case LogIn.Result.SignedIn in -> signedIn(in.session());
            case LogIn.Result.Wrong wrong -> throw Problem.of(HttpStatus.UNAUTHORIZED, "log_in.wrong");
            case LogIn.Result.TooMany wait ->
                throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "log_in.too_many")
                        .with("retryAt", wait.retryAt());
        };
    }

    private static @Nullable TenantId owner(@Nullable String tenant) {
        if (tenant == null || tenant.isBlank()) {
            return null;
        }
        if (!TenantId.valid(tenant)) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "log_in.wrong");
        }
        return new TenantId(tenant);
    }

    private ResponseEntity<Void> signedIn(Sessions.Opened session) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.of(session).toString())
                .build();
    }

    @PostMapping("/v1/log-out")
    @Operation(summary = "Sign this browser out")
    ResponseEntity<Void> logOut(HttpServletRequest request) {
        cookie.tokens(request).forEach(sessions::close);
        return gone();
    }

    @PostMapping("/v1/log-out-everywhere")
    @Operation(summary = "Sign this account out in every browser")
    ResponseEntity<Void> logOutEverywhere(Caller caller, HttpServletRequest request) {
        UUID account = caller.principal().account();
        if (account == null) {
            throw Problem.of(HttpStatus.FORBIDDEN, "access.account_needed");
        }
        TenantId bound = caller.principal().boundTo();
        sessions.closeAll(bound == null ? TenantId.PLATFORM : bound, account);
        return gone();
    }

    private ResponseEntity<Void> gone() {
        HttpHeaders headers = new HttpHeaders();
        cookie.gone().forEach(each -> headers.add(HttpHeaders.SET_COOKIE, each.toString()));
        return ResponseEntity.noContent().headers(headers).build();
    }

    @PostMapping("/v1/password-reset")
    @Operation(summary = "Send a link to a new password; the answer never tells whether the account exists")
    ResponseEntity<Void> reset(@RequestBody ResetRequest asked) {
        accounts.forgotten(Require.mailbox(asked.email(), "email").toString());
        return ResponseEntity.accepted().build();
    }
}
