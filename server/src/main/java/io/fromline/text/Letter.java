package io.fromline.text;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A short mail of Fromline's own with one thing to do: subject, what it is about, one button, and what else there is to know.
 *
 * <p>Its texts are the catalogue's {@code <key>.subject}, {@code .intro}, {@code .button} and {@code .after}.
 */
public record Letter(Locale language, String subject, String intro, String button, URI address, String after) {

    private static final Template TEMPLATE = Template.load("/mail/letter.html");

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
        return TEMPLATE.fill(Map.of(
                "language", language.toLanguageTag(),
                "subject", subject,
                "intro", paragraphs(intro),
                "button", button,
                "address", address.toString(),
                "after", paragraphs(after)));
    }

    /** A blank line parts paragraphs, and a line's end stays one. */
    private static String paragraphs(String text) {
        return Stream.of(text.split("\n\n"))
                .map(paragraph -> "<p>" + Html.escaped(paragraph).replace("\n", "<br>") + "</p>")
                .collect(Collectors.joining("\n"));
    }
}
