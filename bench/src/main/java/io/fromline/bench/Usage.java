package io.fromline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server and its PostgreSQL have used so far, out of Linux' {@code /proc}; memory is the proportional set, so that pages
 * which PostgreSQL's processes share count once.
 */
record Usage(double cpuSeconds, long javaMegabytes, long postgresMegabytes) {

    private static final double TICKS = 100;

    static Usage of(long server, Path folder) throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
        List<Long> postgres = children(postmaster);
        postgres.add(postmaster);
        double cpu = cpu(server) + cpu(postmaster);
        long memory = 0;
        for (long process : postgres) {
            cpu += process == postmaster ? 0 : cpu(process);
            memory += megabytes(process);
        }
        return new Usage(cpu, megabytes(server), memory);
    }

    private static List<Long> children(long parent) throws IOException {
        List<Long> children = new ArrayList<>();
        for (String child : Files.readString(Path.of("/proc/" + parent + "/task/" + parent + "/children"))
                .split(" ")) {
            if (!child.isBlank()) {
                children.add(Long.parseLong(child.strip()));
            }
        }
        return children;
    }

    /** Its own time and that of its children that have ended. */
    private static double cpu(long process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11])
                            + Long.parseLong(fields[12])
                            + Long.parseLong(fields[13])
                            + Long.parseLong(fields[14]))
                    / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long megabytes(long process) {
        try (var lines = Files.lines(Path.of("/proc/" + process + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
