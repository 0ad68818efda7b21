package io.fromline.mail.submission;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts who is inside, so that no address has all of the room. Thread-safe. */
final class Doors {

    private final Limits.Counts most;
    private final Map<InetAddress, Integer> inside = new HashMap<>();
    private int all;

    Doors(Limits.Counts most) {
        this.most = most;
    }

    synchronized boolean enter(InetAddress address) {
        if (all >= most.connections() || inside.getOrDefault(address, 0) >= most.perAddress()) {
            return false;
        }
        all++;
        inside.merge(address, 1, Integer::sum);
        return true;
    }

    synchronized void leave(InetAddress address) {
        all--;
        inside.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
    }
}
