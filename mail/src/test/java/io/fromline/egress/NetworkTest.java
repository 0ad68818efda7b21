package io.fromline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NetworkTest {

    @Property
    void holdsExactlyTheAddressesThatShareItsPrefix(
            @ForAll @Size(4) byte[] base, @ForAll @Size(4) byte[] other, @ForAll @IntRange(max = 32) int prefix)
            throws UnknownHostException {
        var network = new Network(InetAddress.getByAddress(base), prefix);
        boolean shared = new BigInteger(1, base)
                        .xor(new BigInteger(1, other))
                        .shiftRight(32 - prefix)
                        .signum()
                == 0;
        assertThat(network.contains(InetAddress.getByAddress(other))).isEqualTo(shared);
    }

    @Property
    void holdsItsAddressesWhateverTheBitsBehindThePrefix(
            @ForAll @Size(16) byte[] base,
            @ForAll @IntRange(max = 127) int prefix,
            @ForAll @IntRange(max = 127) int bit)
            throws UnknownHostException {
        base[0] |= 0x20; // never an IPv4-mapped one
        var network = new Network(InetAddress.getByAddress(base), prefix);
        var flipped = base.clone();
        flipped[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
        assertThat(network.contains(InetAddress.getByAddress(base))).isTrue();
        if (bit != 2) {
            assertThat(network.contains(InetAddress.getByAddress(flipped))).isEqualTo(bit >= prefix);
        }
    }

    @Property
    void everyIpv4AddressIsTreatedAsItsMappedForm(@ForAll @Size(4) byte[] ipv4) throws UnknownHostException {
        var plain = InetAddress.getByAddress(ipv4);
        var mapped = InetAddress.ofLiteral("::ffff:" + plain.getHostAddress());
        assertThat(SpecialRanges.contain(mapped)).isEqualTo(SpecialRanges.contain(plain));
    }

    @Property
    void nothingPrivateByJavasOwnMindIsPublicByOurs(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        for (var address :
                List.of(InetAddress.getByAddress(bytes), InetAddress.getByAddress(java.util.Arrays.copyOf(bytes, 4)))) {
            if (address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()) {
                assertThat(SpecialRanges.contain(address)).isTrue();
            }
        }
    }

    @Example
    void readsListsAndPrintsThem() {
        assertThat(Network.parseList(" 10.1.2.3/8 ,, ::1"))
                .extracting(Network::toString)
                .containsExactly("10.0.0.0/8", "0:0:0:0:0:0:0:1/128");
        assertThat(Network.parseList("")).isEmpty();
    }

    @Example
    void refusesWhatIsNoNetworkWithoutAskingDns() {
        for (var text : List.of("localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "mail.example/8", "::/129")) {
            assertThatThrownBy(() -> Network.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(text);
        }
    }
}
