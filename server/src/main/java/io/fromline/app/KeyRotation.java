package io.fromline.app;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.fromline.secret.DataKeyStore;
import io.fromline.secret.MasterKey;
import io.fromline.secret.Secrets;
import io.fromline.storage.postgres.PostgresDataKeyStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Wraps all data keys with a new master key, while no server runs on the database.
 *
 * <p>The new key is on the disk before the database depends on it, and the old one stays there; run again after an interruption,
 * it finishes what was begun. Never prints a key.
 */
final class KeyRotation {

    private final Config config;
    private final PrintStream out;
    private final Path current;
    private final Path fresh;

    private KeyRotation(Config config, PrintStream out) {
        this.config = config;
        this.out = out;
        Path file = config.keys().masterKeyFile();
        boolean inFile = file != null && config.keys().masterKey() == null;
        current = file != null && inFile ? file : RelayWiring.masterKeyFile(config);
        fresh = current.resolveSibling(current.getFileName() + ".new");
    }

    static int rotate(Config config, PrintStream out) {
        if (config.keys().masterKeyService() != null) {
            throw new ConfigProblem("the master key is in a key management service; rotate it there (vault write -f "
                    + "<mount>/keys/<key>/rotate), what older versions sealed still opens");
        }
        try (DataFolder folder = DataFolder.lock(config.storage().dataDir());
                OpenDatabase database = OpenDatabase.open(config.storage(), folder.path())) {
            new KeyRotation(config, out)
                    .rotate(new PostgresDataKeyStore(database.pool().database()));
            return 0;
        } catch (IOException broken) {
            throw new ConfigProblem("the master key's file cannot be changed: " + broken.getMessage());
        }
    }

    private void rotate(DataKeyStore store) throws IOException {
        boolean interrupted = Files.exists(fresh) && opens(store, fresh);
        if (!interrupted || adopted(store)) {
            MasterKey from = RelayWiring.masterKey(config, store);
            Files.deleteIfExists(fresh);
            MasterKey to = MasterKey.loadOrCreate(fresh, new SecureRandom());
            try {
                out.println(Secrets.rotate(store, from, to) + " data keys are sealed with a new master key.");
            } catch (Secrets.WrongMasterKey wrong) {
                Files.deleteIfExists(fresh);
                throw new ConfigProblem(RelayWiring.WRONG_KEY);
            }
        }
        if (config.keys().masterKey() == null) {
            putInPlace();
        } else {
            out.println("It is in " + fresh + ": make that the value of FROMLINE_MASTER_KEY before the next start, "
                    + "then delete the file.");
        }
    }

    private static boolean opens(DataKeyStore store, Path file) {
        return new Secrets(MasterKey.loadOrCreate(file, new SecureRandom()), store).opens();
    }

    /** Whether the key of the last rotation is the one given by now; its file was only left behind. */
    private boolean adopted(DataKeyStore store) {
        return config.keys().masterKey() != null && new Secrets(RelayWiring.masterKey(config, store), store).opens();
    }

    private void putInPlace() throws IOException {
        Path old = current.resolveSibling(current.getFileName() + ".old");
        if (Files.exists(current)) {
            Files.copy(current, old, REPLACE_EXISTING, COPY_ATTRIBUTES);
        }
        Files.move(fresh, current, REPLACE_EXISTING, ATOMIC_MOVE);
        out.println("It is in " + current + "; the one before it is in " + old
                + ", which older backups of the database need.");
    }
}
