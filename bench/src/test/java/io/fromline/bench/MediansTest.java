package io.fromline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

    @Test
    void aMedianIsTheMiddleOne() {
        assertThat(Medians.of(List.of(9.0, 1.0, 5.0), run -> run)).isEqualTo(5);
        assertThat(Medians.of(List.<Double>of(), run -> run)).isNaN();
    }

    @Test
    void aPercentileIsTheSmallestThatSoManyDoNotExceed() {
        double[] hundred =
                java.util.stream.IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertThat(Medians.percentile(hundred, 0.99)).isEqualTo(99);
        assertThat(Medians.percentile(hundred, 0.5)).isEqualTo(50);
        assertThat(Medians.percentile(new double[] {7}, 0.99)).isEqualTo(7);
    }

    @Test
    void numbersHaveThreeDigitsAtLeast() {
        assertThat(Medians.number(0.123)).isEqualTo("0.12");
        assertThat(Medians.number(12.34)).isEqualTo("12.3");
        assertThat(Medians.number(12_345.6)).isEqualTo("12,346");
        assertThat(Medians.number(3)).isEqualTo("3");
    }
}
