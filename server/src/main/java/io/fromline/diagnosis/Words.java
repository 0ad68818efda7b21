package io.fromline.diagnosis;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Words that mean the same, in several languages; a pattern names them as {@code {sender}}.
 *
 * <p>They stand in {@code words.json}: a name, and the alternatives by language. Reads patterns with the names replaced; fails on a
 * name that is not there.
 */
final class Words extends ValueDeserializer<Pattern> {

    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    private final Map<String, String> alternatives;

    Words(Map<String, Map<String, String>> words) {
        this.alternatives = words.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        word -> "\\b(?:" + String.join("|", word.getValue().values()) + ")(?!\\w)"));
    }

    @Override
    public Pattern deserialize(JsonParser json, DeserializationContext context) {
        return Pattern.compile(
                NAME.matcher(json.getString()).replaceAll(name -> Matcher.quoteReplacement(of(name.group(1)))));
    }

    private String of(String name) {
        var found = alternatives.get(name);
        if (found == null) {
            throw new IllegalStateException("no words for {" + name + "}");
        }
        return found;
    }
}
