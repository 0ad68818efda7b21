package io.fromline.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Decides whether one more verification mail goes out, so that nobody can fill a stranger's mailbox with them: the one place of
 * these limits. Pure.
 *
 * <p>What a tenant has done itself is told to it. How much others had sent to an address is not: past the limit over all tenants
 * the answer is the same as ever, and no mail goes out. The tenant's own limit is lower, so it meets its own first unless
 * others have asked for the same address that day.
 */
public final class VerificationLimits {

    /** How far back the limits look. */
    public static final Duration DAY = Duration.ofDays(1);

    static final int TO_ADDRESS_BY_TENANT = 5;
    static final int TO_ADDRESS = 8;
    static final int FOR_TENANT = 20;
    static final int FROM_SOURCE_PER_HOUR = 60;
    /** Between two mails of a tenant to the same address: after the first, the second … */
    private static final List<Duration> COOL_DOWN =
            List.of(Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private VerificationLimits() {}

    /**
     * When verification mails went out within the last day, oldest first.
     *
     * @param toAddressByTenant to this address for this tenant
     * @param toAddress to this address, whoever asked
     * @param forTenant for this tenant to any address
     * @param fromSource asked for from this network address; empty when a program with a key asks
     */
    public record Sent(
            List<Instant> toAddressByTenant,
            List<Instant> toAddress,
            List<Instant> forTenant,
            List<Instant> fromSource) {
        public Sent {
            toAddressByTenant = List.copyOf(toAddressByTenant);
            toAddress = List.copyOf(toAddress);
            forTenant = List.copyOf(forTenant);
            fromSource = List.copyOf(fromSource);
        }
    }

    /** What the limits say. */
    public sealed interface Verdict {
        /** Let it go out. */
        record Send() implements Verdict {}

        /** Answer as if it went out. */
        record KeepQuiet() implements Verdict {}

        /** Not before then. */
        record Wait(Instant until) implements Verdict {}
    }

    /** Whether one more may go out now. */
    public static Verdict verdict(Sent sent, Instant now) {
        var again = nextAt(sent.toAddressByTenant());
        if (again.isAfter(now)) {
            return new Verdict.Wait(again);
        }
        if (sent.forTenant().size() >= FOR_TENANT) {
            return new Verdict.Wait(nthLast(sent.forTenant(), FOR_TENANT).plus(DAY));
        }
        var hour = Duration.ofHours(1);
        var lately = sent.fromSource().stream()
                .filter(at -> at.isAfter(now.minus(hour)))
                .toList();
        if (lately.size() >= FROM_SOURCE_PER_HOUR) {
            return new Verdict.Wait(nthLast(lately, FROM_SOURCE_PER_HOUR).plus(hour));
        }
        return sent.toAddress().size() >= TO_ADDRESS ? new Verdict.KeepQuiet() : new Verdict.Send();
    }

    /** From when on a tenant that sent these to an address may send it another. */
    public static Instant nextAt(List<Instant> toAddressByTenant) {
        int count = toAddressByTenant.size();
        if (count == 0) {
            return Instant.MIN;
        }
        var cooled = toAddressByTenant.getLast().plus(COOL_DOWN.get(Math.min(count, COOL_DOWN.size()) - 1));
        if (count < TO_ADDRESS_BY_TENANT) {
            return cooled;
        }
        var room = nthLast(toAddressByTenant, TO_ADDRESS_BY_TENANT).plus(DAY);
        return room.isAfter(cooled) ? room : cooled;
    }

    private static Instant nthLast(List<Instant> times, int n) {
        return times.get(times.size() - n);
    }
}
