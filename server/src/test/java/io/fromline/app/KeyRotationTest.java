package io.fromline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.secret.DataKeyStore;
import io.fromline.secret.MasterKey;
import io.fromline.secret.Secrets;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.PooledDatabase;
import io.fromline.storage.postgres.PostgresDataKeyStore;
import io.fromline.storage.postgres.TestDatabase;
import io.fromline.tenant.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

    private static final TenantId SHOP = new TenantId("shop");
    private static final String GIVEN = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final DatabaseAddress database = TestDatabase.emptyDatabase();
    private byte[] sealed = {};

    @BeforeEach
    void something_is_sealed() {
        sealed = with(store -> new Secrets(RelayWiring.masterKey(config(Map.of()), store), store)
                .seal(SHOP, "relay", "hush".getBytes(UTF_8)));
    }

    @Test
    void a_new_key_takes_the_place_of_the_old_one_and_opens_what_was_sealed_before() throws IOException {
        String before = Files.readString(key());
        rotate(Map.of());
        assertThat(Files.readString(key())).isNotEqualTo(before);
        assertThat(folder.resolve("master.key.old")).hasContent(before);
        assertThat(folder.resolve("master.key.new")).doesNotExist();
        assertThat(opened(MasterKey.parse(Files.readString(key())))).isEqualTo("hush");
        assertThat(out.toString(UTF_8))
                .contains("1 data keys")
                .doesNotContain(before.strip())
                .doesNotContain(Files.readString(key()).strip());
    }

    @Test
    void interrupted_before_the_new_key_was_put_in_place_it_is_finished_by_the_next_run() throws IOException {
        String before = Files.readString(key());
        rotate(Map.of());
        // As the disk was a moment before the end.
        Files.move(key(), folder.resolve("master.key.new"));
        Files.writeString(key(), before);
        rotate(Map.of());
        assertThat(folder.resolve("master.key.new")).doesNotExist();
        assertThat(opened(MasterKey.parse(Files.readString(key())))).isEqualTo("hush");
    }

    @Test
    void interrupted_before_anything_was_sealed_anew_it_begins_again() throws IOException {
        Files.writeString(folder.resolve("master.key.new"), GIVEN);
        rotate(Map.of());
        assertThat(opened(MasterKey.parse(Files.readString(key())))).isEqualTo("hush");
    }

    @Test
    void a_key_from_the_environment_is_replaced_by_one_in_a_file_for_the_operator_to_put_there() throws IOException {
        String own = Files.readString(key());
        rotate(Map.of("FROMLINE_MASTER_KEY", own));
        Path fresh = folder.resolve("master.key.new");
        assertThat(out.toString(UTF_8))
                .contains(fresh.toString())
                .doesNotContain(Files.readString(fresh).strip());
        assertThat(opened(MasterKey.parse(Files.readString(fresh)))).isEqualTo("hush");
        String second = Files.readString(fresh);
        rotate(Map.of("FROMLINE_MASTER_KEY", second));
        assertThat(Files.readString(fresh)).isNotEqualTo(second);
        assertThat(opened(MasterKey.parse(Files.readString(fresh)))).isEqualTo("hush");
    }

    @Test
    void with_the_wrong_key_nothing_changes() throws IOException {
        String before = Files.readString(key());
        assertThatThrownBy(() -> rotate(Map.of("FROMLINE_MASTER_KEY", GIVEN)))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining("not the one");
        assertThat(opened(MasterKey.parse(before))).isEqualTo("hush");
        assertThat(Files.readString(key())).isEqualTo(before);
    }

    @Test
    void a_missing_key_is_not_silently_replaced() throws IOException {
        Files.delete(key());
        assertThatThrownBy(() -> with(store -> RelayWiring.masterKey(config(Map.of()), store)))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining("is missing");
        assertThat(key()).doesNotExist();
    }

    @Test
    void whatWasSealedBeforeOpensAfterAndTheOldKeyIsOfNoUseAnyMore(@TempDir Path other) throws Exception {
        var settings = Map.of(
                "FROMLINE_DATA_DIR",
                other.toString(),
                "FROMLINE_HTTP_PORT",
                "0",
                "FROMLINE_DEFAULT_SENDER",
                "mail@market.example",
                "FROMLINE_PLATFORM_RELAY",
                "smtps://u:a-sealed-password@mail.market.example:465");
        Fromline.start(Config.load(settings), context -> {}).close();
        var before = Files.readString(other.resolve("master.key"));
        var out = new ByteArrayOutputStream();

        assertThat(Fromline.command("rotate-master-key", settings, new PrintStream(out), System.err))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 data keys");
        assertThat(Files.readString(other.resolve("master.key"))).isNotEqualTo(before);
        try (var running = Fromline.start(Config.load(settings), context -> {})) {
            assertThat(running.port()).isPositive();
        }
        Files.writeString(other.resolve("master.key"), before);
        var err = new ByteArrayOutputStream();
        assertThat(Fromline.command("run", settings, System.out, new PrintStream(err)))
                .isEqualTo(78);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("master key is not the one");
    }

    private Path key() {
        return folder.resolve("master.key");
    }

    private void rotate(Map<String, String> more) {
        KeyRotation.rotate(config(more), new PrintStream(out, true, UTF_8));
    }

    private String opened(MasterKey master) {
        return with(store -> new String(new Secrets(master, store).open(SHOP, "relay", sealed), UTF_8));
    }

    private <T> T with(Function<DataKeyStore, T> work) {
        try (var pool = PooledDatabase.open(database, 2)) {
            return work.apply(new PostgresDataKeyStore(pool.database()));
        }
    }

    private Config config(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "FROMLINE_DATA_DIR",
                folder.toString(),
                "FROMLINE_DATABASE_URL",
                database.jdbcUrl()
                        .replaceFirst("^jdbc:", "")
                        .replaceFirst(
                                "//",
                                "//" + database.user() + ":" + Objects.requireNonNullElse(database.password(), "")
                                        + "@")));
        settings.putAll(more);
        return Config.load(settings);
    }
}
