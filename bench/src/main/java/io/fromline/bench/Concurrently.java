package io.fromline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The same for many numbers at once, each on a thread of its own; the first that fails fails all. */
final class Concurrently {

    private Concurrently() {}

    /** What is done for one number. */
    interface Task<T> {

        T call(int number) throws Exception;
    }

    static <T> List<T> call(int count, Task<T> task) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> task.call(number)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : all) {
                results.add(each.get());
            }
            return results;
        }
    }
}
