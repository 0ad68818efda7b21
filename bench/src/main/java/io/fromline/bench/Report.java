package io.fromline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** All that was measured in one run, as {@code docs/benchmarks.md}: the goals first. What stands below its mark is people's, and stays. */
record Report(List<Section> sections, int runs) {

    private static final Path FILE = Path.of("docs", "benchmarks.md");
    private static final String MARK = "<!-- Below this line ./fromline bench writes nothing. -->\n";

    void write() throws IOException {
        var before = Files.exists(FILE) ? Files.readString(FILE) : "";
        int kept = before.indexOf(MARK);
        Files.writeString(FILE, markdown() + "\n" + (kept < 0 ? MARK : before.substring(kept)));
        System.out.println(goals());
    }

    private String goals() {
        return Section.goals(
                sections.stream().flatMap(section -> section.goals().stream()).toList());
    }

    private String markdown() throws IOException {
        return """
                # Benchmarks

                Written by `./fromline bench`: the packaged server with its embedded PostgreSQL, durable as always (fsync on), beside Postfix \
                from Debian's package, tuned (`bench/…/PostfixSettings.java`), by turns and on the same disk. Both deliver over TLS with log-in to a \
                sink on this machine that only counts. Who hands in, the sink, and anything else that runs here share the processors \
                with what is measured. Medians of %d runs after one to warm up, unless a section says otherwise.

                %s, %s, %d processors, %s, Java %s

                ## Goals

                %s
                %s""".formatted(
                        runs,
                        LocalDate.now(ZoneOffset.UTC),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Postfix.version(),
                        Runtime.version(),
                        goals(),
                        sections.stream().map(Section::markdown).collect(Collectors.joining("\n")));
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.notExists(info)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
