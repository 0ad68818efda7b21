package io.fromline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Runs one suite and prints it, or all of them and writes {@code docs/benchmarks.md}. */
public final class Bench {

    private static final List<Suite> SUITES = List.of(
            new Relaying(),
            new Accepting(),
            new ColdAccounts(),
            new Fairness(),
            new SilentProviders(),
            new RoundTrip(),
            new MemoryUse(),
            new Crashes(),
            new Sending(),
            new Starting());

    private Bench() {}

    /**
     * Without arguments everything; with the name of a suite that one, and then, if it is told, with how many messages, accounts or rounds.
     *
     * <p>{@code FROMLINE_BENCH_RUNS} says how many runs medians are taken of.
     */
    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(Objects.requireNonNullElse(System.getenv("FROMLINE_BENCH_RUNS"), "5"));
        var chosen = SUITES.stream()
                .filter(suite -> arguments.length == 0 || suite.name().equals(arguments[0]))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("one of "
                    + SUITES.stream().map(Suite::name).toList() + ", or nothing for all; not " + arguments[0]);
        }
        var asked = arguments.length > 1 ? Optional.of(Integer.valueOf(arguments[1])) : Optional.<Integer>empty();
        boolean whole = arguments.length == 0;
        List<Section> sections = new ArrayList<>();
        for (var suite : chosen) {
            var section = measured(suite, whole, runs, asked);
            System.out.println(section.markdown());
            sections.add(section);
            if (whole) {
                new Report(sections, runs).write(); // so far: who breaks off a long run keeps what it found
            }
        }
        System.exit(sections.stream().allMatch(Section::holds) ? 0 : 1);
    }

    /** One suite that breaks off does not take the others along. */
    private static Section measured(Suite suite, boolean whole, int runs, Optional<Integer> asked) throws Exception {
        try (var stage = new Stage(whole, runs, asked)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stage::closeQuietly));
            return suite.measure(stage);
        } catch (Exception broken) {
            broken.printStackTrace();
            return Section.brokenOff(suite.name(), broken);
        }
    }
}
