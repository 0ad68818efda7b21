package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.delivery.Crew.Wanted;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrewTest {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mail = lock.newCondition();
    private final Crew crew = new Crew(mail, 3);

    @BeforeEach
    void held() {
        lock.lock();
    }

    @AfterEach
    void letGo() {
        lock.unlock();
    }

    @Test
    void the_first_mail_wants_a_connection_and_a_few_more_follow_it_while_somebody_watches() {
        assertThat(crew.came(1)).isEqualTo(Wanted.CONNECTION);
        assertThat(crew.came(2)).isEqualTo(Wanted.WATCH);
        assertThat(crew.came(3)).isEqualTo(Wanted.NOBODY);
        assertThat(crew.came(4)).isEqualTo(Wanted.NOBODY);
        assertThat(crew.came(5)).isEqualTo(Wanted.CONNECTION);
    }

    @Test
    void while_those_at_work_get_through_nobody_else_is_called() {
        crew.came(1);
        crew.came(2);
        crew.took();
        assertThat(crew.look(1)).isZero();
        assertThat(crew.connections()).isEqualTo(1);
    }

    @Test
    void when_nothing_was_taken_for_a_moment_all_are_called_up_to_the_most() {
        crew.came(1);
        crew.came(2);
        assertThat(crew.look(4)).isEqualTo(2);
        assertThat(crew.connections()).isEqualTo(3);
        assertThat(crew.spare()).isFalse();
        assertThat(crew.came(50)).isEqualTo(Wanted.NOBODY);
    }

    @Test
    void who_has_looked_may_be_followed_by_another() {
        crew.came(1);
        assertThat(crew.came(2)).isEqualTo(Wanted.WATCH);
        crew.unwatched();
        assertThat(crew.came(2)).isEqualTo(Wanted.WATCH);
    }

    @Test
    void one_that_rests_is_called_before_a_new_one_is_made() throws InterruptedException {
        crew.came(1);
        var resting = Thread.startVirtualThread(() -> {
            lock.lock();
            try {
                crew.rest(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        });
        while (!lock.hasWaiters(mail)) {
            lock.unlock();
            Thread.onSpinWait();
            lock.lock();
        }
        assertThat(crew.came(1)).isEqualTo(Wanted.NOBODY);
        assertThat(crew.called()).isEqualTo(1);
        assertThat(crew.connections()).isEqualTo(1);
        lock.unlock();
        resting.join();
        lock.lock();
        assertThat(crew.called()).isZero();
    }
}
