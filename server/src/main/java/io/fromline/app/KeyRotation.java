package io.fromline.app;

import io.fromline.secret.MasterKey;
import io.fromline.secret.Secrets;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresDataKeyStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;

/**
 * Wraps all data keys with a new master key, in one transaction; the server must not run meanwhile.
 *
 * <p>The new key is on disk before the old one stops working, so a crash at any moment loses neither.
 */
final class KeyRotation {

    private KeyRotation() {}

    static int rotate(Config config, PrintStream out) {
        try (var folder = DataFolder.lock(config.storage().dataDir());
                var database = OpenDatabase.open(config.storage(), folder.path())) {
            var old = RelayWiring.masterKey(config);
            var file = config.storage().dataDir().resolve("master.key.new");
            var fresh = MasterKey.loadOrCreate(file, new SecureRandom());
            int count = Secrets.rotate(new PostgresDataKeyStore(new Database(database.pool())), old, fresh);
            out.println(count + " data keys are wrapped with the new master key.");
            boolean given = config.keys().masterKey() != null || config.keys().masterKeyFile() != null;
            if (given) {
                out.println("Give the key in " + file + " from now on in place of the old one.");
            } else {
                replace(config.storage().dataDir(), file);
                out.println("It stands in the data folder as master.key; the old one is kept as master.key.old.");
            }
            return 0;
        } catch (Secrets.WrongMasterKey wrong) {
            throw new ConfigProblem(
                    "the master key is not the one that this database was made with; nothing was changed");
        } catch (IOException broken) {
            throw new ConfigProblem("the key's file cannot be written: " + broken.getMessage());
        }
    }

    private static void replace(Path folder, Path fresh) throws IOException {
        var current = folder.resolve("master.key");
        Files.move(current, folder.resolve("master.key.old"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, current, StandardCopyOption.ATOMIC_MOVE);
    }
}
