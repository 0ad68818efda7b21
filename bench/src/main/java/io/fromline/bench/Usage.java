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
record Usage(double cpuSeconds, long javaMegabytes, long residentMegabytes, long postgresMegabytes) {

    private static final double TICKS = 100;

    static Usage of(long server, Path folder) throws IOException {
        List<Long> postgres = postgres(folder);
        long postmaster = postgres.getLast();
        double cpu = cpu(server) + cpu(postmaster);
        long memory = 0;
        for (long process : postgres) {
            cpu += process == postmaster ? 0 : cpu(process);
            memory += megabytes(process, "smaps_rollup", "Pss:");
        }
        return new Usage(cpu, megabytes(server, "smaps_rollup", "Pss:"), megabytes(server, "status", "VmRSS:"), memory);
    }

    /** The processes of the PostgreSQL below this folder, the postmaster last. */
    static List<Long> postgres(Path folder) throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(postmasterFile(folder)).getFirst().strip());
        List<Long> postgres = children(postmaster);
        postgres.add(postmaster);
        return postgres;
    }

    static boolean runsPostgres(Path folder) {
        return Files.exists(postmasterFile(folder));
    }

    private static Path postmasterFile(Path folder) {
        return folder.resolve("postgres/data/postmaster.pid");
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

    private static long megabytes(long process, String file, String field) {
        try (var lines = Files.lines(Path.of("/proc/" + process + "/" + file))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
