package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.diagnosis.UnknownReply;
import io.fromline.storage.postgres.PostgresUnknownReplies;
import io.fromline.storage.postgres.TestDatabase;
import io.fromline.tenant.Ids;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownRepliesApiTest {

    private final Calls platform = Calls.asPlatform();

    @Test
    void operators_see_what_no_rule_knew_and_nobody_else_does() {
        var said = "Odd " + Ids.next();
        var gist = new UnknownReply.Gist("smtp", "recipient", 554, said, "permanent.unknown");
        var store = new PostgresUnknownReplies(TestDatabase.database());
        var now = Instant.now();
        store.add(gist, Integer.MAX_VALUE, now.minusSeconds(60));
        store.add(gist, 2, now);

        var answer = platform.get("/v1/platform/unknown-replies");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(said).contains("\"times\":2147483649");

        String tenant = platform.newTenant("pro");
        var key = platform.post("/v1/tenants/" + tenant + "/keys", Map.of("name", "Shop"));
        assertThat(Calls.withKey(key.text("key"))
                        .get("/v1/platform/unknown-replies")
                        .status())
                .isEqualTo(403);
        assertThat(Calls.anonymous().get("/v1/platform/unknown-replies").status())
                .isEqualTo(401);
    }
}
