package io.fromline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where one suite plays: gives it servers and peers of its own, each in a folder of its own, and ends them with itself. */
final class Stage implements AutoCloseable {

    private final Path folder;
    private final boolean whole;
    private final int runs;
    private final Optional<Integer> asked;
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

    /**
     * A new folder to play in.
     *
     * @param whole whether all suites are run
     * @param asked how many messages, accounts or rounds, where that is not the suite's to say
     */
    Stage(boolean whole, int runs, Optional<Integer> asked) throws IOException {
        this.whole = whole;
        this.folder = Files.createTempDirectory("fromline-bench-");
        this.runs = runs;
        this.asked = asked;
    }

    int runs() {
        return runs;
    }

    int count(int usual) {
        return asked.orElse(usual);
    }

    /** Fewer where the suite is one of all. */
    int count(int alone, int amongAll) {
        return asked.orElse(whole ? amongAll : alone);
    }

    Sink sink(Sink.Chunking chunking) {
        return closed(new Sink(chunking));
    }

    Proxy proxy(int port, int delayMillis) {
        return closed(new Proxy(port, delayMillis));
    }

    /** A fresh server, with a tenant to send as. */
    ServerUnderTest server(Sink sink) throws IOException, InterruptedException {
        var server = closed(ServerUnderTest.start(Files.createDirectories(folder.resolve("fromline")), sink));
        server.api().prepare();
        return server;
    }

    /** The same again, on what one that is gone left behind. */
    ServerUnderTest again(Sink sink) throws IOException {
        return closed(ServerUnderTest.start(folder.resolve("fromline"), sink));
    }

    Optional<Postfix> postfix(PostfixSettings settings) throws IOException, InterruptedException {
        var postfix = Postfix.start(folder, settings);
        postfix.ifPresentOrElse(
                this::closed,
                () -> System.out.println(
                        "Without Postfix: it is not installed here, and only root can install and start it.\n"));
        return postfix;
    }

    Path folder() {
        return folder;
    }

    <T extends AutoCloseable> T closed(T resource) {
        toClose.push(resource);
        return resource;
    }

    /** Where somebody interrupts the bench. */
    void closeQuietly() {
        try {
            close();
        } catch (Exception ended) {
            // with the bench
        }
    }

    @Override
    public synchronized void close() throws Exception {
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
        Postfix.run("rm", "-rf", folder.toString());
    }
}
