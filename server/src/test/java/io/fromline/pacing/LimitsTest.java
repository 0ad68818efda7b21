package io.fromline.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    private static Limits perDay(@Nullable Integer messages) {
        return new Limits(null, null, messages, null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # provider, operator, learned, own, what holds
            ,     ,     ,    ,
            500,  ,     ,    , 500
            500,  2000, ,    , 2000
            2000, 100,  ,    , 100
            500,  ,     300, , 300
            500,  ,     900, , 500
            ,     ,     300, , 300
            500,  2000, 300, , 300
            500,  ,     ,    100, 100
            500,  ,     ,    900, 500
            500,  2000, ,    900, 900
            ,     ,     ,    50,  50
            500,  2000, 300, 50,  50
            """)
    void theOperatorReplacesTheProvidersWhatWasLearnedAndTheTenantOnlyLower(
            @Nullable Integer provider,
            @Nullable Integer operator,
            @Nullable Integer learned,
            @Nullable Integer own,
            @Nullable Integer holds) {
        var effective = Limits.effective(perDay(provider), perDay(operator), perDay(learned), perDay(own));

        assertThat(effective).isEqualTo(perDay(holds));
    }

    @Test
    void eachLimitIsDecidedByItself() {
        var microsoft = new Limits(30, null, null, 10_000, 500, null, 3);
        var own = new Limits(null, 100, null, null, null, 20, 1);

        assertThat(Limits.effective(microsoft, Limits.NONE, Limits.NONE, own))
                .isEqualTo(new Limits(30, 100, null, 10_000, 500, 20, 1));
    }

    @Test
    void nodesShareWhatIsCountedOverAllOfThemButEachMaySendSomething() {
        var limits = new Limits(30, null, 500, 10_000, 100, 50, 3);

        assertThat(limits.sharedBy(4, quota -> 0)).isEqualTo(new Limits(7, null, 125, 2_500, 100, 50, 1));
        assertThat(limits.sharedBy(1, quota -> 17)).isEqualTo(limits);
        assertThat(limits.sharedBy(4, quota -> 20).messagesPerMinute())
                .as("a quarter of the room that is left")
                .isEqualTo(22);
        assertThat(limits.sharedBy(4, quota -> 29).messagesPerMinute()).isEqualTo(30);
        assertThat(limits.sharedBy(4, quota -> 31).messagesPerMinute())
                .as("full is full")
                .isEqualTo(30);
    }

    @Test
    void namesWhatIsAboveACeiling() {
        var ceiling = new Limits(30, null, 500, null, null, null, 3);

        assertThat(new Limits(30, 1000, 501, 9, null, null, 4).above(ceiling))
                .containsExactly("messagesPerDay", "connections");
        assertThat(Limits.NONE.above(ceiling)).isEmpty();
    }

    @Test
    void noLimitKeepsEverythingBack() {
        assertThatThrownBy(() -> perDay(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
