package io.fromline.mail.smtp;

import io.fromline.mail.Consignment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the source offers, one looked at ahead.
 *
 * <p>What the server can't take is settled here and not offered further.
 */
final class Offers {

    private final Supplier<@Nullable Consignment> source;
    private final Capabilities capabilities;
    private @Nullable Prepared next;

    Offers(Supplier<@Nullable Consignment> source, Capabilities capabilities) {
        this.source = source;
        this.capabilities = capabilities;
    }

    /** The next, which stays; {@code null} when there is none now. */
    @Nullable
    Prepared peek() {
        while (next == null) {
            var offered = source.get();
            if (offered == null) {
                return null;
            }
            var prepared = Prepared.of(offered, capabilities);
            next = prepared.hopeless() ? null : prepared;
        }
        return next;
    }

    /** Takes the next; there must be one. */
    Prepared take() {
        var taken = peek();
        if (taken == null) {
            throw new IllegalStateException("nothing to take");
        }
        next = null;
        return taken;
    }

    /** The session ends: what was looked at ahead is left. */
    void leave() {
        var ahead = next;
        next = null;
        if (ahead != null) {
            ahead.consignment().left();
        }
    }
}
