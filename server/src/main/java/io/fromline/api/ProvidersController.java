package io.fromline.api;

import io.fromline.provider.Providers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The provider catalogue with its guides, in the reader's language. */
@RestController
@RequestMapping("/v1/providers")
@Tag(name = "Providers")
class ProvidersController {

    private final Providers providers;
    private final ProviderText text;

    ProvidersController(Providers providers, ProviderText text) {
        this.providers = providers;
        this.text = text;
    }

    record ProviderList(List<ProviderJson> items) {}

    @GetMapping
    @Operation(
            summary = "Providers with what to enter, a guide, and their limits;"
                    + " ?sender= puts an address into the messages for administrators")
    ProviderList list(Caller caller, @RequestParam(required = false) @Nullable String sender) {
        var address = sender == null || sender.isBlank() ? null : Require.mailbox(sender, "sender");
        return new ProviderList(providers.all().stream()
                .map(provider -> text.of(provider, caller.locale(), address))
                .toList());
    }
}
