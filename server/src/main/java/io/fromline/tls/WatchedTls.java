package io.fromline.tls;

import io.fromline.mail.tls.TlsAcceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * The certificate of files that are renewed now and then.
 *
 * <p>Looks at the files for each connection; what cannot be used leaves the former one in place. Thread-safe.
 */
public final class WatchedTls implements Supplier<TlsAcceptor> {

    private final Path chain;
    private final Path key;
    private Stamp stamp;
    private TlsAcceptor current;

    /** What tells one state of the files from another. */
    private record Stamp(FileTime chain, long chainSize, FileTime key, long keySize) {}

    /** Reads the files for the first time. */
    public WatchedTls(Path chain, Path key) throws IOException, GeneralSecurityException {
        this.chain = chain;
        this.key = key;
        this.stamp = stamp();
        this.current = TlsAcceptor.of(ServerTls.given(chain, key));
    }

    @Override
    public synchronized TlsAcceptor get() {
        try {
            var now = stamp();
            if (!now.equals(stamp)) {
                current = TlsAcceptor.of(ServerTls.given(chain, key));
                stamp = now;
                LoggerFactory.getLogger(WatchedTls.class).info("the certificate {} was renewed", chain);
            }
        } catch (IOException | GeneralSecurityException unusable) {
            LoggerFactory.getLogger(WatchedTls.class)
                    .warn(
                            "the certificate {} cannot be used with its key; the former one stays: {}",
                            chain,
                            unusable.getMessage());
        }
        return current;
    }

    private Stamp stamp() throws IOException {
        return new Stamp(
                Files.getLastModifiedTime(chain), Files.size(chain), Files.getLastModifiedTime(key), Files.size(key));
    }
}
