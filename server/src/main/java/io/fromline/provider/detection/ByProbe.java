package io.fromline.provider.detection;

import io.fromline.mail.Conversation;
import io.fromline.mail.Mailbox;
import io.fromline.mail.smtp.Credentials;
import io.fromline.mail.smtp.SmtpClient;
import io.fromline.mail.smtp.SmtpClient.Opening;
import io.fromline.mail.smtp.SmtpServer;
import io.fromline.provider.Providers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Looks whether a mail server answers under one of the customary names.
 *
 * <p>Guarantees: it goes no further than EHLO over TLS with a server that has proved its name, and sends no user name and no password.
 */
public final class ByProbe implements Step {

    private static final List<String> NAMES = List.of("smtp.", "mail.");

    private final SmtpClient client;
    private final Duration patience;
    private final Providers providers;
    private final Ports ports;

    /**
     * @param client with short time limits
     * @param patience for all names together, shorter than the time of the step
     */
    public ByProbe(SmtpClient client, Duration patience, Providers providers) {
        this(client, patience, providers, Ports.CUSTOMARY);
    }

    ByProbe(SmtpClient client, Duration patience, Providers providers, Ports ports) {
        this.client = client;
        this.patience = patience;
        this.providers = providers;
        this.ports = ports;
    }

    /** Where to look. */
    record Ports(int tls, int startTls) {

        static final Ports CUSTOMARY = new Ports(465, 587);
    }

    @Override
    public How how() {
        return How.PROBE;
    }

    @Override
    public Optional<Finding> find(Mailbox address) {
        long end = System.nanoTime() + patience.toNanos();
        List<FutureTask<Optional<Settings>>> looks = candidates(address)
                .map(candidate -> Detection.started(() -> answers(candidate)))
                .toList();
        try {
            return looks.stream()
                    .flatMap(look ->
                            Detection.within(look, Duration.ofNanos(Math.max(0, end - System.nanoTime()))).stream())
                    .findFirst()
                    .map(settings -> Finding.of(settings, address, providers));
        } finally {
            looks.forEach(look -> look.cancel(true));
        }
    }

    /** TLS from the first octet before STARTTLS (RFC 8314 §3.3). */
    private Stream<Settings> candidates(Mailbox address) {
        return Stream.of(Settings.TLS, Settings.STARTTLS)
                .flatMap(encryption -> NAMES.stream()
                        .map(name -> new Settings(
                                name + address.asciiDomain(),
                                encryption.equals(Settings.TLS) ? ports.tls() : ports.startTls(),
                                encryption,
                                address.toString())));
    }

    private Optional<Settings> answers(Settings candidate) {
        var server = new SmtpServer(
                candidate.server(), candidate.port(), candidate.encryption().equals(Settings.TLS));
        return switch (client.open(server, new Credentials.None(), Conversation.SILENT)) {
            case Opening.Opened(var session) -> {
                session.close();
                yield Optional.of(candidate);
            }
            case Opening.Failed _ -> Optional.empty();
        };
    }
}
