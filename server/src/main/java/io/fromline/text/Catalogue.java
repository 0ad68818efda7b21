package io.fromline.text;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The language catalogues: ICU messages by key, one file per language, shared with the pages.
 *
 * <p>A text that a language lacks is given in English; one that English lacks is a bug, and told as one.
 */
public final class Catalogue {

    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.of("pl"));

    private final Map<Locale, Map<String, String>> texts;

    private Catalogue(Map<Locale, Map<String, String>> texts) {
        this.texts = texts;
    }

    /** Reads the catalogues from the class path. */
    public static Catalogue load() {
        JsonMapper json = JsonMapper.shared();
        Map<Locale, Map<String, String>> texts = new LinkedHashMap<>();
        for (Locale locale : LOCALES) {
            try (InputStream file = Objects.requireNonNull(
                    Catalogue.class.getResourceAsStream("/catalogue/" + locale.toLanguageTag() + ".json"))) {
                texts.put(locale, json.readValue(file, new TypeReference<Map<String, String>>() {}));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return new Catalogue(texts);
    }

    /** The text with its arguments in place. */
    public String text(Locale locale, String key, Map<String, Object> arguments) {
        Locale language = best(locale.toLanguageTag());
        String pattern = texts.getOrDefault(language, Map.of()).get(key);
        if (pattern == null) {
            pattern = Objects.requireNonNull(texts.get(Locale.ENGLISH)).get(key);
        }
        if (pattern == null) {
            throw new IllegalStateException("no text " + key);
        }
        return new MessageFormat(pattern, language).format(arguments);
    }

    public String text(Locale locale, String key) {
        return text(locale, key, Map.of());
    }

    /** The text with its arguments in place, escaped for HTML. */
    public String html(Locale locale, String key, Map<String, Object> arguments) {
        return Html.escaped(text(locale, key, arguments));
    }

    public boolean has(String key) {
        return Objects.requireNonNull(texts.get(Locale.ENGLISH)).containsKey(key);
    }

    /** Every message of a language as it stands in the file. */
    Map<String, String> patterns(Locale locale) {
        return Objects.requireNonNull(texts.get(locale));
    }

    public List<Locale> locales() {
        return LOCALES;
    }

    /** The language of ours that suits an Accept-Language header (RFC 9110 §12.5.4) best, English if none does. */
    public Locale best(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LOCALES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
