package io.fromline.provider.detection;

import io.fromline.dns.Dns;
import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose hosts the domain's mail is delivered to: of the catalogue, else of Mozilla's database. */
public final class ByMx implements Step {

    private final Dns dns;
    private final Providers providers;
    private final Ispdb ispdb;

    public ByMx(Dns dns, Providers providers, Ispdb ispdb) {
        this.dns = dns;
        this.providers = providers;
        this.ispdb = ispdb;
    }

    @Override
    public How how() {
        return How.MX;
    }

    @Override
    public Optional<Finding> find(Mailbox address) {
        var hosts = hosts(address.asciiDomain());
        return hosts.stream()
                .flatMap(host -> providers.atMx(host).stream())
                .findFirst()
                .map(place -> Finding.of(place, address, true))
                .or(() -> hosts.stream()
                        .flatMap(host -> ispdb.findMx(host, address).stream())
                        .findFirst()
                        .map(settings -> Finding.of(settings, address, providers)));
    }

    private List<String> hosts(String domain) {
        return switch (dns.ask(domain, Dns.Type.MX)) {
            case Dns.Answer.Found(var hosts) ->
                hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
            case Dns.Answer.Nothing _, Dns.Answer.Unanswered _ -> List.of();
        };
    }
}
