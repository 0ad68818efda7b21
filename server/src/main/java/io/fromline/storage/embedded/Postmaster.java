package io.fromline.storage.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process that works on a folder of PostgreSQL's data, as the file it leaves there tells.
 *
 * <p>A new one never begins while another process still works on the same data.
 */
record Postmaster(Path data) {

    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration END = Duration.ofSeconds(10);

    /** Whether it runs. */
    boolean running() throws IOException {
        return process().isPresent();
    }

    /** Removes what one that died has left: the processes it began, and the file that names it. */
    void clearAway() throws IOException {
        endOrphans();
        Files.deleteIfExists(pidFile());
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private Optional<ProcessHandle> process() throws IOException {
        if (Files.notExists(pidFile())) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile());
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(Postmaster::isPostgres);
    }

    /** The number may belong to a stranger by now, above all in a container, where numbers start anew; or to the dead. */
    private static boolean isPostgres(ProcessHandle process) {
        if (isZombie(process.pid())) {
            return false;
        }
        ProcessHandle.Info info = process.info();
        return info.command()
                .or(info::commandLine)
                .map(line -> line.contains("postgres"))
                .orElse(true);
    }

    /** Where nobody collects orphans, as in many containers, a process that ended keeps its number. */
    private static boolean isZombie(long pid) {
        try {
            return Files.readString(PROCESSES.resolve(pid + "/stat")).contains(") Z ");
        } catch (IOException noSuchFolder) {
            return false;
        }
    }

    /**
     * A postmaster that is killed cannot end its processes; they see it soon, but not in the middle of a statement, and a new one
     * beside them would spoil the data. Their transactions are lost either way.
     */
    private void endOrphans() throws IOException {
        for (ProcessHandle orphan : orphans()) {
            orphan.destroyForcibly();
            try {
                orphan.onExit().get(END.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | java.util.concurrent.ExecutionException lasting) {
                if (!isZombie(orphan.pid())) {
                    throw new IOException("process " + orphan.pid() + " still works on " + data, lasting);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
    }

    /** Each works in the folder of its data; where the system does not show that, PostgreSQL's own check has to do. */
    private List<ProcessHandle> orphans() throws IOException {
        List<ProcessHandle> orphans = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return orphans;
        }
        Path folder = data.toRealPath();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (folder.equals(workingFolder(process))) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .filter(Postmaster::isPostgres)
                            .ifPresent(orphans::add);
                }
            }
        }
        return orphans;
    }

    private static Path workingFolder(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd"));
        } catch (IOException goneOrForeign) {
            return PROCESSES;
        }
    }
}
