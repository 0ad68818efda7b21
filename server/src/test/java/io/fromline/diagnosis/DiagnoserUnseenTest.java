package io.fromline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Phase;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies that the facts do not have: written from knowledge of some fifty services before the rules were made, and those that a
 * public collection (smtp.codes, MIT) quotes; the later ones were written against the rules as they stood by then, those of the world
 * gathered from help pages and bug reports, the reported ones from what programs and people quote of
 * their own failures, and the last recalled or worded after servers of many kinds. What the figures mean stands in {@code docs/diagnosis.md}.
 */
class DiagnoserUnseenTest {

    private static final Diagnoser DIAGNOSER = new Diagnoser();

    record Row(String provider, String phase, String reply, String cause, String scope, String permanence) {

        String label() {
            return "%s in %s: %s".formatted(provider, phase, reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unseen-own.json",
                "unseen-field.json",
                "unseen-later.json",
                "unseen-world.json",
                "unseen-reported.json",
                "unseen-recalled.json"
            })
    void nearly_all_have_their_scope_permanence_and_cause(String file) {
        var rows = Spoken.rows(file, Row[].class);
        var otherCause = new ArrayList<String>();
        var otherConsequence = new ArrayList<String>();
        for (var row : rows) {
            var phase = Phase.valueOf(row.phase().toUpperCase(Locale.ROOT));
            var diagnosis = DIAGNOSER.diagnose(row.provider(), Spoken.outcome(phase, Spoken.reply(row.reply(), 550)));
            if (!diagnosis.cause().equals(row.cause())) {
                otherCause.add(row.label() + " -> " + diagnosis.cause() + ", not " + row.cause());
            }
            if (!label(diagnosis.scope()).equals(row.scope())
                    || !label(diagnosis.permanence()).equals(row.permanence())) {
                otherConsequence.add(row.label() + " -> " + diagnosis);
            }
        }
        assertThat(otherCause).hasSizeLessThanOrEqualTo(rows.size() / 50);
        assertThat(otherConsequence).hasSizeLessThanOrEqualTo(rows.size() / 100);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
