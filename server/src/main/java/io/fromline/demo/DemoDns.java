package io.fromline.demo;

import io.fromline.dns.Dns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo's own DNS: the marketplace and its shops let this machine send for them, the marketplace says what to do with mail
 * that is not theirs; the shops name the demo's mail server as theirs. Names of the real internet are asked for there.
 */
public final class DemoDns implements Dns {

    private static final String MARKETPLACE = "kramnica.example";

    /** Mail to all such domains comes to the demo's mail server. */
    private static final String PRETENDED = ".example";

    private static final Map<String, String> TEXTS = Stream.concat(
                    Stream.of(
                            Map.entry(MARKETPLACE, "v=spf1 ip4:127.0.0.0/8 ip6:::1 -all"),
                            Map.entry("_dmarc." + MARKETPLACE, "v=DMARC1; p=reject")),
                    Arrays.stream(Shop.values())
                            .map(shop -> Map.entry(shop.domain(), "v=spf1 include:" + MARKETPLACE + " -all")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Set<String> SERVICES = Arrays.stream(Shop.values())
            .map(shop -> "_submissions._tcp." + shop.domain())
            .collect(Collectors.toUnmodifiableSet());

    private final Dns internet;
    private final String submission;

    /**
     * @param server the demo's mail server, which the shops' domains name for submission (RFC 8314 §5.1)
     * @param internet knows all names that are not pretended
     */
    public DemoDns(Demo.MailService server, Dns internet) {
        this.internet = internet;
        submission = "0 1 " + server.port() + " " + server.server();
    }

    @Override
    public Answer ask(String name, Type type) {
        var asked = name.replaceFirst("\\.$", "");
        return asked.endsWith(PRETENDED) || !asked.contains(".") || type == Type.PTR
                ? pretended(asked, type)
                : internet.ask(name, type);
    }

    private Answer pretended(String asked, Type type) {
        var value = switch (type) {
            case TXT -> TEXTS.get(asked);
            case SRV -> SERVICES.contains(asked) ? submission : null;
            case MX -> asked.endsWith(PRETENDED) ? "mx." + MARKETPLACE : null;
            case A, AAAA, PTR -> null;
        };
        return value == null ? new Answer.Nothing() : new Answer.Found(List.of(value));
    }
}
