package io.fromline.dns;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS that a test writes; names ending in {@code silent.example} are never answered. */
public final class WrittenDns implements Dns {

    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    /** Writes values at a name, in place of those of this type that were there. */
    public WrittenDns with(String name, Type type, String... values) {
        records.put(name + " " + type, List.of(values));
        return this;
    }

    @Override
    public Answer ask(String name, Type type) {
        var asked = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (asked.endsWith("silent.example")) {
            return new Answer.Unanswered();
        }
        var values = records.get(asked + " " + type);
        return values == null ? new Answer.Nothing() : new Answer.Found(values);
    }
}
