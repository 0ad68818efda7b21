package io.fromline.api;

import io.fromline.provider.Provider;
import io.fromline.provider.Providers;
import io.fromline.text.Catalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The provider catalogue with its guides, in the reader's language. */
@RestController
@Tag(name = "Providers")
class ProvidersController {

    private final Providers providers;
    private final Catalogue catalogue;

    ProvidersController(Providers providers, Catalogue catalogue) {
        this.providers = providers;
        this.catalogue = catalogue;
    }

    record ProviderList(List<ProviderJson> items) {}

    record ProviderJson(
            String id,
            String name,
            @Nullable String server,
            @Nullable Integer port,
            @Nullable String encryption,
            String usernameForm,
            List<Step> guide,
            Limits limits) {}

    record Step(String title, String text, @Nullable String link) {}

    record Limits(@Nullable Integer messagesPerDay) {}

    @GetMapping("/v1/providers")
    @Operation(summary = "Providers with what to enter, a guide, and their limits")
    ProviderList list(Caller caller) {
        return new ProviderList(providers.all().stream()
                .map(provider -> json(provider, caller.locale()))
                .toList());
    }

    private ProviderJson json(Provider provider, Locale locale) {
        var key = "provider." + provider.id() + ".";
        var steps = provider.guide().stream()
                .map(step -> new Step(
                        catalogue.text(locale, key + step.step() + ".title"),
                        catalogue.text(locale, key + step.step() + ".text"),
                        step.link()))
                .toList();
        return new ProviderJson(
                provider.id(),
                catalogue.text(locale, key + "name"),
                provider.server(),
                provider.port(),
                provider.encryption(),
                catalogue.text(locale, key + "username"),
                steps,
                new Limits(provider.messagesPerDay()));
    }
}
