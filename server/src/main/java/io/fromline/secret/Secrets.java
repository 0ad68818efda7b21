package io.fromline.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.fromline.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Seals secrets for the database: AES-256-GCM with a data key per owner.
 *
 * <p>What was sealed for one owner and context opens for no other. Thread-safe.
 */
public final class Secrets {

    private final MasterKey master;
    private final DataKeyStore store;
    private final Map<TenantId, Aead> keys = new ConcurrentHashMap<>();

    public Secrets(MasterKey master, DataKeyStore store) {
        this.master = master;
        this.store = store;
    }

    /** A database whose data keys another master key has wrapped. */
    public static final class WrongMasterKey extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongMasterKey() {
            super("the master key is not the one that this database was made with");
        }
    }

    /** Whether the data keys there are were wrapped by this master key, as one of them tells of all. */
    public boolean opens() {
        try {
            store.all().entrySet().stream().findFirst().ifPresent(key -> unwrap(key.getKey(), key.getValue()));
            return true;
        } catch (WrongMasterKey wrong) {
            return false;
        }
    }

    /** @param context what the secret is for; needed again to open it */
    public byte[] seal(TenantId owner, String context, byte[] plain) {
        try {
            return key(owner).encrypt(plain, associated(owner, context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    public byte[] open(TenantId owner, String context, byte[] sealed) {
        try {
            return key(owner).decrypt(sealed, associated(owner, context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value of " + owner + " does not open", e);
        }
    }

    /** Wraps every data key with another master key, in one transaction; returns how many. */
    public static int rotate(DataKeyStore store, MasterKey from, MasterKey to) {
        return store.rewrap(entry -> {
            try {
                var owner = bytes(entry.getKey());
                return Map.entry(entry.getKey(), to.wrap(from.unwrap(entry.getValue(), owner), owner));
            } catch (GeneralSecurityException e) {
                throw new WrongMasterKey();
            }
        });
    }

    private Aead key(TenantId owner) {
        return keys.computeIfAbsent(
                owner, o -> unwrap(o, store.find(o).orElseGet(() -> store.keepIfAbsent(o, newKey(o)))));
    }

    private byte[] newKey(TenantId owner) {
        try {
            var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            return master.wrap(
                    TinkProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()), bytes(owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no data key can be made", e);
        }
    }

    private Aead unwrap(TenantId owner, byte[] wrapped) {
        byte[] keyset;
        try {
            keyset = master.unwrap(wrapped, bytes(owner));
        } catch (GeneralSecurityException e) {
            throw new WrongMasterKey();
        }
        try {
            return TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data key of " + owner + " is broken", e);
        }
    }

    private static byte[] associated(TenantId owner, String context) {
        return (owner.value() + "\n" + context).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(TenantId owner) {
        return owner.value().getBytes(StandardCharsets.UTF_8);
    }
}
