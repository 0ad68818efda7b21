package io.fromline.api;

import io.fromline.account.Links;
import io.fromline.account.Passwords;
import io.fromline.account.Sessions;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** One-time links: invitations, new passwords, and a tenant's pages without an account. */
@RestController
@Tag(name = "Sessions")
class LinksController {

    private final Links links;
    private final TenantStore tenants;
    private final SessionCookie cookie;

    LinksController(Links links, TenantStore tenants, SessionCookie cookie) {
        this.links = links;
        this.tenants = tenants;
        this.cookie = cookie;
    }

    record LinkJson(
            String purpose,
            @Nullable String email,
            @Nullable String tenantName) {}

    record Taking(@Nullable String email, @Nullable String password) {

        @Override
        public String toString() {
            return "Taking[***]";
        }
    }

    @GetMapping("/v1/links/{token}")
    @Operation(summary = "What a one-time link is good for; looking does not use it up")
    LinkJson look(@PathVariable String token) {
        Links.Shown shown = links.look(token).orElseThrow(LinksController::invalid);
        String name = shown.owner().isPlatform()
                ? null
                : tenants.find(shown.owner()).map(Tenant::name).orElse(null);
        return new LinkJson(shown.purpose().label(), shown.email(), name);
    }

    @PostMapping("/v1/links/{token}")
    @Operation(summary = "Take a one-time link: sets the password where one is asked for, and signs in")
    ResponseEntity<Void> take(@PathVariable String token, @RequestBody Taking taking) {
        Sessions.Opened session = switch (links.take(token, taking.email(), taking.password())) {
            case Links.Taken.SignedIn in -> in.session();
            case Links.Taken.Invalid invalid -> throw invalid();
            case Links.Taken.BadEmail bad -> throw Problem.field("email", "request.bad_address", "field", "email");
            case Links.Taken.BadPassword bad -> throw flawed(bad.flaw(), "password");
        };
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.of(session).toString())
                .build();
    }

    private static Problem invalid() {
        return Problem.of(HttpStatus.NOT_FOUND, "link.invalid");
    }

    static Problem flawed(Passwords.Flaw flaw, String field) {
        return switch (flaw) {
            case SHORT -> Problem.field(field, "account.password_short", "length", Passwords.SHORTEST);
            case LONG -> Problem.field(field, "account.password_long", "length", Passwords.LONGEST);
            case HAS_EMAIL -> Problem.field(field, "account.email_is_password");
        };
    }
}
