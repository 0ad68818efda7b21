package io.fromline.text;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * A short mail of Fromline's own with one thing to do: subject, what it is about, one button, and what else there is to know.
 *
 * <p>Its texts are the catalogue's {@code <key>.subject}, {@code .intro}, {@code .button} and {@code .after}.
 */
public record Letter(Locale language, String subject, String intro, String button, URI address, String after) {

    public static Letter of(
            Catalogue catalogue, Locale language, String key, Map<String, Object> arguments, URI address) {
        return new Letter(
                language,
                catalogue.text(language, key + ".subject", arguments),
                catalogue.text(language, key + ".intro", arguments),
                catalogue.text(language, key + ".button", arguments),
                address,
                catalogue.text(language, key + ".after", arguments));
    }

    /** For readers of plain text. */
    public String plain() {
        return intro + "\n\n" + button + ":\n" + address + "\n\n" + after + "\n";
    }

    /** The same with the button as one. */
    public String html() {
        return """
                <!doctype html>
                <html lang="%s"><body style="margin:0;background:#f4f5f7;font-family:sans-serif;color:#1c1e21">
                <div style="max-width:34rem;margin:0 auto;padding:2rem;background:#ffffff">
                <p style="font-size:16px;line-height:1.5">%s</p>
                <p style="margin:2rem 0"><a href="%s" style="background:#1f5fbf;color:#ffffff;padding:12px 20px;\
                border-radius:6px;text-decoration:none;font-weight:600">%s</a></p>
                <p style="font-size:14px;line-height:1.5;color:#5b6169">%s</p>
                <p style="font-size:13px;color:#5b6169;overflow-wrap:anywhere">%s</p>
                </div></body></html>
                """.formatted(
                        language.toLanguageTag(),
                        escaped(intro),
                        escaped(address.toString()),
                        escaped(button),
                        escaped(after),
                        escaped(address.toString()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
