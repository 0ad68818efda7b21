package io.fromline.secret;

import io.fromline.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps the wrapped data keys. */
public interface DataKeyStore {

    Optional<byte[]> find(TenantId owner);

    /** Keeps this key unless there is one already; returns the one that is kept. */
    byte[] keepIfAbsent(TenantId owner, byte[] wrapped);

    Map<TenantId, byte[]> all();

    /** Replaces every wrapped key in one transaction; returns how many. */
    int rewrap(UnaryOperator<Map.Entry<TenantId, byte[]>> again);
}
