package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.SubmissionStore.Entry;
import io.fromline.submission.SubmissionStore.OnceKey;
import io.fromline.submission.SubmissionStore.Terms;
import io.fromline.submission.SubmissionStore.Written;
import io.fromline.tenant.Ids;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes whose commit succeeds although nobody hears of it. */
@Timeout(60)
class PostgresSubmissionStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    /** Its own: the servers of other tests free what is claimed by a node that they do not know. */
    private static final DatabaseAddress ADDRESS = TestDatabase.emptyDatabase();

    private static final PooledDatabase POOL = PooledDatabase.open(ADDRESS, 2);

    private final Database database = POOL.database();
    private final UnheardAnswers answers = new UnheardAnswers(PooledDatabase.plain(ADDRESS));
    private final PostgresSubmissionStore store = new PostgresSubmissionStore(new Database(answers, answers));
    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
    private final UUID node = Ids.next();
    private final UUID relay = Ids.next();

    @AfterEach
    void close() {
        store.close();
    }

    @AfterAll
    static void closePool() {
        POOL.close();
    }

    @Test
    void whatIsThereAlreadyIsStoredOnceAndKeepsItsClaim() {
        var entry = entry();
        answers.next(1);

        assertThat(store.write(tenant, entry, once("first"))).isInstanceOf(Written.Stored.class);
        assertThat(claims()).containsExactly(node.toString());
    }

    @Test
    void whatWasRefusedAndIsThereAllTheSameGoesOnByTheQueue() {
        var entry = entry();
        answers.next(2);

        assertThatThrownBy(() -> store.write(tenant, entry, once("second"))).isInstanceOf(StoreUnavailable.class);
        assertThat(store.write(tenant, entry(), once("second")))
                .as("the same asked again")
                .isEqualTo(new Written.Before(entry.id()));
        awaitFreed();
    }

    @Test
    void whatWasRefusedWaitsWithTheRestWhereItsRelayWasHeldMeanwhile() {
        database.asServer(jdbc ->
                jdbc.sql("""
                        insert into relay (tenant_id, id, provider, state, live_version, created_at, held_at)
                        values (:t, :id, 'smtp', 'active', 1, now(), now())
                        """).param("t", tenant.value()).param("id", relay).update());
        answers.next(2);

        assertThatThrownBy(() -> store.write(tenant, entry(), once("third"))).isInstanceOf(StoreUnavailable.class);
        awaitFreed();

        assertThat(states()).containsExactly("held");
    }

    private void awaitFreed() {
        while (!claims().equals(List.of("nobody"))) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private List<String> states() {
        return database.asServer(jdbc -> jdbc.sql("select state from queue where tenant_id = :t")
                .param("t", tenant.value())
                .query(String.class)
                .list());
    }

    private List<String> claims() {
        return database.asServer(
                jdbc -> jdbc.sql("select coalesce(claimed_by::text, 'nobody') from queue where tenant_id = :t")
                        .param("t", tenant.value())
                        .query(String.class)
                        .list());
    }

    private Terms once(String key) {
        return new Terms(new OnceKey(key, new byte[] {1}), LocalDate.EPOCH, LocalDate.EPOCH, null, node, null);
    }

    private Entry entry() {
        return Entries.over(new Route(tenant, relay), NOW, "a@b.example");
    }
}
