package io.fromline.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.text.Catalogue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a data file of the catalogue must be. */
class ProvidersTest {

    private static final Path FOLDER = Path.of("src/main/resources/providers");
    private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");
    private static final Set<String> LABELS = Set.of("tls", "starttls");
    private static final Set<String> CONFIDENCE = Set.of("verified", "secondary", "unverified");
    private static final Set<String> SERVERS = Set.of("servers", "username", "credential", "quirks");

    private static final Catalogue CATALOGUE = Catalogue.load();

    static List<Provider> providers() {
        return Providers.load().all();
    }

    @Test
    void every_file_is_in_the_index_and_the_other_way_round() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            var there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""));
            assertThat(there).containsExactlyInAnyOrderElementsOf(Providers.lines("index.txt"));
        }
        assertThat(providers()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_file_is_named_after_its_provider(Provider provider) throws IOException {
        assertThat(provider.id()).matches("[a-z][a-z0-9]*");
        assertThat(Files.readString(FOLDER.resolve(provider.id() + ".json")))
                .contains("\"id\": \"" + provider.id() + "\"");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void servers_domains_and_mx_are_host_names(Provider provider) {
        List<String> hosts = new ArrayList<>(provider.allDomains());
        hosts.addAll(provider.mx());
        for (var server : provider.servers()) {
            hosts.add(server.server());
            hosts.addAll(server.mx());
        }
        assertThat(hosts).allMatch(HOST.asMatchPredicate());
        if (provider.servers().size() > 1) {
            assertThat(provider.servers().stream().skip(1))
                    .allMatch(server -> server.centre() != null || server.region() != null);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void ports_are_those_of_submission_and_agree_with_their_encryption(Provider provider) {
        assertThat(provider.ports())
                .isNotEmpty()
                .allMatch(port -> Set.of(465, 587, 2525).contains(port.port()) && LABELS.contains(port.encryption()))
                .allMatch(port -> (port.port() == 465) == port.encryption().equals("tls"));
        assertThat(provider.username().value() != null)
                .isEqualTo(provider.username().form() == UsernameForm.FIXED);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void every_text_is_there(Provider provider) {
        List<String> keys = new ArrayList<>(List.of(
                "provider." + provider.id() + ".name",
                "provider.username." + provider.username().form().label(),
                "provider.credential." + provider.credential()));
        if (!provider.group().equals(Provider.OTHER)) {
            keys.add("provider.group." + provider.group());
        }
        provider.quirks().forEach(quirk -> keys.add("provider.quirk." + quirk));
        provider.servers().stream()
                .filter(server -> server.centre() != null)
                .forEach(server -> keys.add("provider.centre." + server.centre()));
        assertThat(keys).allMatch(CATALOGUE::has);
        assertThat(provider.guide()).isNotEmpty().allMatch(step -> has(provider, step, "title"));
        assertThat(provider.guide()).allMatch(step -> has(provider, step, "text"));
    }

    private static boolean has(Provider provider, Provider.GuideStep step, String part) {
        return CATALOGUE.has("provider." + provider.id() + "." + step.step() + "." + part)
                || CATALOGUE.has("provider.step." + step.step() + "." + part);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void facts_have_sources_and_links_are_https(Provider provider) {
        assertThat(provider.sources())
                .allMatch(source -> "https".equals(source.url().getScheme()))
                .allMatch(source -> !source.read().isBefore(LocalDate.of(2026, 1, 1)))
                .allMatch(source ->
                        CONFIDENCE.contains(source.confidence()) && !source.of().isEmpty());
        assertThat(provider.guide().stream().map(Provider.GuideStep::link).filter(link -> link != null))
                .allMatch(link -> "https".equals(URI.create(link).getScheme()));
        var told = provider.sources().stream()
                .flatMap(source -> source.of().stream())
                .toList();
        assertThat(told).containsAll(limits(provider));
        if (!provider.servers().isEmpty()) {
            assertThat(told).contains("servers");
        }
        if (!provider.group().equals(Provider.OTHER)) {
            assertThat(told).isNotEmpty();
        }
        assertThat(told)
                .allMatch(fact -> SERVERS.contains(fact) || limits(provider).contains(fact));
    }

    /** The names of the limits that the provider has; none of them zero or less. */
    private static List<String> limits(Provider provider) {
        return Stream.of(Provider.Limits.class.getRecordComponents())
                .filter(component -> {
                    try {
                        var value = (Integer) component.getAccessor().invoke(provider.limits());
                        assertThat(value == null || value > 0).isTrue();
                        return value != null;
                    } catch (ReflectiveOperationException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .map(component -> component.getName())
                .toList();
    }

    @Test
    void a_domain_or_an_mx_host_belongs_to_one_provider() {
        assertThat(providers().stream().flatMap(provider -> provider.allDomains().stream()))
                .doesNotHaveDuplicates();
        assertThat(providers().stream()
                        .flatMap(provider -> Stream.concat(
                                provider.mx().stream(),
                                provider.servers().stream().flatMap(server -> server.mx().stream()))))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_template_of_regions_makes_a_server_of_each() {
        var ses = Providers.load().find("ses").orElseThrow();
        assertThat(ses.servers())
                .extracting(Provider.Server::server)
                .contains("email-smtp.eu-central-1.amazonaws.com", "email-smtp.us-east-1.amazonaws.com");
    }
}
