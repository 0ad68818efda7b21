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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    public static List<String> lines(String file) {
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

    /** The provider at whose domain everybody can have an address. */
    public Optional<Place> atDomain(String domain) {
        return all.stream()
                .filter(provider -> provider.allDomains().contains(domain))
                .findFirst()
                .map(provider -> new Place(
                        provider, among(provider, server -> server.domains().contains(domain))));
    }

    /** The provider to whose host the mail of a domain is delivered. */
    public Optional<Place> atMx(String host) {
        for (var provider : all) {
            var server = among(provider, each -> endsLike(host, each.mx()));
            if (server != null && endsLike(host, server.mx())) {
                return Optional.of(new Place(provider, server));
            }
            if (endsLike(host, provider.mx())) {
                return Optional.of(new Place(provider, server));
            }
        }
        return Optional.empty();
    }

    /** The provider that has this server; where two have it, the one that fits an address at this domain. */
    public Optional<Provider> ofServer(String server, String domain) {
        var having = all.stream()
                .filter(provider -> provider.servers().stream()
                        .anyMatch(each -> each.server().equals(server)))
                .toList();
        return having.stream()
                .filter(provider -> provider.allDomains().contains(domain))
                .findFirst()
                .or(() -> having.stream()
                        .filter(provider -> provider.allDomains().isEmpty())
                        .findFirst())
                .or(() -> having.stream().findFirst())
                .or(() -> all.stream()
                        .filter(provider -> provider.servers().isEmpty() && endsLike(server, provider.mx()))
                        .findFirst());
    }

    /** A provider, and which of its servers; null where each account has another. */
    public record Place(Provider provider, Provider.@Nullable Server server) {}

    /** The first server of this kind, else the usual one. */
    private static Provider.@Nullable Server among(Provider provider, Predicate<Provider.Server> kind) {
        var servers = provider.servers();
        return servers.stream().filter(kind).findFirst().orElse(servers.isEmpty() ? null : servers.getFirst());
    }

    private static boolean endsLike(String host, List<String> suffixes) {
        return suffixes.stream().anyMatch(suffix -> host.equals(suffix) || host.endsWith("." + suffix));
    }
}
