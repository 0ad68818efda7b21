package io.fromline.api;

import io.fromline.account.Account;
import io.fromline.account.Accounts;
import io.fromline.account.LogIn;
import io.fromline.account.Passwords;
import io.fromline.account.Principal;
import io.fromline.account.Role;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.text.Catalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who is calling, and what they may change about themselves. */
@RestController
@Tag(name = "Me")
class MeController {

    private final Accounts accounts;
    private final LogIn logIn;
    private final SessionCookie cookie;
    private final Catalogue catalogue;
    private final Around around;

    MeController(Accounts accounts, LogIn logIn, SessionCookie cookie, Catalogue catalogue, Around around) {
        this.accounts = accounts;
        this.logIn = logIn;
        this.cookie = cookie;
        this.catalogue = catalogue;
        this.around = around;
    }

    record TenantJson(String id, String name, String plan, String timeZone) {}

    record MeJson(
            String kind,
            @Nullable String email,
            @Nullable String role,
            boolean canWrite,
            @Nullable TenantJson tenant,
            @Nullable String locale,
            boolean demo,
            @Nullable URI pricingUrl) {}

    record MePatch(
            @Nullable String locale,
            @Nullable String currentPassword,
            @Nullable String newPassword) {

        @Override
        public String toString() {
            return "MePatch[***]";
        }
    }

    @GetMapping("/v1/me")
    @Operation(summary = "Who is calling; also answers those who are not signed in")
    MeJson me(@Nullable Caller caller) {
        if (caller == null) {
            return new MeJson("anonymous", null, null, false, null, null, around.demo(), null);
        }
        Optional<Account> account = account(caller);
        TenantId acting = caller.actingFor();
        return new MeJson(
                kind(caller.principal()),
                account.map(Account::email).orElse(null),
                account.map(found -> found.role().label()).orElse(roleWithoutAccount(caller)),
                caller.principal().canWrite(),
                acting == null ? null : tenant(acting),
                account.map(Account::locale).map(Locale::toLanguageTag).orElse(null),
                around.demo(),
                around.platform().pricingUrl().orElse(null));
    }

    private static @Nullable String roleWithoutAccount(Caller caller) {
        return caller.principal() instanceof Principal.PagesLink ? Role.ADMIN.label() : null;
    }

    private static String kind(Principal principal) {
        return switch (principal) {
            case Principal.Operator operator -> "operator";
            case Principal.Member member -> "member";
            case Principal.PagesLink link -> "pages";
            case Principal.PlatformKey key -> "platform_key";
            case Principal.TenantKey key -> "tenant_key";
        };
    }

    private @Nullable TenantJson tenant(TenantId id) {
        return around.store().find(id).map(this::json).orElse(null);
    }

    private TenantJson json(Tenant tenant) {
        return new TenantJson(
                tenant.id().value(),
                tenant.name(),
                around.tenants().planOf(tenant).name(),
                tenant.timeZone().getId());
    }

    private Optional<Account> account(Caller caller) {
        UUID id = caller.principal().account();
        TenantId bound = caller.principal().boundTo();
        return id == null ? Optional.empty() : accounts.find(bound == null ? TenantId.PLATFORM : bound, id);
    }

    @PatchMapping("/v1/me")
    @Operation(summary = "Change one's own language or password; a new password signs out every other browser")
    ResponseEntity<Void> change(Caller caller, @RequestBody MePatch patch, HttpServletRequest request) {
        Account account = account(caller).orElseThrow(() -> Problem.of(HttpStatus.FORBIDDEN, "access.account_needed"));
        if (patch.locale() != null) {
            Locale locale = Require.locale(patch.locale(), catalogue);
            accounts.setLocale(account, locale);
            account = accounts.find(account.owner(), account.id()).orElseThrow(Problem::notFound);
        }
        return patch.newPassword() == null
                ? ResponseEntity.noContent().build()
                : setPassword(account, patch, request.getRemoteAddr());
    }

    private ResponseEntity<Void> setPassword(Account account, MePatch patch, String source) {
        String next = Require.present(patch.newPassword(), "newPassword");
        Passwords.flaw(next, account.email()).ifPresent(flaw -> {
            throw LinksController.flawed(flaw, "newPassword");
        });
        String current = Require.present(patch.currentPassword(), "currentPassword");
        if (!logIn.proves(account, current, source)) {
            throw Problem.field("currentPassword", "account.password_wrong");
        }
        return ResponseEntity.noContent()
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie.of(accounts.setPassword(account, next)).toString())
                .build();
    }
}
