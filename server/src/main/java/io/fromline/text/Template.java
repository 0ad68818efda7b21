package io.fromline.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTML file with places such as {@code {{name}}} to fill in.
 *
 * <p>What goes in is escaped, but for places written {@code {{{name}}}}, which take HTML that is safe already.
 */
public final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");
    private final String file;

    private Template(String file) {
        this.file = file;
    }

    /** Reads the file of this path on the class path. */
    public static Template load(String path) {
        try (InputStream file = Objects.requireNonNull(Template.class.getResourceAsStream(path), path)) {
            return new Template(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Fills every place; one without a value is a bug. */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(file)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group(1) != null
                                ? value(values, place.group(1))
                                : Html.escaped(value(values, place.group(2)))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("nothing for the place " + name);
        }
        return value;
    }
}
