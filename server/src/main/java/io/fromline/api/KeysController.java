package io.fromline.api;

import io.fromline.account.Key;
import io.fromline.account.Keys;
import io.fromline.account.Links;
import io.fromline.platform.PublicUrl;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys, and links that open a tenant's pages. */
@RestController
@Tag(name = "Keys")
class KeysController {

    private static final int LONGEST_NAME = 100;

    private final Keys keys;
    private final Links links;
    private final TenantStore tenants;
    private final PublicUrl publicUrl;
    private final SubmissionAccess access;

    KeysController(Keys keys, Links links, TenantStore tenants, PublicUrl publicUrl, SubmissionAccess access) {
        this.access = access;
        this.keys = keys;
        this.links = links;
        this.tenants = tenants;
        this.publicUrl = publicUrl;
    }

    record KeyRequest(@Nullable String name) {}

    record KeyJson(
            String id,
            String name,
            String prefix,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    record NewKeyJson(String id, String name, String prefix, Instant createdAt, String key) {}

    /** @param submission null where no mail is taken in by SMTP */
    record KeyList(List<KeyJson> items, @Nullable SubmissionAccess submission) {}

    record PagesLinkJson(URI url, Instant expiresAt) {}

    @GetMapping("/v1/keys")
    @Operation(summary = "The keys of the tenant, or of the platform, and where they serve as passwords for SMTP")
    KeyList list(Caller caller) {
        var items = keys.list(caller.tenantOrPlatform()).stream()
                .map(KeysController::json)
                .toList();
        return new KeyList(items, access.host() == null ? null : access);
    }

    @PostMapping("/v1/keys")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a key; the answer is the only one that shows it")
    NewKeyJson make(Caller caller, @RequestBody KeyRequest asked) {
        return make(caller.requireAdmin().tenantOrPlatform(), asked);
    }

    @DeleteMapping("/v1/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a key at once")
    void revoke(Caller caller, @PathVariable UUID id) {
        if (!keys.revoke(caller.requireAdmin().tenantOrPlatform(), id)) {
            throw Problem.notFound();
        }
    }

    @PostMapping("/v1/tenants/{id}/keys")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a key of this tenant; the answer is the only one that shows it")
    NewKeyJson makeFor(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable KeyRequest asked) {
        TenantId tenant = existing(caller, id);
        return make(tenant, asked == null || asked.name() == null ? new KeyRequest("API") : asked);
    }

    @PostMapping("/v1/tenants/{id}/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a link that opens this tenant's pages, once and within five minutes, without an account")
    PagesLinkJson pages(Caller caller, @PathVariable String id) {
        Links.Issued link = links.pages(existing(caller, id));
        return new PagesLinkJson(publicUrl.page("/open/" + link.token()), link.expiresAt());
    }

    private TenantId existing(Caller caller, String id) {
        TenantId tenant = caller.requireTenant(id);
        caller.requireOperator();
        return tenants.find(tenant).orElseThrow(Problem::notFound).id();
    }

    private NewKeyJson make(TenantId owner, KeyRequest asked) {
        Keys.Made made = keys.make(owner, Require.line(asked.name(), "name", LONGEST_NAME));
        Key key = made.key();
        return new NewKeyJson(key.id().toString(), key.name(), key.prefix(), key.createdAt(), made.secret());
    }

    private static KeyJson json(Key key) {
        return new KeyJson(key.id().toString(), key.name(), key.prefix(), key.createdAt(), key.lastUsedAt());
    }
}
