package io.fromline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the collected facts about replies gets its cause, scope and permanence.
 *
 * <p>A raw row (of Google's own table, labelled by a machine from the code alone) stands for the curated row that fits its
 * sample, as the facts' own instructions have it; where none fits, its category is what counts.
 */
class DiagnoserFactsTest {

    private static final Diagnoser DIAGNOSER = new Diagnoser();
    private static final Map<String, List<String>> CAUSES = causes();

    /** What no server said, as the driver tells it. */
    private static final Map<String, Outcome> WITHOUT_REPLY = Map.ofEntries(
            broken("c-nxdomain", Phase.RESOLVE, Kind.NO_SUCH_HOST),
            broken("c-refused", Phase.CONNECT, Kind.UNREACHABLE),
            broken("c-timeout", Phase.CONNECT, Kind.UNREACHABLE),
            broken("c-forbidden", Phase.CONNECT, Kind.UNREACHABLE),
            broken("c-plaintls", Phase.TLS, Kind.TLS_HANDSHAKE),
            broken("c-silent465", Phase.CONNECT, Kind.TIMEOUT),
            broken("c-nostarttls", Phase.TLS, Kind.TLS_UNAVAILABLE),
            broken("c-certname", Phase.TLS, Kind.TLS_NAME_MISMATCH),
            broken("c-certexp", Phase.TLS, Kind.TLS_EXPIRED),
            broken("c-certuntrusted", Phase.TLS, Kind.TLS_UNTRUSTED),
            broken("c-tlsold", Phase.TLS, Kind.TLS_TOO_OLD),
            Map.entry("c-dropdata", new Outcome.Uncertain(Fault.of(Scope.RELAY, Phase.MESSAGE, Kind.CLOSED))));

    /** Rows that we answer otherwise, and why. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "c-forbidden",
            "a forbidden address is answered like a refused connection, so that nobody can probe our network",
            "c-silent465",
            "a silent server may be a slow one: the text names the port first, but no relay is held for it",
            "auto-google-033",
            "the same as its neighbours of 4.7.28 in other words, which a curated row calls a matter of reputation",
            "auto-google-077",
            "names the relay and the abuse; the abuse is what somebody must mend");

    record Row(
            String id,
            String provider,
            String phase,
            String pattern,
            String sample,
            String category,
            String permanence,
            String scope,
            boolean curated) {

        String providerId() {
            return switch (provider) {
                case "google" -> "gmail";
                case "generic", "client" -> "smtp";
                default -> provider;
            };
        }

        boolean fits(String said) {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.MULTILINE)
                    .matcher(said)
                    .find();
        }

        Stream<Phase> phases() {
            return Stream.of(phase.split("\\|")).map(name -> switch (name) {
                case "connect", "greeting" -> Phase.CONNECT;
                case "starttls" -> Phase.TLS;
                case "auth", "oauth_token" -> Phase.AUTH;
                case "mail" -> Phase.SENDER;
                case "rcpt" -> Phase.RECIPIENT;
                default -> Phase.MESSAGE;
            });
        }
    }

    record Case(Row row, Row truth, Phase phase, Outcome outcome) {
        @Override
        public String toString() {
            return row.id() + " in " + phase.label();
        }
    }

    static Stream<Case> cases() {
        var rows = Spoken.rows("facts.json", Row[].class);
        return rows.stream()
                .flatMap(row -> row.phases().map(phase -> new Case(row, truth(row, rows), phase, outcome(row, phase))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_row_has_its_cause_scope_and_permanence(Case one) {
        assumeThat(OTHERWISE).doesNotContainKey(one.row().id());
        var truth = one.truth();
        var diagnosis = DIAGNOSER.diagnose(one.row().providerId(), one.outcome());

        if (!truth.category().equals("other")) {
            assertThat(CAUSES.get(truth.category())).as(truth.category()).contains(diagnosis.cause());
        }
        if (truth.curated()) {
            assertThat(diagnosis.scope().name().toLowerCase(Locale.ROOT))
                    .isEqualTo(truth.scope().equals("account") ? "relay" : truth.scope());
            assertThat(diagnosis.permanence().name().toLowerCase(Locale.ROOT))
                    .isIn(truth.permanence(), one.row().permanence());
        }
    }

    private static Row truth(Row row, List<Row> rows) {
        return row.curated()
                ? row
                : rows.stream()
                        .filter(Row::curated)
                        .filter(curated -> curated.provider().equals(row.provider()) && curated.fits(row.sample()))
                        .findFirst()
                        .orElse(row);
    }

    private static Outcome outcome(Row row, Phase phase) {
        var known = WITHOUT_REPLY.get(row.id());
        return known == null
                ? Spoken.outcome(phase, Spoken.reply(row.sample(), phase == Phase.AUTH ? 535 : 550))
                : known;
    }

    private static Map.Entry<String, Outcome> broken(String id, Phase phase, Kind kind) {
        return Map.entry(id, new Outcome.Refused(Fault.of(Scope.RELAY, phase, kind)));
    }

    private static Map<String, List<String>> causes() {
        try (var file = Objects.requireNonNull(
                DiagnoserFactsTest.class.getResourceAsStream("/diagnosis/facts-categories.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> List.of(cells[1].split(", "))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
