package io.fromline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::8.8.8.8",
                "64:ff9b::a00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesSpecialAddressesOnEveryPort(String address) {
        var egress = new Egress(List.of());
        for (int port : List.of(25, 465, 587, 2525)) {
            assertThat(egress.permits(InetAddress.ofLiteral(address), port)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2a00:1450:4010:c0f::6c",
                "2607:f8b0::1",
                "2001:4860::1",
                "2003::1"
            })
    void permitsPublicAddresses(String address) {
        assertThat(new Egress(List.of()).permits(InetAddress.ofLiteral(address), 587))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "25,true",
        "465,true",
        "587,true",
        "2525,true",
        "0,false",
        "22,false",
        "80,false",
        "443,false",
        "5432,false",
        "-1,false",
        "65536,false"
    })
    void permitsMailPortsOnly(int port, boolean permitted) {
        assertThat(new Egress(List.of()).permits(InetAddress.ofLiteral("8.8.8.8"), port))
                .isEqualTo(permitted);
    }

    @Test
    void permitsWhatTheOperatorAllowedOnAnyPort() {
        var egress = new Egress(Network.parseList("10.1.0.0/16, fd00:1::/32,127.0.0.1"));
        assertThat(egress.permits(InetAddress.ofLiteral("10.1.2.3"), 10025)).isTrue();
        assertThat(egress.permits(InetAddress.ofLiteral("10.2.2.3"), 465)).isFalse();
        assertThat(egress.permits(InetAddress.ofLiteral("fd00:1::5"), 10025)).isTrue();
        assertThat(egress.permits(InetAddress.ofLiteral("fd00:2::5"), 465)).isFalse();
        assertThat(egress.permits(InetAddress.ofLiteral("127.0.0.1"), 10025)).isTrue();
        assertThat(egress.permits(InetAddress.ofLiteral("127.0.0.2"), 465)).isFalse();
    }

    @Test
    void seesThroughMappedAddressesThatJavaKeepsAsIpv6() throws UnknownHostException {
        var mapped = InetAddress.ofLiteral("10.0.0.1").getAddress();
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(mapped, 0, bytes, 12, 4);
        var address = Inet6Address.getByAddress("sly.example", bytes, 0);
        assertThat(new Egress(List.of()).permits(address, 465)).isFalse();
    }

    @Test
    void keepsOnlyThePermittedAddressesOfAHost() {
        var passage = (Passage)
                egress("8.8.8.8", "10.0.0.1", "::1", "8.8.4.4", "8.8.8.8").find("h.example", 465, LIMIT);
        assertThat(passage.addresses())
                .containsExactly(
                        new InetSocketAddress(InetAddress.ofLiteral("8.8.8.8"), 465),
                        new InetSocketAddress(InetAddress.ofLiteral("8.8.4.4"), 465));
    }

    @Test
    void aHostThatIsRefusedHasAPassageThatLeadsNowhere() {
        var passage = (Passage) egress("127.0.0.1").find("rebound.example", 465, LIMIT);
        assertThatThrownBy(() -> passage.connect(LIMIT)).isInstanceOf(ConnectException.class);
    }

    @Test
    void asksDnsOnceAndConnectsToWhatWasChecked() {
        var answers = new java.util.ArrayDeque<>(
                List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("127.0.0.1")));
        var passage =
                (Passage) new Egress(_ -> List.of(answers.remove()), List.of()).find("rebinding.example", 465, LIMIT);
        assertThat(passage.addresses())
                .singleElement()
                .satisfies(address -> assertThat(address.getAddress()).isEqualTo(InetAddress.ofLiteral("8.8.8.8")));
        assertThat(answers).hasSize(1);
    }

    private static Egress egress(String... addresses) {
        var list = List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
        return new Egress(_ -> list, List.of());
    }
}
