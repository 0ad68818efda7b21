package io.fromline.delivery;

import io.fromline.relay.RelaySettings;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import java.util.Locale;
import java.util.Map;

/** What a test message says, in the language of whoever owns the relay. */
public final class TestLetter {

    private final Catalogue catalogue;
    private final TenantStore tenants;

    public TestLetter(Catalogue catalogue, TenantStore tenants) {
        this.catalogue = catalogue;
        this.tenants = tenants;
    }

    SystemMail.Content write(TenantId owner, RelaySettings settings) {
        var tenant = owner.isPlatform() ? null : tenants.find(owner).orElse(null);
        var language = tenant == null ? Locale.ENGLISH : tenant.locale();
        Map<String, Object> facts = Map.of(
                "name", name(tenant),
                "sender", settings.sender().toString(),
                "server", settings.driver().server());
        var text = catalogue.text(language, "mail.test.text", facts);
        return new SystemMail.Content(catalogue.text(language, "mail.test.subject", facts), text, html(language, text));
    }

    private static String name(@org.jspecify.annotations.Nullable Tenant tenant) {
        return tenant == null ? "Fromline" : tenant.name();
    }

    private static String html(Locale language, String text) {
        var paragraphs = new StringBuilder();
        for (var paragraph : text.split("\n\n")) {
            paragraphs
                    .append("<p style=\"font-size:16px;line-height:1.5;margin:0 0 16px\">")
                    .append(paragraph.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                    .append("</p>\n");
        }
        return """
                <!doctype html><html lang="%s"><head><meta name="color-scheme" content="light dark"></head>
                <body style="margin:0;padding:24px;font-family:sans-serif">
                %s</body></html>
                """.formatted(language.toLanguageTag(), paragraphs);
    }
}
