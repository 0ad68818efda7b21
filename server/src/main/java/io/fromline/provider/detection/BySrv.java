package io.fromline.provider.detection;

import io.fromline.dns.Dns;
import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The submission server that the domain's DNS names (RFC 6186, RFC 8314 §5.1); TLS from the first octet before STARTTLS.
 *
 * <p>The user name is most likely the address (RFC 6186 §4).
 */
public final class BySrv implements Step {

    private final Dns dns;
    private final Reach reach;
    private final Providers providers;

    public BySrv(Dns dns, Reach reach, Providers providers) {
        this.dns = dns;
        this.reach = reach;
        this.providers = providers;
    }

    @Override
    public How how() {
        return How.SRV;
    }

    @Override
    public Optional<Finding> find(Mailbox address) {
        return Stream.of(Settings.TLS, Settings.STARTTLS)
                .flatMap(encryption -> named(address, encryption))
                .filter(reach::permits)
                .findFirst()
                .map(settings -> Finding.of(settings, address, providers));
    }

    private Stream<Settings> named(Mailbox address, String encryption) {
        var service = encryption.equals(Settings.TLS) ? "_submissions._tcp." : "_submission._tcp.";
        return targets(service + address.asciiDomain()).stream()
                .map(target -> new Settings(target.host(), target.port(), encryption, address.toString()));
    }

    /** One line of RFC 2782. */
    private record Target(int priority, int weight, int port, String host) {

        static Optional<Target> parse(String value) {
            var words = value.split(" ");
            return words.length == 4 && Stream.of(words).limit(3).allMatch(word -> word.matches("\\d{1,5}"))
                    ? Optional.of(new Target(
                            Integer.parseInt(words[0]),
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[2]),
                            words[3].toLowerCase(Locale.ROOT)))
                    : Optional.empty();
        }
    }

    /** In the order of RFC 2782, but the heavier always before the lighter: this is advice, no balancing of load. */
    private List<Target> targets(String service) {
        return switch (dns.ask(service, Dns.Type.SRV)) {
            case Dns.Answer.Found(var values) ->
                values.stream()
                        .flatMap(value -> Target.parse(value).stream())
                        .sorted(Comparator.comparingInt(Target::priority)
                                .thenComparing(
                                        Comparator.comparingInt(Target::weight).reversed()))
                        .toList();
            case Dns.Answer.Nothing _, Dns.Answer.Unanswered _ -> List.of();
        };
    }
}
