package io.fromline.api;

import io.fromline.account.Principal;
import io.fromline.identity.Identities;
import io.fromline.identity.Identities.Asked;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses that a tenant proves to be its own, for the branded mode. */
@RestController
@RequestMapping("/v1/sender-identities")
@Tag(name = "Sender identities")
class SenderIdentitiesController {

    private static final int LONGEST_NAME = 100;
    private final Identities identities;
    private final Around around;

    SenderIdentitiesController(Identities identities, Around around) {
        this.identities = identities;
        this.around = around;
    }

    record IdentityRequest(
            @Nullable String address, @Nullable String name) {}

    record IdentityList(List<IdentityJson> items) {}

    @GetMapping
    @Operation(summary = "The tenant's addresses: in use, waiting for proof, and replaced, newest first")
    IdentityList list(Caller caller) {
        return new IdentityList(identities.list(caller.tenant()).stream()
                .map(identity -> IdentityJson.of(identity, identities))
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Send a verification mail; the address becomes the sender once the button behind its link is pressed")
    IdentityJson start(Caller caller, @RequestBody IdentityRequest asked, HttpServletRequest request) {
        var tenant = entitled(caller);
        var address = Require.mailbox(asked.address(), "address");
        var name = asked.name() == null || asked.name().isBlank()
                ? tenant.name()
                : Require.line(asked.name(), "name", LONGEST_NAME);
        return answer(identities.start(tenant, address, name, source(caller, request)));
    }

    @PostMapping("/{id}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send another verification mail; links of earlier ones stop working")
    IdentityJson resend(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        var tenant = entitled(caller);
        return answer(identities.resend(tenant, id, source(caller, request)).orElseThrow(Problem::notFound));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Drop an address; when it was the sender, mail leaves by the default mode")
    void drop(Caller caller, @PathVariable UUID id) {
        if (!identities.drop(caller.requireWrite().tenant(), id)) {
            throw Problem.notFound();
        }
    }

    private Tenant entitled(Caller caller) {
        var tenant = around.store().find(caller.requireWrite().tenant()).orElseThrow(Problem::notFound);
        if (!around.tenants().planOf(tenant).allows(Mode.BRANDED)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "plan.not_entitled");
        }
        return tenant;
    }

    private IdentityJson answer(Asked asked) {
        return switch (asked) {
            case Asked.Done(var identity) -> IdentityJson.of(identity, identities);
            case Asked.TooSoon(var retryAt) ->
                throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "verification.too_soon")
                        .with("retryAt", retryAt);
            case Asked.MailNotReady _ -> throw Problem.of(HttpStatus.CONFLICT, "platform.mail_not_ready");
        };
    }

    /** The network address of a person; the platform's program asks for all its tenants from one. */
    private static @Nullable String source(Caller caller, HttpServletRequest request) {
        return caller.principal() instanceof Principal.PlatformKey || caller.principal() instanceof Principal.TenantKey
                ? null
                : request.getRemoteAddr();
    }
}
