package io.fromline.api;

import io.fromline.provider.Providers;
import io.fromline.provider.detection.Detection;
import io.fromline.provider.detection.DetectionLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The provider catalogue with its guides, in the reader's language, and the provider behind an address. */
@RestController
@RequestMapping("/v1/providers")
@Tag(name = "Providers")
class ProvidersController {

    private final Providers providers;
    private final ProviderText text;
    private final Detection detection;
    private final DetectionLimit limit;

    ProvidersController(Providers providers, ProviderText text, Detection detection, DetectionLimit limit) {
        this.providers = providers;
        this.text = text;
        this.detection = detection;
        this.limit = limit;
    }

    record ProviderList(List<ProviderJson> items) {}

    record DetectRequest(@Nullable String address) {}

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

    @PostMapping("/detect")
    @Operation(summary = "The mail service behind an address, and what its domain asks of mail that is not proven")
    DetectedJson detect(Caller caller, @RequestBody DetectRequest asked) {
        var address = Require.mailbox(asked.address(), "address");
        if (!limit.allows(caller.tenantOrPlatform())) {
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "providers.too_many_detections");
        }
        return DetectedJson.of(detection.detect(address));
    }
}
