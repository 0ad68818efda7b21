package io.fromline.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that are nobody's public mail server.
 *
 * <p>After the IANA special-purpose registries (RFC 6890) of IPv4 and IPv6; whatever of IPv6 is not global unicast is special, so
 * a range assigned tomorrow is refused until it is looked at.
 */
final class SpecialRanges {

    private static final List<Network> IPV4 = networks(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598; some clouds' metadata
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // Azure's host agent, a public address that is not
            "169.254.0.0/16", // link-local, RFC 3927; most clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments, RFC 6890; Oracle's metadata
            "192.0.2.0/24", // documentation, RFC 5737
            "192.31.196.0/24", // AS112, RFC 7535
            "192.52.193.0/24", // AMT, RFC 7450
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112, RFC 7534
            "198.18.0.0/15", // benchmarking, RFC 2544
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /** Loopback, mapped, compatible, NAT64, discard-only, ULA, link-local, site-local and multicast are all outside. */
    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    private static final List<Network> WITHIN_GLOBAL_UNICAST = networks(
            "2001::/23", // protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID …
            "2001:db8::/32", // documentation, RFC 3849
            "2002::/16", // 6to4, RFC 3056: any IPv4 address in disguise
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation, RFC 9637

    private SpecialRanges() {}

    static boolean contain(InetAddress address) {
        var plain = Network.plain(address);
        return plain instanceof Inet4Address
                ? within(IPV4, plain)
                : !GLOBAL_UNICAST.contains(plain) || within(WITHIN_GLOBAL_UNICAST, plain);
    }

    private static boolean within(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
