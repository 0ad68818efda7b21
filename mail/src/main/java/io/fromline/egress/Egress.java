package io.fromline.egress;

import io.fromline.egress.Lookup.NoSuchHost;
import io.fromline.egress.Lookup.TimedOut;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The only door out of the process to hosts that a tenant names.
 *
 * <p>Guarantees: only public addresses on the ports given, those of mail if none are, or what the operator allowed, are connected to, and it is the checked
 * address that is connected to, whatever DNS says a moment later. What is barred looks like what is closed.
 */
public final class Egress {

    /** The ports of mail servers. */
    public static final Set<Integer> MAIL_PORTS = Set.of(25, 465, 587, 2525);

    /** A host with more addresses than this is not worth trying further. */
    private static final int MOST_ADDRESSES = 8;

    // Platform threads: a lookup blocks in native code and would hold a virtual thread's carrier.
    private static final ExecutorService LOOKUPS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("lookup-", 0).factory());

    private final Resolver resolver;
    private final List<Network> allowed;
    private final Set<Integer> ports;

    /** @param allowed networks that may be reached on any port, besides the public ones on mail ports */
    public Egress(List<Network> allowed) {
        this(Resolver.SYSTEM, allowed);
    }

    /** @param allowed networks that may be reached on any port, besides the public ones on mail ports */
    public Egress(Resolver resolver, List<Network> allowed) {
        this(resolver, allowed, MAIL_PORTS);
    }

    /**
     * A door that is not for mail.
     *
     * @param allowed networks that may be reached on any port, besides the public ones on {@code ports}
     */
    public Egress(Resolver resolver, List<Network> allowed, Set<Integer> ports) {
        this.resolver = resolver;
        this.allowed = List.copyOf(allowed);
        this.ports = Set.copyOf(ports);
    }

    /** Looks the host up and keeps those of its addresses that may be reached on this port. */
    public Lookup find(String host, int port, Duration limit) {
        var lookup = LOOKUPS.submit(() -> resolver.addresses(host));
        try {
            return passage(lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS), port);
        } catch (TimeoutException _) {
            lookup.cancel(true);
            return new TimedOut();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            lookup.cancel(true);
            return new TimedOut();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                return new NoSuchHost();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Passage passage(List<InetAddress> addresses, int port) {
        return new Passage(addresses.stream()
                .map(Network::plain)
                .filter(address -> permits(address, port))
                .distinct()
                .limit(MOST_ADDRESSES)
                .map(address -> new InetSocketAddress(address, port))
                .toList());
    }

    /** Whether this address may be connected to on this port. */
    public boolean permits(InetAddress address, int port) {
        return port > 0
                && port < 65_536
                && (allowed.stream().anyMatch(network -> network.contains(address))
                        || ports.contains(port) && !SpecialRanges.contain(address));
    }
}
