package io.fromline.provider;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The provider catalogue: a data file each, listed in {@code providers/index.txt} in the order of the form. */
public final class Providers {

    private static final String FOLDER = "/providers/";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(
                    List.class, lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private final List<Provider> all;

    private Providers(List<Provider> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the data files from the class path. */
    public static Providers load() {
        return new Providers(lines("index.txt").stream().map(Providers::read).toList());
    }

    /** The lines of a file beside the providers', without its comments. */
    static List<String> lines(String file) {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Providers.class.getResourceAsStream(FOLDER + file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Provider read(String id) {
        try (var file = Objects.requireNonNull(
                Providers.class.getResourceAsStream(FOLDER + id + ".json"), "no data file for " + id)) {
            return JSON.readValue(file, Provider.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Provider> all() {
        return all;
    }

    public Set<String> ids() {
        return all.stream().map(Provider::id).collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Provider> find(String id) {
        return all.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
