package io.fromline.provider.detection;

import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** The settings that the domain publishes for mail programs, at either of the two customary places; both are asked at once. */
public final class ByAutoconfig implements Step {

    private final HttpsGet https;
    private final Duration patience;
    private final Reach reach;
    private final Providers providers;

    /** @param patience for both places together, shorter than the time of the step */
    public ByAutoconfig(HttpsGet https, Duration patience, Reach reach, Providers providers) {
        this.https = https;
        this.patience = patience;
        this.reach = reach;
        this.providers = providers;
    }

    @Override
    public How how() {
        return How.AUTOCONFIG;
    }

    @Override
    public Optional<Finding> find(Mailbox address) {
        var domain = address.asciiDomain();
        var query = "?emailaddress=" + URLEncoder.encode(address.wireForm(), StandardCharsets.UTF_8);
        long end = System.nanoTime() + patience.toNanos();
        List<FutureTask<Optional<Settings>>> places = Stream.of(
                        new Place("autoconfig." + domain, "/mail/config-v1.1.xml" + query),
                        new Place(domain, "/.well-known/autoconfig/mail/config-v1.1.xml"))
                .map(place -> Detection.started(() -> published(place, address)))
                .toList();
        try {
            return places.stream()
                    .flatMap(place ->
                            Detection.within(place, Duration.ofNanos(Math.max(0, end - System.nanoTime()))).stream())
                    .findFirst()
                    .map(settings -> Finding.of(settings, address, providers));
        } finally {
            places.forEach(place -> place.cancel(true));
        }
    }

    private record Place(String host, String target) {}

    private Optional<Settings> published(Place place, Mailbox address) {
        return https.get(place.host(), place.target())
                .flatMap(file -> ConfigFile.outgoing(file, address).stream()
                        .filter(reach::permits)
                        .findFirst());
    }
}
