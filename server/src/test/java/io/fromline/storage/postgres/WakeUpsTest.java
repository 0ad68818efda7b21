package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.tenant.Ids;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes that call each other over a real PostgreSQL. */
class WakeUpsTest {

    private final DatabaseAddress address = TestDatabase.emptyDatabase();
    private final PooledDatabase pool = PooledDatabase.open(address, 2);
    private final PostgresDeliveryQueue queue = new PostgresDeliveryQueue(pool.database());
    private final UUID one = Ids.next();
    private final UUID other = Ids.next();
    private final Semaphore ones = new Semaphore(0);
    private final Semaphore others = new Semaphore(0);
    private final WakeUps first = pool.wakeUps(() -> one, ones::release);
    private final WakeUps second = pool.wakeUps(() -> other, others::release);

    @BeforeEach
    void both_have_connected() throws Exception {
        heard(ones);
        heard(others);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        pool.close();
    }

    private static void heard(Semaphore calls) throws InterruptedException {
        assertThat(calls.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_is_called_hears_it_and_nobody_else() throws Exception {
        queue.wake(List.of(other));
        heard(others);

        queue.wake(List.of(one, other));
        heard(ones);
        heard(others);
        assertThat(ones.availablePermits())
                .as("calls come in the order in which they were made, so the first was not for it")
                .isZero();
    }

    @Test
    void who_ends_calls_everybody() throws Exception {
        queue.leave(one);

        heard(ones);
        heard(others);
    }

    @Test
    void a_broken_connection_is_opened_again_and_counts_as_a_call() throws Exception {
        int broken = JdbcClient.create(PooledDatabase.plain(address))
                .sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and query = 'listen fromline_wake'
                        """)
                .query(Integer.class)
                .single();
        assertThat(broken).isEqualTo(2);

        heard(ones);
        heard(others);
        queue.wake(List.of(one));
        heard(ones);
    }
}
