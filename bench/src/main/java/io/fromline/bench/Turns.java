package io.fromline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Peers measured by turns, so that what else happens on the machine meets all of them. */
final class Turns {

    /** Runs after which Java has compiled what they need. */
    static final int WARM_UPS = 3;

    private Turns() {}

    /** Each peer so often that it is warm; nothing counts. */
    static <P, T> void warmUp(Map<P, Callable<T>> peers) throws Exception {
        take(WARM_UPS - 1, peers);
    }

    /** Each peer so often, in the order given; a run before the first, to warm up, does not count. */
    static <P, T> Map<P, List<T>> take(int runs, Map<P, Callable<T>> peers) throws Exception {
        Map<P, List<T>> results = new LinkedHashMap<>();
        for (int i = 0; i <= runs; i++) {
            for (var peer : peers.entrySet()) {
                T result = peer.getValue().call();
                if (i > 0) {
                    results.computeIfAbsent(peer.getKey(), name -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        return results;
    }
}
