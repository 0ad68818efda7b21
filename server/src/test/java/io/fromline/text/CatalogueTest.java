package io.fromline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import io.fromline.alert.IncidentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final Locale POLISH = Locale.of("pl");
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void every_text_is_there_in_every_language() {
        for (var locale : catalogue.locales()) {
            assertThat(catalogue.patterns(locale).keySet())
                    .as(locale.toLanguageTag())
                    .isEqualTo(catalogue.patterns(Locale.ENGLISH).keySet());
        }
    }

    @Test
    void every_kind_of_incident_has_a_name_where_it_is_chosen() {
        assertThat(catalogue.patterns(Locale.ENGLISH).keySet())
                .containsAll(Stream.of(IncidentKind.values())
                        .map(kind -> "ui.alerts.kind." + kind.label())
                        .toList());
    }

    @Test
    void a_text_has_the_same_placeholders_in_every_language() {
        var differing = new ArrayList<String>();
        catalogue
                .patterns(Locale.ENGLISH)
                .forEach((key, english) -> catalogue.locales().forEach(locale -> {
                    var other = catalogue.patterns(locale).getOrDefault(key, "");
                    if (!names(english).equals(names(other))) {
                        differing.add(key + ": " + names(english) + " / " + names(other));
                    }
                }));
        assertThat(differing).isEmpty();
    }

    @Test
    void a_polish_plural_has_all_four_forms() {
        var lacking = new ArrayList<String>();
        catalogue
                .patterns(POLISH)
                .forEach((key, pattern) -> pluralForms(pattern).stream()
                        .filter(forms -> !forms.containsAll(Set.of("one", "few", "many", "other")))
                        .forEach(forms -> lacking.add(key + ": " + forms)));
        assertThat(lacking).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pl-PL,pl;q=0.9,en;q=0.5|pl",
                "de,en;q=0.5|en",
                "de, pl;q=0.1|pl",
                "fr|en",
                "*|en",
                "not;;a=header|en"
            })
    void the_best_language_is_the_most_wanted_that_we_have(String header, String language) {
        assertThat(catalogue.best(header)).isEqualTo(Locale.of(language));
    }

    @Test
    void a_missing_text_is_a_bug() {
        assertThatThrownBy(() -> catalogue.text(POLISH, "no.such.text")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_goes_into_html_is_escaped_and_the_text_around_it_too() {
        var said =
                catalogue.html(Locale.ENGLISH, "mail.verification.intro", Map.of("tenant", "<b>&\"", "platform", "P"));
        assertThat(said).contains("&lt;b&gt;&amp;&quot;").doesNotContain("<b>");
    }

    private static Set<String> names(String pattern) {
        var parsed = new MessagePattern(pattern);
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < parsed.countParts(); i++) {
            if (parsed.getPart(i).getType() == Part.Type.ARG_NAME) {
                names.add(parsed.getSubstring(parsed.getPart(i)));
            }
        }
        return names;
    }

    private static List<Set<String>> pluralForms(String pattern) {
        var parsed = new MessagePattern(pattern);
        List<Set<String>> plurals = new ArrayList<>();
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            if (part.getType() == Part.Type.ARG_START && part.getArgType() == ArgType.PLURAL) {
                plurals.add(forms(parsed, i));
            }
        }
        return plurals;
    }

    private static Set<String> forms(MessagePattern parsed, int start) {
        int end = parsed.getLimitPartIndex(start);
        int depth = 0;
        Set<String> forms = new TreeSet<>();
        for (int i = start + 1; i < end; i++) {
            switch (parsed.getPartType(i)) {
                case MSG_START -> depth++;
                case MSG_LIMIT -> depth--;
                case ARG_SELECTOR -> {
                    if (depth == 0) {
                        forms.add(parsed.getSubstring(parsed.getPart(i)));
                    }
                }
                default -> {}
            }
        }
        return forms;
    }
}
