package io.fromline.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A block of IP addresses in CIDR notation (RFC 4632), IPv4 or IPv6.
 *
 * @param base the first address
 * @param prefix how many leading bits all of its addresses share
 */
public record Network(InetAddress base, int prefix) {

    /** Checks the length and clears the bits behind the prefix. */
    public Network {
        var bytes = base.getAddress();
        if (prefix < 0 || prefix > bytes.length * 8) {
            throw new IllegalArgumentException("no such prefix length: /" + prefix);
        }
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >>> (bit % 8));
        }
        base = address(bytes);
    }

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address; never asks DNS. */
    public static Network parse(String text) {
        var trimmed = text.strip();
        int slash = trimmed.indexOf('/');
        try {
            var base = InetAddress.ofLiteral(slash < 0 ? trimmed : trimmed.substring(0, slash));
            int bits = base.getAddress().length * 8;
            return new Network(base, slash < 0 ? bits : Integer.parseInt(trimmed.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a network such as 10.0.0.0/8 or fd00::/8: " + trimmed, e);
        }
    }

    /** Reads networks separated by commas; an empty text is none. */
    public static List<Network> parseList(String text) {
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isBlank())
                .map(Network::parse)
                .toList();
    }

    /** Whether the address is in this block; an IPv4 address is never in an IPv6 block, an IPv4-mapped one is taken as IPv4. */
    public boolean contains(InetAddress address) {
        return contains(plain(address).getAddress());
    }

    private boolean contains(byte[] address) {
        var first = base.getAddress();
        if (first.length != address.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(first, 0, whole, address, 0, whole)) {
            return false;
        }
        int mask = 0xff00 >>> (prefix % 8) & 0xff;
        return prefix % 8 == 0 || ((first[whole] ^ address[whole]) & mask) == 0;
    }

    /** The address without zone, IPv4-mapped forms (RFC 4291 §2.5.5.2) turned into the IPv4 address that the kernel would reach. */
    static InetAddress plain(InetAddress address) {
        return address(address.getAddress());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefix;
    }
}
