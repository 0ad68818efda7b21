package io.fromline.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Path PROGRAMS = Path.of("target/postgres-programs");

    @TempDir
    Path folder;

    @Test
    void what_was_committed_is_there_after_a_stop_and_a_start() throws Exception {
        try (var postgres = start();
                var connection = connect(postgres)) {
            connection.createStatement().execute("create table kept as select 42 as answer");
        }

        try (var postgres = start();
                var connection = connect(postgres)) {
            assertThat(answer(connection)).isEqualTo(42);
        }
    }

    @Test
    void a_postgresql_left_running_by_a_killed_server_is_stopped_and_its_data_kept() throws Exception {
        EmbeddedPostgres orphan = start();
        try (var connection = connect(orphan)) {
            connection.createStatement().execute("create table kept as select 42 as answer");
        }
        long left = pid();

        try (var postgres = start();
                var connection = connect(postgres)) {
            assertThat(answer(connection)).isEqualTo(42);
            assertThat(pid()).isNotEqualTo(left);
            assertThatThrownBy(() -> connect(orphan)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_crashed_postgresql_recovers_at_the_next_start() throws Exception {
        EmbeddedPostgres crashing = start();
        try (var connection = connect(crashing)) {
            connection.createStatement().execute("create table kept as select 42 as answer");
        }
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();

        try (var postgres = start();
                var connection = connect(postgres)) {
            assertThat(answer(connection)).isEqualTo(42);
        }
    }

    @Test
    @Timeout(60)
    void one_that_dies_is_started_again_at_the_same_address_as_often_as_it_dies() throws Exception {
        EmbeddedPostgres postgres = start();
        try (var kept = new KeptRunning(postgres)) {
            try (var connection = connect(postgres)) {
                connection.createStatement().execute("create table kept as select 42 as answer");
            }
            for (int death = 0; death < 2; death++) {
                ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
                try (var connection = whenItIsBack(postgres)) {
                    assertThat(answer(connection)).isEqualTo(42);
                }
            }
        }
        assertThat(postgres.running()).isFalse();
    }

    private static Connection whenItIsBack(EmbeddedPostgres postgres) throws IOException {
        while (true) {
            try {
                Connection connection = connect(postgres);
                if (postgres.running()) {
                    return connection;
                }
            } catch (SQLException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    @Test
    void a_file_that_names_a_stranger_as_the_postmaster_is_no_obstacle() throws Exception {
        start().close();
        Files.writeString(
                folder.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

        try (var postgres = start();
                var connection = connect(postgres)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void nobody_gets_in_without_the_password_and_only_this_user_can_read_it() throws Exception {
        try (var postgres = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void data_of_another_postgresql_are_left_alone() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/PG_VERSION"), "16\n");

        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("are of PostgreSQL 16");
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.start(folder, PROGRAMS, EmbeddedPostgres.Durability.DURABLE);
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private static int answer(Connection connection) throws SQLException {
        var rows = connection.createStatement().executeQuery("select answer from kept");
        rows.next();
        return rows.getInt(1);
    }
}
