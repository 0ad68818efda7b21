package io.fromline.api;

import io.fromline.identity.Identities;
import io.fromline.identity.Identities.Link;
import io.fromline.identity.SenderIdentity;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Tenant;
import io.fromline.text.Catalogue;
import io.fromline.text.Template;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page behind the link of a verification mail, for whoever reads that mailbox, signed in or not.
 *
 * <p>Looking at it changes nothing, since programs that guard mailboxes open every link; only the press proves the address.
 */
@Controller
@Hidden
class VerifyPage {

    private static final Template PAGE = Template.load("/verify/page.html");
    private static final Template FORM = Template.load("/verify/form.html");
    private static final Template WAY_ON = Template.load("/verify/way-on.html");
    private final Identities identities;
    private final Around around;
    private final Catalogue catalogue;

    VerifyPage(Identities identities, Around around, Catalogue catalogue) {
        this.identities = identities;
        this.around = around;
        this.catalogue = catalogue;
    }

    @GetMapping("/verify/page.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(new ClassPathResource("verify/page.css"));
    }

    @GetMapping("/verify/{token}")
    ResponseEntity<String> look(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        return switch (identities.look(token)) {
            case Link.Ready(var identity) -> {
                var shown = shown(identity, lang, request);
                var form = FORM.fill(Map.of("button", catalogue.text(shown.language(), "verify.ready.button")));
                yield page(HttpStatus.OK, "verify.ready", shown, form);
            }
            case Link.Used(var identity) -> {
                var shown = shown(identity, lang, request);
                yield page(HttpStatus.OK, "verify.used", shown, wayOn(shown));
            }
            case Link.Expired(var identity) -> {
                var shown = shown(identity, lang, request);
                yield page(HttpStatus.GONE, "verify.expired", shown, wayOn(shown));
            }
            case Link.Unknown _ -> {
                var shown = new Shown(language(lang, null, request), Map.of());
                yield page(HttpStatus.NOT_FOUND, "verify.unknown", shown, wayOn(shown));
            }
        };
    }

    @PostMapping("/verify/{token}")
    ResponseEntity<String> verify(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        if (!identities.verify(token) || !(identities.look(token) instanceof Link.Used(SenderIdentity identity))) {
            return look(token, lang, request);
        }
        var shown = shown(identity, lang, request);
        boolean inUse = around.store()
                .find(identity.tenant())
                .map(tenant -> around.tenants().effectiveMode(tenant) == Mode.BRANDED)
                .orElse(false);
        return page(HttpStatus.OK, inUse ? "verify.done" : "verify.done_not_in_use", shown, wayOn(shown));
    }

    /** What a page speaks of, and in which language. */
    private record Shown(Locale language, Map<String, Object> arguments) {}

    private Shown shown(SenderIdentity identity, @Nullable String lang, HttpServletRequest request) {
        var tenant = around.store().find(identity.tenant());
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("address", identity.address().toString());
        arguments.put("name", identity.name());
        arguments.put("tenant", tenant.map(Tenant::name).orElse(""));
        arguments.put("hours", Identities.LIFETIME.toHours());
        return new Shown(language(lang, tenant.map(Tenant::locale).orElse(null), request), arguments);
    }

    private Locale language(@Nullable String lang, @Nullable Locale ofTenant, HttpServletRequest request) {
        if (lang != null) {
            return catalogue.best(lang);
        }
        return ofTenant != null
                ? catalogue.best(ofTenant.toLanguageTag())
                : catalogue.best(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private String wayOn(Shown shown) {
        return WAY_ON.fill(Map.of("link", catalogue.text(shown.language(), "verify.to_settings")));
    }

    private ResponseEntity<String> page(HttpStatus status, String key, Shown shown, String below) {
        var language = shown.language();
        var other = catalogue.locales().stream()
                .filter(locale -> !locale.equals(language))
                .findFirst()
                .orElseThrow();
        return ResponseEntity.status(status)
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .body(PAGE.fill(Map.of(
                        "language", language.toLanguageTag(),
                        "title", catalogue.text(language, key + ".title", shown.arguments()),
                        "text", catalogue.text(language, key + ".text", shown.arguments()),
                        "below", below,
                        "other", other.toLanguageTag(),
                        "otherName", other.getDisplayLanguage(other))));
    }
}
