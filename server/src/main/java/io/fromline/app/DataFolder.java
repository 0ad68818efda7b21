package io.fromline.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds what this server owns, locked for as long as the process lives.
 *
 * <p>The system lets the lock go with the process, however it ends; so a crash never leaves a folder locked.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the folder if need be and locks it; refuses when another server has it. */
    static DataFolder lock(Path folder) {
        try {
            Path path = folder.toAbsolutePath().normalize();
            if (Files.notExists(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new ConfigProblem("another Fromline is running on the data folder " + path
                        + ": stop it first, or set FROMLINE_DATA_DIR to another folder");
            }
            return new DataFolder(path, channel);
        } catch (IOException broken) {
            throw new ConfigProblem("cannot use the data folder " + folder.toAbsolutePath() + ": " + broken);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
