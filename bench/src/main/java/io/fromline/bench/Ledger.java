package io.fromline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** What was acknowledged, what arrived, and when something was killed. Thread-safe. */
final class Ledger {

    /** What arrived so long before a kill may not have been written down as delivered by then. */
    private static final long UNSETTLED_NANOS = 5_000_000_000L;

    private final LongSupplier nanos;
    private final Map<String, Kill> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Queue<Long>> arrivals = new ConcurrentHashMap<>();
    private final List<Interruption> interruptions = new ArrayList<>();

    /** From a kill until everything ran again. */
    private record Interruption(long from, long until) {

        boolean covers(long moment) {
            return moment >= from - UNSETTLED_NANOS && moment <= until;
        }
    }

    Ledger(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void acknowledged(String recipient, Kill round) {
        acknowledged.put(recipient, round);
    }

    void arrived(String recipient) {
        arrivals.computeIfAbsent(recipient, r -> new ConcurrentLinkedQueue<>()).add(nanos.getAsLong());
    }

    void interrupted(long from, long until) {
        interruptions.add(new Interruption(from, until));
    }

    long acknowledged(Kill round) {
        return acknowledged.values().stream().filter(round::equals).count();
    }

    List<String> missing(Kill round) {
        return acknowledged.entrySet().stream()
                .filter(entry -> entry.getValue() == round && !arrivals.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean complete() {
        return arrivals.keySet().containsAll(acknowledged.keySet());
    }

    /** Those that arrived more than once, acknowledged or not. */
    List<String> duplicates() {
        return arrivals.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether each copy but the last arrived when it could not be written down any more. */
    boolean inFlight(String duplicate) {
        var times = List.copyOf(arrivals.getOrDefault(duplicate, new ConcurrentLinkedQueue<>()));
        return times.subList(0, times.size() - 1).stream()
                .allMatch(time -> interruptions.stream().anyMatch(interruption -> interruption.covers(time)));
    }
}
