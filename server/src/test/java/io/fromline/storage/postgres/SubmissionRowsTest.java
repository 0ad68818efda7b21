package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.SubmissionStore.Entry;
import io.fromline.submission.SubmissionStore.Terms;
import io.fromline.submission.SubmissionStore.Write;
import io.fromline.submission.SubmissionStore.Written;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a group of submissions leaves in the tables. */
class SubmissionRowsTest {

    /** What a list of PostgreSQL's would take for its own signs, and what is no ASCII. */
    private static final String[] ODD = {
        "{a}@buyer.example", "}{@buyer.example", "null@buyer.example", "o'neil@buyer.example", "żółw@buyer.example",
    };

    private static final PooledDatabase POOL = PooledDatabase.open(TestDatabase.emptyDatabase(), 2);

    private final Database database = POOL.database();
    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
    private final UUID node = Ids.next();
    private final Route route = new Route(tenant, Ids.next());

    @AfterAll
    static void closePool() {
        POOL.close();
    }

    @Test
    void eachRecipientHasARowOfItsOwnSubmissionHoweverItIsSpelled() {
        var alone = entry("anna@buyer.example");
        var several = entry(ODD);

        var written =
                database.asServer(jdbc -> SubmissionRows.write(jdbc, List.of(storable(alone), storable(several))));

        assertThat(written).containsExactly(new Written.Stored(), new Written.Stored());
        assertThat(recipients(alone)).containsExactly("anna@buyer.example");
        assertThat(recipients(several)).containsExactly(ODD);
    }

    /** In the order in which the submission names its deliveries, each of which is queued for the node that took it. */
    private List<String> recipients(Entry entry) {
        return database.asServer(jdbc -> jdbc.sql("""
                select d.recipient from submission s
                cross join unnest(s.deliveries) with ordinality as o (id, no)
                join delivery d on d.tenant_id = s.tenant_id and d.expires_on = s.expires_on and d.id = o.id
                    and d.submission_id = s.id
                join queue q on q.tenant_id = s.tenant_id and q.delivery_id = d.id and q.submission_id = s.id
                    and q.relay_id = :relay and q.claimed_by = :node
                where s.tenant_id = :tenant and s.id = :id
                order by o.no
                """)
                .param("relay", route.relay())
                .param("node", node)
                .param("tenant", tenant.value())
                .param("id", entry.id())
                .query(String.class)
                .list());
    }

    private Entry entry(String... recipients) {
        return Entries.over(route, Instant.parse("2026-11-24T08:00:00Z"), recipients);
    }

    private Storable storable(Entry entry) {
        var terms = new Terms(null, LocalDate.EPOCH, LocalDate.EPOCH, null, node, null);
        return Storable.of(new Write(tenant, entry, terms));
    }
}
