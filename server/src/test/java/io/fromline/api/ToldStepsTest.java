package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.relay.TestMessages.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldStepsTest {

    private static final List<Step> TO_THE_END = List.of(
            new Step("connect", true, 3, "220 router ESMTP"),
            new Step("tls", true, 5, null),
            new Step("auth", true, 8, "235 welcome"),
            new Step("sender", true, 1, "250 ok"),
            new Step("recipient", false, 1, "550 5.1.1 no such user"));

    private final List<Step> heard = new ArrayList<>();

    @Test
    void a_tenant_hears_a_server_speak_only_once_it_was_let_in() {
        var told = new ToldSteps(false, heard::add);
        TO_THE_END.forEach(told::tell);
        assertThat(told.steps())
                .extracting(Step::reply)
                .containsExactly(null, null, "235 welcome", "250 ok", "550 5.1.1 no such user");
        assertThat(heard).isEqualTo(told.steps());
    }

    @Test
    void whoever_refuses_the_log_in_may_be_any_machine() {
        var told = new ToldSteps(false, heard::add);
        told.tell(TO_THE_END.getFirst());
        told.tell(new Step("auth", false, 8, "535 internal-host-17 says no"));
        assertThat(told.steps()).extracting(Step::reply).containsOnlyNulls();
        assertThat(told.steps()).extracting(Step::ok).containsExactly(true, false);
    }

    @Test
    void the_operator_hears_everything() {
        var told = new ToldSteps(true, heard::add);
        TO_THE_END.forEach(told::tell);
        assertThat(told.steps()).isEqualTo(TO_THE_END);
    }
}
