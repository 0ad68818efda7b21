package io.fromline.app;

import io.fromline.storage.embedded.EmbeddedPostgres;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.DatabaseHealth;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Looks at the machine and the settings without starting the server, and says for each thing that is wrong what to do.
 *
 * <p>Changes nothing; works beside a running server as well as without one.
 */
final class Doctor {

    private static final long SPACE_WANTED = 2L << 30;
    private static final Duration SKEW_ALLOWED = Duration.ofSeconds(30);

    private final Config config;
    private final InstantSource clock;
    private final PrintStream out;
    private int wrong;

    Doctor(Config config, InstantSource clock, PrintStream out) {
        this.config = config;
        this.clock = clock;
        this.out = out;
    }

    /** The number of things that are wrong. */
    int examine() {
        ok("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        boolean running = folder();
        port(running);
        database(running);
        new RelayExamination(config).report(this);
        out.println(wrong == 0 ? "All well." : wrong + (wrong == 1 ? " thing is wrong." : " things are wrong."));
        return wrong;
    }

    void ok(String what) {
        out.println("ok    " + what);
    }

    void wrong(String what, String advice) {
        wrong++;
        out.println("wrong " + what + ": " + advice);
    }

    private boolean folder() {
        Path folder = config.storage().dataDir().toAbsolutePath().normalize();
        Path there = folder;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isWritable(there)) {
            wrong(
                    "data folder " + folder + " cannot be written",
                    "give this user the right to, or set FROMLINE_DATA_DIR");
            return false;
        }
        space(there);
        if (there.equals(folder) && Files.exists(folder.resolve("lock"))) {
            try {
                DataFolder.lock(folder).close();
            } catch (ConfigProblem held) {
                ok("data folder " + folder + ", in use by a running server");
                return true;
            } catch (IOException broken) {
                wrong("data folder " + folder, broken.toString());
            }
        }
        ok("data folder " + folder);
        return false;
    }

    private void space(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < SPACE_WANTED) {
                wrong("only " + (free >> 20) + " MB left for the data folder", "make room, 2 GB at least");
            } else {
                ok((free >> 30) + " GB left for the data folder");
            }
        } catch (IOException unknown) {
            wrong("cannot tell how much room the data folder has", unknown.toString());
        }
    }

    private void port(boolean running) {
        int port = config.http().port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            String address = config.http().address();
            socket.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
            ok("port " + port + " is free");
        } catch (IOException taken) {
            if (running) {
                ok("port " + port + ", in use by a running server");
            } else {
                wrong("port " + port + " is taken or refused", "stop what listens there, or set FROMLINE_HTTP_PORT");
            }
        }
    }

    private void database(boolean running) {
        String given = config.storage().databaseUrl();
        if (given != null) {
            examine(DatabaseAddress.parse(given));
            return;
        }
        Path postgres = config.storage().dataDir().resolve("postgres");
        if (running) {
            ok("database: our own PostgreSQL, in use by a running server");
        } else if (Files.notExists(postgres.resolve("data"))) {
            ok("database: our own PostgreSQL, made at the first start");
        } else {
            examineOwn(postgres);
        }
    }

    private void examineOwn(Path postgres) {
        try (EmbeddedPostgres own =
                EmbeddedPostgres.start(postgres, postgres.resolve("programs"), EmbeddedPostgres.Durability.DURABLE)) {
            examine(new DatabaseAddress(own.jdbcUrl(), own.user(), own.password()));
        } catch (IOException broken) {
            wrong("our own PostgreSQL does not start", broken.getMessage() + " (see " + postgres + "/postgresql.log)");
        }
    }

    private void examine(DatabaseAddress address) {
        try {
            DatabaseHealth health = DatabaseHealth.of(address);
            if (!health.supported()) {
                wrong("database " + address + " is PostgreSQL " + health.version(), "Fromline works with 15 to 18");
                return;
            }
            ok("database " + address + ", PostgreSQL " + health.version() + ", as " + health.role());
            Duration skew = Duration.between(health.now(), clock.instant()).abs();
            if (skew.compareTo(SKEW_ALLOWED) > 0) {
                wrong(
                        "clocks of this machine and the database are " + skew.toSeconds() + " s apart",
                        "let both keep time by NTP");
            } else {
                ok("clocks of this machine and the database agree");
            }
        } catch (SQLException | IllegalArgumentException broken) {
            wrong(
                    "database cannot be used: " + broken.getMessage(),
                    "check FROMLINE_DATABASE_URL and that it is running");
        }
    }
}
