package io.fromline.api;

import io.fromline.mail.NamedMailbox;
import io.fromline.platform.PlatformSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the operator sets for the whole platform. */
@RestController
@Tag(name = "Platform")
class PlatformController {

    /** A host source of CSP (level 3, §2.3.1) without a path. */
    private static final Pattern ORIGIN = Pattern.compile("https?://(\\*\\.)?[A-Za-z0-9.-]+(:\\d{1,5})?");

    private static final int LONGEST_NAME = 200;
    private static final int MOST_ORIGINS = 20;

    private final PlatformSettings settings;

    PlatformController(PlatformSettings settings) {
        this.settings = settings;
    }

    record SenderJson(@Nullable String name, @Nullable String address) {}

    record PlatformRequest(
            @Nullable SenderJson defaultSender,
            @Nullable String pricingUrl,
            @Nullable List<String> frameAncestors) {}

    record PlatformJson(
            @Nullable SenderJson defaultSender,
            @Nullable URI pricingUrl,
            List<String> frameAncestors,
            List<String> setByEnvironment) {}

    @GetMapping("/v1/platform")
    @Operation(summary = "The platform's default sender, pricing page and who may embed the pages")
    PlatformJson get(Caller caller) {
        caller.requireOperator();
        return json();
    }

    @PutMapping("/v1/platform")
    @Operation(summary = "Set them; what the environment has fixed stays")
    PlatformJson put(Caller caller, @RequestBody PlatformRequest asked) {
        caller.requireOperator();
        List<String> origins = asked.frameAncestors() == null ? List.of() : asked.frameAncestors();
        if (origins.size() > MOST_ORIGINS
                || !origins.stream()
                        .allMatch(origin ->
                                origin != null && ORIGIN.matcher(origin).matches())) {
            throw Problem.field("frameAncestors", "platform.origin");
        }
        settings.set(sender(asked.defaultSender()), address(asked.pricingUrl()), origins);
        return json();
    }

    private static @Nullable NamedMailbox sender(@Nullable SenderJson asked) {
        if (asked == null) {
            return null;
        }
        String name = asked.name() == null ? "" : asked.name().strip();
        if (!name.isEmpty()) {
            name = Require.line(name, "defaultSender.name", LONGEST_NAME);
        }
        return new NamedMailbox(name, Require.mailbox(asked.address(), "defaultSender.address"));
    }

    private static @Nullable URI address(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            URI address = new URI(text.strip());
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            throw Problem.field("pricingUrl", "platform.address");
        }
        throw Problem.field("pricingUrl", "platform.address");
    }

    private PlatformJson json() {
        return new PlatformJson(
                settings.defaultSender()
                        .map(sender ->
                                new SenderJson(sender.name(), sender.mailbox().toString()))
                        .orElse(null),
                settings.pricingUrl().orElse(null),
                settings.frameAncestors(),
                settings.setByEnvironment());
    }
}
