package io.fromline.bench;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Gives out the numbers of messages to those who hand them in, and keeps how long each acknowledgement took. Thread-safe. */
final class Numbers {

    private final AtomicInteger next = new AtomicInteger();
    private final long[] nanos;
    private final CountDownLatch outstanding;
    private volatile @Nullable Throwable failure;

    Numbers(int count) {
        nanos = new long[count];
        outstanding = new CountDownLatch(count);
    }

    int count() {
        return nanos.length;
    }

    /** The next one's number; negative when there are no more. */
    int next() {
        int number = next.getAndIncrement();
        return number < nanos.length ? number : -1;
    }

    void acknowledged(int number, long took) {
        nanos[number] = took;
        outstanding.countDown();
    }

    /** Somebody cannot hand in what it had: the run is void. */
    void failed(Throwable cause) {
        failure = cause;
        while (outstanding.getCount() > 0) {
            outstanding.countDown();
        }
    }

    long acknowledged() {
        return nanos.length - outstanding.getCount();
    }

    /** Waits until all were acknowledged. */
    void await() throws InterruptedException {
        if (!outstanding.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException(outstanding.getCount() + " messages were not acknowledged");
        }
        if (failure != null) {
            throw new IllegalStateException("messages could not be handed in", failure);
        }
    }

    /** In milliseconds and in order. */
    double[] millis() {
        return Arrays.stream(nanos).mapToDouble(took -> took / 1e6).sorted().toArray();
    }
}
