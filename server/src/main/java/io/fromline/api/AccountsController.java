package io.fromline.api;

import io.fromline.account.Account;
import io.fromline.account.Accounts;
import io.fromline.account.Accounts.Change;
import io.fromline.account.Accounts.Invitation;
import io.fromline.account.Role;
import io.fromline.tenant.TenantId;
import io.fromline.text.Catalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people of a tenant, or of the platform. */
@RestController
@Tag(name = "Accounts")
class AccountsController {

    private final Accounts accounts;
    private final Catalogue catalogue;

    AccountsController(Accounts accounts, Catalogue catalogue) {
        this.accounts = accounts;
        this.catalogue = catalogue;
    }

    record InvitationRequest(
            @Nullable String email,
            @Nullable String role,
            @Nullable String locale) {}

    record RoleRequest(@Nullable String role) {}

    record AccountJson(
            String id,
            String email,
            String role,
            String state,
            @Nullable String locale,
            Instant createdAt) {}

    record AccountList(List<AccountJson> items) {}

    @GetMapping("/v1/accounts")
    @Operation(summary = "Who has access to the tenant, or to the platform")
    AccountList list(Caller caller) {
        return new AccountList(accounts.list(caller.tenantOrPlatform()).stream()
                .map(this::json)
                .toList());
    }

    @PostMapping("/v1/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Invite a person by mail; again, if the first invitation was not taken up")
    AccountJson invite(Caller caller, @RequestBody InvitationRequest asked) {
        TenantId owner = caller.requireAdmin().tenantOrPlatform();
        Locale locale = asked.locale() == null ? null : Require.locale(asked.locale(), catalogue);
        Accounts.Invitee invitee =
                new Accounts.Invitee(owner, Require.mailbox(asked.email(), "email"), role(owner, asked.role()), locale);
        return switch (accounts.invite(invitee)) {
            case Invitation.Sent sent -> json(sent.account());
            case Invitation.EmailTaken taken -> throw Problem.field("email", "account.email_taken");
            case Invitation.NoMailYet none -> throw Problem.of(HttpStatus.CONFLICT, "platform.mail_not_ready");
        };
    }

    @PatchMapping("/v1/accounts/{id}")
    @Operation(summary = "Give a person another role")
    AccountJson change(Caller caller, @PathVariable UUID id, @RequestBody RoleRequest asked) {
        TenantId owner = caller.requireAdmin().tenantOrPlatform();
        return json(done(accounts.setRole(owner, id, role(owner, asked.role()))));
    }

    @DeleteMapping("/v1/accounts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a person, who is signed out everywhere")
    void remove(Caller caller, @PathVariable UUID id) {
        done(accounts.remove(caller.requireAdmin().tenantOrPlatform(), id));
    }

    private static Account done(Change change) {
        return switch (change) {
            case Change.Done done -> done.account();
            case Change.Unknown unknown -> throw Problem.notFound();
            case Change.LastOne last -> throw Problem.of(HttpStatus.CONFLICT, "account.last_admin");
        };
    }

    private static Role role(TenantId owner, @Nullable String label) {
        return Role.of(Require.present(label, "role"))
                .filter(role -> owner.isPlatform() == (role == Role.OPERATOR))
                .orElseThrow(() -> Problem.field("role", "account.role_unknown"));
    }

    private AccountJson json(Account account) {
        Locale locale = account.locale();
        return new AccountJson(
                account.id().toString(),
                account.email(),
                account.role().label(),
                accounts.stateOf(account).name().toLowerCase(Locale.ROOT),
                locale == null ? null : locale.toLanguageTag(),
                account.createdAt());
    }
}
