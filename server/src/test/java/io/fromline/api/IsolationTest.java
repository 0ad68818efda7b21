package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.api.Calls.Answer;
import io.fromline.storage.postgres.TenantRows;
import io.fromline.storage.postgres.TestDatabase;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goes through every call of the API's own description as one tenant and asks for another's things. */
class IsolationTest {

    /** Calls that anybody may make, which say nothing of any tenant. */
    private static final Set<String> FOR_ANYBODY =
            Set.of("/v1/log-in", "/v1/log-out", "/v1/password-reset", "/v1/links/{token}", "/v1/demo");

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private final Calls platform = Calls.asPlatform();
    private final TenantId other = new TenantId("other-" + Ids.next());
    private final TenantRows rows = new TenantRows(other);

    @AfterEach
    void removeRows() {
        rows.remove(TestDatabase.database());
    }

    @Test
    void no_call_shows_or_changes_anything_of_another_tenant() {
        // The server looks at every data key when it starts, and the one in these rows is none.
        Calls.server();
        rows.insert(TestDatabase.database());
        String own = platform.newTenant("pro");
        Calls key = Calls.withKey(
                platform.post("/v1/tenants/" + own + "/keys", null).text("key"));
        Map<String, Object> before = stored();

        Map<String, String> seen = new TreeMap<>();
        calls().forEach((path, methods) -> methods.keySet().forEach(method -> {
            String verb = method.toUpperCase(Locale.ROOT);
            if (!FOR_ANYBODY.contains(path)) {
                look(seen, verb + " " + path + " by id", key, verb, path, path.contains("{"));
                look(
                        seen,
                        verb + " " + path + " by header",
                        key.with("Fromline-Tenant", other.value()),
                        verb,
                        path,
                        true);
            }
        }));

        assertThat(seen).isEmpty();
        assertThat(stored()).isEqualTo(before);
    }

    private void look(Map<String, String> seen, String call, Calls as, String verb, String path, boolean mustRefuse) {
        String address = path.replace("/v1/tenants/{id}", "/v1/tenants/" + other.value())
                .replaceAll("\\{[^}]+}", rows.id.toString());
        Answer answer = as.call(verb, address, verb.equals("GET") || verb.equals("DELETE") ? null : Map.of());
        boolean shows = answer.body().contains(rows.mark());
        // A write whose empty body is refused before anything is looked up has told nothing either.
        boolean refused = REFUSED.contains(answer.status()) || (!verb.equals("GET") && answer.status() == 422);
        if (shows || (mustRefuse && !refused)) {
            seen.put(call, answer.status() + " " + answer.body());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> calls() {
        return (Map<String, Map<String, Object>>)
                Calls.anonymous().get("/openapi.json").json().get("paths");
    }

    private Map<String, Object> stored() {
        Map<String, Object> stored = new TreeMap<>();
        for (String table : rows.inserts().keySet()) {
            stored.put(
                    table,
                    TestDatabase.database()
                            .inTenant(
                                    other,
                                    jdbc -> jdbc.sql("select * from " + table)
                                            .query()
                                            .listOfRows()
                                            .toString()
                                            .replaceAll("\\[B@[0-9a-f]+", "bytes")));
        }
        return stored;
    }
}
