package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The causes and the rules that find them, as they stand in {@code causes.json}; the first rule that fits holds.
 *
 * @param families providers that answer with the same words, by the family's name
 */
record CauseFile(Map<String, List<String>> families, Map<String, Kind> causes, List<Rule> rules) {

    /**
     * What is known of a cause.
     *
     * @param scope when it is known better than by the fault
     * @param permanence when it is known better than by the outcome
     * @param deferred the permanence when the server itself said "not now", if that is another
     * @param ofSender whether it concerns the sender's address, not the account
     */
    record Kind(
            Actor actor,
            Fault.@Nullable Scope scope,
            @Nullable Permanence permanence,
            @Nullable Permanence deferred,
            boolean ofSender) {

        Permanence permanence(Outcome outcome) {
            boolean isDeferred = outcome instanceof Outcome.Deferred;
            if (isDeferred && deferred != null) {
                return deferred;
            }
            if (permanence != null) {
                return permanence;
            }
            return outcome instanceof Outcome.Refused ? Permanence.PERMANENT : Permanence.TEMPORARY;
        }
    }

    static CauseFile load() {
        Map<String, Map<String, String>> words = read("/words.json", JsonMapper.shared(), new TypeReference<>() {});
        var json = JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(new SimpleModule().addDeserializer(Pattern.class, new Words(words)))
                .build();
        return read("/causes.json", json, new TypeReference<>() {});
    }

    private static <T> T read(String name, JsonMapper json, TypeReference<T> type) {
        try (InputStream file = Objects.requireNonNull(CauseFile.class.getResourceAsStream(name))) {
            return json.readValue(file, type);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The provider and the families that it belongs to. */
    List<String> kin(String provider) {
        return Stream.concat(
                        Stream.of(provider),
                        families.entrySet().stream()
                                .filter(family -> family.getValue().contains(provider))
                                .map(Map.Entry::getKey))
                .toList();
    }

    /** The provider whose texts hold for this one: the first of its family. */
    String spokenFor(String provider) {
        return families.values().stream()
                .filter(family -> family.contains(provider))
                .map(List::getFirst)
                .findFirst()
                .orElse(provider);
    }

    Kind kind(String cause) {
        var kind = causes.get(cause);
        if (kind == null) {
            throw new IllegalStateException("no cause " + cause);
        }
        return kind;
    }
}
