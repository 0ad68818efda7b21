package io.fromline.api;

import io.fromline.webhook.Webhook;
import io.fromline.webhook.Webhooks;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Addresses that are called when something happens, after Standard Webhooks; of a tenant, or of the platform. */
@RestController
@RequestMapping("/v1/webhooks")
@Tag(name = "Webhooks")
class WebhooksController {

    private final Webhooks webhooks;

    WebhooksController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record WebhookRequest(@Nullable String url) {}

    record WebhookJson(
            UUID id,
            URI url,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastFailure) {

        static WebhookJson of(Webhook webhook) {
            return new WebhookJson(
                    webhook.id(),
                    webhook.address(),
                    webhook.createdAt(),
                    webhook.disabledAt(),
                    webhook.lastSuccessAt(),
                    webhook.lastFailureAt(),
                    webhook.lastFailure());
        }
    }

    record NewWebhookJson(UUID id, URI url, Instant createdAt, String secret) {}

    record WebhookList(List<WebhookJson> items) {}

    @GetMapping
    @Operation(summary = "The webhooks of the tenant, or of the platform")
    WebhookList list(Caller caller) {
        return new WebhookList(webhooks.list(caller.tenantOrPlatform()).stream()
                .map(WebhookJson::of)
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a webhook; the answer is the only one that shows its secret")
    NewWebhookJson make(Caller caller, @RequestBody WebhookRequest asked) {
        var address = Require.present(asked.url(), "url");
        return switch (webhooks.make(caller.requireWrite().tenantOrPlatform(), address)) {
            case Webhooks.Making.Made(var made, var secret) ->
                new NewWebhookJson(made.id(), made.address(), made.createdAt(), secret);
            case Webhooks.Making.BadAddress _ -> throw Problem.field("url", "webhook.address");
            case Webhooks.Making.TooMany _ ->
                throw Problem.of(HttpStatus.CONFLICT, "webhook.too_many", "most", Webhooks.MOST);
        };
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a webhook; nothing more is sent there")
    void remove(Caller caller, @PathVariable UUID id) {
        if (!webhooks.remove(caller.requireWrite().tenantOrPlatform(), id)) {
            throw Problem.notFound();
        }
    }

    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send the event webhook.test there; the list shows what became of it")
    void test(Caller caller, @PathVariable UUID id) {
        if (!webhooks.test(caller.requireWrite().tenantOrPlatform(), id)) {
            throw Problem.notFound();
        }
    }
}
