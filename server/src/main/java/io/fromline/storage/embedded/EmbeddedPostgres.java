package io.fromline.storage.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A PostgreSQL of our own, on a free port of the loopback interface, with a password that only this user can read.
 *
 * <p>Its data outlive it; after a crash, of ours or of its own, the next start stops what was left running and recovers. The
 * caller holds the folder's lock.
 */
public final class EmbeddedPostgres implements Closeable {

    private static final String USER = "postgres";
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Programs programs;
    private final int port;
    private final Durability durability;

    private EmbeddedPostgres(Path folder, Programs programs, int port, Durability durability) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
        this.durability = durability;
    }

    /** Whether what was committed must survive a loss of power; only tests say no. */
    public enum Durability {
        DURABLE,
        FOR_TESTS
    }

    /** Starts it on the data below the folder, making them the first time; the programs are unpacked below {@code programs}. */
    public static EmbeddedPostgres start(Path folder, Path programs, Durability durability) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
        EmbeddedPostgres postgres = new EmbeddedPostgres(
                folder.toAbsolutePath(), new Programs(Binaries.unpackedIn(programs)), freePort(), durability);
        if (Files.notExists(postgres.data().resolve("PG_VERSION"))) {
            postgres.create();
        }
        postgres.requireOurVersion();
        postgres.stopLeftover();
        postgres.run();
        return postgres;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return USER;
    }

    public String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** Whether it runs. */
    boolean running() throws IOException {
        return postmaster().running();
    }

    /** Starts it again where it was, after it died. */
    void startAgain() throws IOException {
        stopLeftover();
        run();
    }

    /** Stops it cleanly: open transactions are rolled back, the rest is on disk. */
    @Override
    public void close() throws IOException {
        programs.run(log(), "pg_ctl", "stop", "-D", data().toString(), "-m", "fast", "-w", "-t", "60");
    }

    private void create() throws IOException {
        Binaries.delete(data());
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        // Made beside and moved, so that a start killed in the middle begins anew.
        Path fresh = folder.resolve("data-fresh");
        Binaries.delete(fresh);
        programs.run(
                log(),
                "initdb",
                "-D",
                fresh.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile(),
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C");
        Files.move(fresh, data(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireOurVersion() throws IOException {
        String major = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!Binaries.VERSION.startsWith(major + ".")) {
            throw new IOException("the data in " + data() + " are of PostgreSQL " + major
                    + ", this Fromline comes with " + Binaries.VERSION + ": move them with pg_dump and pg_restore");
        }
    }

    /** A server that was killed leaves its PostgreSQL running, or, after a loss of power, only the file that says so. */
    private void stopLeftover() throws IOException {
        if (postmaster().running()) {
            close();
        }
        postmaster().clearAway();
    }

    private void run() throws IOException {
        StringBuilder options = new StringBuilder("-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p ")
                .append(port)
                .append(
                        " -c max_connections=100 -c shared_buffers=64MB -c max_locks_per_transaction=512 -c timezone=UTC -c log_timezone=UTC");
        if (durability == Durability.FOR_TESTS) {
            options.append(" -c fsync=off -c full_page_writes=off");
        }
        programs.run(
                log(),
                "pg_ctl",
                "start",
                "-D",
                data().toString(),
                "-l",
                log().toString(),
                "-w",
                "-t",
                "110",
                "-o",
                options.toString());
    }

    /** Below the ports that systems give to outgoing connections, so that it is free again after a crash. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another one, then
            }
        }
    }

    private Postmaster postmaster() {
        return new Postmaster(data());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private Path log() {
        return folder.resolve("postgresql.log");
    }
}
