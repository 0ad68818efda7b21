package io.fromline.app;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The values as given, from the environment before the file before the defaults; reads each as its type or says what is wrong.
 */
final class Settings {

    /** Not for the server: where tests find a PostgreSQL, and what the script passes to Java. */
    private static final List<String> FOR_OTHERS = List.of("FROMLINE_TEST_", "FROMLINE_JAVA_");

    private final Map<Setting, String> given;

    private Settings(Map<Setting, String> given) {
        this.given = given;
    }

    static Settings read(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        Settings outside = new Settings(checked(ours(environment), "the environment"));
        Path file = outside.text(Setting.CONFIG)
                .map(Path::of)
                .orElse(outside.dataDir().resolve("fromline.properties"));
        if (Files.exists(file)) {
            all.putAll(properties(file));
            checked(all, file.toString());
        } else if (outside.text(Setting.CONFIG).isPresent()) {
            throw new ConfigProblem("FROMLINE_CONFIG names " + file + ", which is not there");
        }
        all.putAll(ours(environment));
        return new Settings(checked(all, "the configuration"));
    }

    Path dataDir() {
        return text(Setting.DATA_DIR).map(Path::of).orElse(Path.of(flag(Setting.DEMO) ? "data/demo" : "data"));
    }

    Optional<String> text(Setting setting) {
        String value = given.getOrDefault(setting, setting.fallback()).strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    Optional<Path> path(Setting setting) {
        return text(setting).map(Path::of);
    }

    Optional<URI> address(Setting setting) {
        return text(setting).map(value -> {
            URI uri = URI.create(value.replaceFirst("/+$", ""));
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw new ConfigProblem(
                        setting.key() + " must be an address such as https://mail.example.com, not " + value);
            }
            return uri;
        });
    }

    List<String> list(Setting setting) {
        return text(setting)
                .map(value -> Stream.of(value.split("[,\\s]+")).toList())
                .orElse(List.of());
    }

    boolean flag(Setting setting) {
        return switch (text(setting).orElse("false")) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new ConfigProblem(setting.key() + " must be true or false");
        };
    }

    int number(Setting setting, int least, int most) {
        String value = text(setting).orElse(setting.fallback());
        if (value.matches("\\d{1,7}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new ConfigProblem(setting.key() + " must be a number from " + least + " to " + most + ", not " + value);
    }

    private static Map<String, String> ours(Map<String, String> environment) {
        Map<String, String> ours = new HashMap<>();
        environment.forEach((key, value) -> {
            if (key.startsWith("FROMLINE_") && FOR_OTHERS.stream().noneMatch(key::startsWith)) {
                ours.put(key, value);
            }
        });
        return ours;
    }

    private static Map<Setting, String> checked(Map<String, String> values, String source) {
        Map<Setting, String> checked = new EnumMap<>(Setting.class);
        List<String> known = Setting.keys();
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new ConfigProblem("unknown setting " + key + " in " + source + ": did you mean "
                        + NearestName.to(key, known) + "?");
            }
            checked.put(Setting.values()[known.indexOf(key)], value);
        });
        return checked;
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new ConfigProblem("cannot read " + file + ": " + unreadable.getMessage());
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}
