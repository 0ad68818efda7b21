package io.fromline.secret;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The key that wraps every data key; it lives outside the database: in a file, the environment or a key management service.
 *
 * <p>Outside such a service it is 32 random bytes, written as base64. Never prints itself.
 */
public final class MasterKey {

    private static final int LENGTH = 32;

    private final Aead aead;

    private MasterKey(Aead aead) {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
        this.aead = aead;
    }

    /** The key management service that holds the key gives no answer to go by. */
    public static final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    /**
     * A key in the transit engine of OpenBao or HashiCorp Vault; its uses throw {@link Unreachable} while that does not answer.
     *
     * @param address such as {@code https://bao.example:8200/transit/fromline}: the engine's mount and the key's name
     * @param token the file of the token, read at each use
     */
    public static MasterKey inTransitEngine(URI address, Path token) {
        return new MasterKey(new TransitKey(address, token));
    }

    @com.google.crypto.tink.AccessesPartialKey
    private static Aead aead(byte[] bytes) {
        try {
            AeadConfig.register();
            var parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(LENGTH)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            var key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .build();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** Reads a key from its base64 form; an exception, whose message does not repeat it, when it is not one. */
    public static MasterKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a master key is 32 bytes in base64");
        }
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a master key is 32 bytes in base64");
        }
        return new MasterKey(aead(bytes));
    }

    /** Reads the key in this file; makes one, readable by its owner only, where there is no file yet. */
    public static MasterKey loadOrCreate(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        var bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        var line = Base64.getEncoder().encodeToString(bytes) + "\n";
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        var ownersOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(part, Set.of(CREATE_NEW, WRITE), ownersOnly)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            // On the disk before anything is sealed with it.
            channel.force(true);
        }
        Files.move(part, file, ATOMIC_MOVE);
    }

    byte[] wrap(byte[] key, byte[] owner) throws GeneralSecurityException {
        return aead.encrypt(key, owner);
    }

    byte[] unwrap(byte[] wrapped, byte[] owner) throws GeneralSecurityException {
        return aead.decrypt(wrapped, owner);
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
