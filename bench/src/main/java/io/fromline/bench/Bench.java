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
        List<Section> sections = new ArrayList<>();
        for (var suite : chosen) {
            try (var stage = new Stage(arguments.length == 0, runs, asked)) {
                Runtime.getRuntime().addShutdownHook(new Thread(stage::closeQuietly));
                var section = suite.measure(stage);
                System.out.println(section.markdown());
                sections.add(section);
            }
        }
        if (arguments.length == 0) {
            new Report(sections, runs).write();
        }
        System.exit(sections.stream().allMatch(Section::holds) ? 0 : 1);
    }
}
