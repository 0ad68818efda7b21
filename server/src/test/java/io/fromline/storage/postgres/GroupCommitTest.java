package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many writers, few transactions. */
@Timeout(60)
class GroupCommitTest {

    private static final TenantId SHOP = new TenantId("shop");

    @Test
    void whoComesWhileOthersCommitSharesTheNextTransaction() throws Exception {
        var groups = new ConcurrentLinkedQueue<Integer>();
        var gate = new Gate();
        try (var commit = new GroupCommit<Integer, Integer>("test", one -> SHOP, (group, again) -> {
                    groups.add(group.size());
                    gate.hold();
                    return group.stream().map(number -> number * 2).toList();
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> commit.write(1));
            gate.reached.await();
            var later = new ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                later.add(threads.submit(() -> commit.write(number)));
            }
            until(() -> commit.waiting() == 50);
            gate.open.countDown();

            for (int i = 0; i < 50; i++) {
                assertThat(later.get(i).get()).isEqualTo(i * 2);
            }
            assertThat(first.get()).isEqualTo(2);
            assertThat(groups).containsExactly(1, 50);
        }
    }

    @Test
    void manyOfOneTenantsMakeUpAShareOfEachGroupOnceAnotherWritesToo() throws Exception {
        var groups = new ConcurrentLinkedQueue<List<String>>();
        var goOn = new Semaphore(0);
        try (var commit = new GroupCommit<String, String>("test", TenantId::new, (group, again) -> {
                    groups.add(group);
                    goOn.acquireUninterruptibly();
                    return group;
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> commit.write("dumps"));
            until(() -> groups.size() == 1);
            come(60, "dumps", commit, threads);
            come(1, "quiet", commit, threads);
            goOn.release();
            until(() -> groups.size() == 2);
            come(60, "dumps", commit, threads);
            goOn.release(100);
        }
        assertThat(groups.stream().skip(1).findFirst().orElseThrow())
                .as("who comes last is in the next group")
                .contains("quiet");
        assertThat(groups)
                .as("all, then no more than a share")
                .extracting(List::size)
                .containsExactly(1, 61, 16, 16, 16, 12);
    }

    @Test
    void aCrowdIsWrittenBesideTheGroupThatIsUnderWay() throws Exception {
        var answered = new AtomicInteger();
        var gate = new Gate();
        try (var commit = new GroupCommit<String, String>("test", one -> SHOP, (group, again) -> {
                    if (group.contains("blocks")) {
                        gate.hold();
                    }
                    return group;
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> commit.write("blocks"));
            gate.reached.await();
            for (int i = 0; i < 100; i++) {
                threads.submit(() -> {
                    commit.write("crowd");
                    answered.incrementAndGet();
                });
            }
            until(() -> answered.get() >= 64);

            assertThat(first.isDone()).isFalse();
            gate.open.countDown();
            until(() -> answered.get() == 100);
        }
    }

    @Test
    void whatWaitsForCompanyIsWrittenWhenItIsClosed() throws Exception {
        var gate = new Gate();
        var gathers = new CountDownLatch(1);
        var commit = new GroupCommit<Integer, Integer>(
                "test",
                one -> SHOP,
                (group, again) -> {
                    gate.hold();
                    return group;
                },
                () -> {
                    gathers.countDown();
                    new CountDownLatch(1).await();
                });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> commit.write(1));
            gate.reached.await();
            var two = List.of(threads.submit(() -> commit.write(2)), threads.submit(() -> commit.write(3)));
            until(() -> commit.waiting() == 2);
            gate.open.countDown();
            for (var each : two) {
                each.get();
            }

            var waiting = threads.submit(() -> commit.write(4));
            gathers.await();
            commit.close();

            assertThat(waiting.get()).isEqualTo(4);
        }
    }

    @Test
    void oneThatFailsConcernsNobodyElse() throws Exception {
        var gate = new Gate();
        try (var commit = new GroupCommit<String, String>("test", one -> SHOP, (group, again) -> {
                    if (group.contains("blocks")) {
                        gate.hold();
                    }
                    if (group.contains("bad")) {
                        throw new IllegalArgumentException("bad");
                    }
                    return group;
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> commit.write("blocks"));
            gate.reached.await();
            var good = threads.submit(() -> commit.write("good"));
            var bad = threads.submit(() -> commit.write("bad"));
            until(() -> commit.waiting() == 2);
            gate.open.countDown();

            assertThat(good.get()).isEqualTo("good");
            assertThatThrownBy(bad::get).hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whoComesAfterItWasClosedIsRefused() {
        var commit = new GroupCommit<Integer, Integer>("test", one -> SHOP, (group, again) -> group);
        commit.close();

        assertThatThrownBy(() -> commit.write(1)).isInstanceOf(IllegalStateException.class);
    }

    private static void come(int count, String tenant, GroupCommit<String, String> commit, ExecutorService threads) {
        int there = commit.waiting();
        for (int i = 0; i < count; i++) {
            threads.submit(() -> commit.write(tenant));
        }
        until(() -> commit.waiting() == there + count);
    }

    private static void until(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** Where a group is held until it is opened. */
    private static final class Gate {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void hold() {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
