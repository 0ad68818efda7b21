package io.fromline.secret;

import io.fromline.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Data keys in memory; a rewrap that fails on the way changes nothing, as in a transaction. */
final class KeyRing implements DataKeyStore {

    private Map<TenantId, byte[]> keys = new LinkedHashMap<>();

    @Override
    public Optional<byte[]> find(TenantId owner) {
        return Optional.ofNullable(keys.get(owner));
    }

    @Override
    public byte[] keepIfAbsent(TenantId owner, byte[] wrapped) {
        keys.putIfAbsent(owner, wrapped);
        return keys.getOrDefault(owner, wrapped);
    }

    @Override
    public Map<TenantId, byte[]> all() {
        return Map.copyOf(keys);
    }

    @Override
    public int rewrap(UnaryOperator<Map.Entry<TenantId, byte[]>> again) {
        var next = new LinkedHashMap<TenantId, byte[]>();
        keys.entrySet().stream().map(again).forEach(entry -> next.put(entry.getKey(), entry.getValue()));
        keys = next;
        return next.size();
    }
}
