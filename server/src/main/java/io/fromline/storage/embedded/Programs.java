package io.fromline.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of PostgreSQL, which refuse to work for root.
 *
 * <p>Started as root, they run in a user namespace of their own, where root is nobody; nothing has to change hands on disk.
 */
final class Programs {

    private final Binaries binaries;
    private final List<String> prefix;

    Programs(Binaries binaries) throws IOException {
        this.binaries = binaries;
        this.prefix = isRoot() ? withoutRoot() : List.of();
    }

    /** Runs the program to its end; what it says goes to the log file, and its end to the exception when it fails. */
    void run(Path log, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        int code = exit(start(command, log));
        if (code != 0) {
            throw new IOException("PostgreSQL's " + program + " ended with " + code + ": " + lastLines(log));
        }
    }

    private static List<String> withoutRoot() throws IOException {
        List<String> namespace = List.of("unshare", "--user");
        if (works(namespace)) {
            return namespace;
        }
        throw new IOException("PostgreSQL refuses to run as root, and this machine lets no program leave root by a user"
                + " namespace: start Fromline as another user, or set FROMLINE_DATABASE_URL to a PostgreSQL of yours");
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return exit(start(command, Path.of("/dev/null"))) == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }

    private static Process start(List<String> command, Path log) throws IOException {
        // A pipe would stay open for as long as the postmaster lives, hence a file.
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int exit(Process process) throws IOException {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("a program of PostgreSQL did not end within two minutes");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a program of PostgreSQL", interrupted);
        }
    }

    private static String lastLines(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }
}
