package io.fromline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.relay.StoppedBy;
import io.fromline.text.Catalogue;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CausesTest {

    private final Catalogue catalogue = Catalogue.load();
    private final Causes causes = new Causes(catalogue);

    @Test
    void every_cause_has_a_text_and_steps_in_every_language() {
        for (var locale : catalogue.locales()) {
            for (var code : causes.codes()) {
                var said = causes.explain(code, locale);
                assertThat(said.text()).as(code).isNotBlank().doesNotContain("{");
                assertThat(said.steps()).as(code).isNotEmpty().noneMatch(String::isBlank);
            }
        }
    }

    @Test
    void every_rule_leads_to_a_known_cause_and_every_cause_has_a_rule() {
        var file = CauseFile.load();
        assertThat(file.rules().stream().map(Rule::cause).distinct())
                .containsExactlyInAnyOrderElementsOf(causes.codes().stream()
                        .filter(code -> !code.startsWith(StoppedBy.ANYBODY)) // these are people's doing
                        .toList());
    }

    @Test
    void a_refused_log_in_at_gmail_names_both_usual_reasons() {
        var said = causes.explain("auth.wrong_password", Locale.ENGLISH, Map.of("provider", "gmail"));
        assertThat(said.text()).contains("app password is wrong").contains("was changed");
        assertThat(said.steps()).anyMatch(step -> step.contains("https://myaccount.google.com/apppasswords"));
        assertThat(said.actor()).isEqualTo("tenant");
    }

    @Test
    void a_company_at_google_reads_the_same() {
        assertThat(causes.explain("auth.wrong_password", Locale.ENGLISH, Map.of("provider", "googleworkspace")))
                .isEqualTo(causes.explain("auth.wrong_password", Locale.ENGLISH, Map.of("provider", "gmail")));
    }

    @Test
    void the_platforms_account_is_the_operators_to_mend() {
        var said = causes.explainForPlatformRelay("auth.wrong_password", Locale.of("pl"));
        assertThat(said.actor()).isEqualTo("operator");
        assertThat(said.text()).contains("operatora").doesNotContain("hasł");
        assertThat(causes.explainForPlatformRelay("recipient.unknown", Locale.ENGLISH)
                        .actor())
                .isEqualTo("tenant");
    }

    @Test
    void a_sender_that_the_platforms_relay_refuses_is_the_tenants_to_change() {
        var said = causes.explainForPlatformRelay("sender.not_owned", Locale.ENGLISH);
        assertThat(said.actor()).isEqualTo("tenant");
        assertThat(said.text()).contains("platform’s mail service");
    }

    @Test
    void a_test_is_not_tried_again_by_itself() {
        var said = causes.explainForTest("limit.rate", Locale.ENGLISH, Map.of());
        assertThat(said.steps()).hasSize(1).first().asString().contains("press “Send test email” again");
        assertThat(said.text())
                .isEqualTo(causes.explain("limit.rate", Locale.ENGLISH).text());
        assertThat(causes.explainForTest("auth.locked", Locale.ENGLISH, Map.of()))
                .isEqualTo(causes.explain("auth.locked", Locale.ENGLISH));
    }
}
