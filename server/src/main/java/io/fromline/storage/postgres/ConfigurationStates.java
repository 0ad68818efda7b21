package io.fromline.storage.postgres;

import io.fromline.submission.SubmissionStore.Seen;
import io.fromline.tenant.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often the configuration of each tenant, and the platform's, has changed; triggers of the schema count it. */
record ConfigurationStates(Map<String, Long> changes) {

    static ConfigurationStates read(JdbcClient jdbc, List<TenantId> tenants) {
        var changes = new HashMap<String, Long>();
        jdbc.sql("select owner, changes from configuration_state where owner = any (:owners)")
                .param(
                        "owners",
                        Stream.concat(Stream.of(TenantId.PLATFORM), tenants.stream())
                                .map(TenantId::value)
                                .toArray(String[]::new))
                .query((row, n) -> changes.put(row.getString("owner"), row.getLong("changes")))
                .list();
        return new ConfigurationStates(changes);
    }

    Seen of(TenantId tenant) {
        return new Seen(changes.getOrDefault(tenant.value(), 0L), changes.getOrDefault(TenantId.PLATFORM.value(), 0L));
    }
}
