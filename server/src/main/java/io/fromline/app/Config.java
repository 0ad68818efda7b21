package io.fromline.app;

import io.fromline.mail.Mailbox;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set from outside, checked, with a default for each.
 *
 * <p>Its text shows every value but the secret ones.
 */
public record Config(Http http, Storage storage, Keys keys, Mail mail, Pages pages, boolean demo) {

    /** Where pages and API are served; without a public address of its own it is this machine's, seen from this machine. */
    public record Http(
            int port, @Nullable String address, @Nullable URI givenPublicUrl) {

        /** The address people open, without a slash at its end; {@code port} is the one really listened on. */
        public URI publicUrl(int listening) {
            return givenPublicUrl == null ? URI.create("http://localhost:" + listening) : givenPublicUrl;
        }

        public URI publicUrl() {
            return publicUrl(port);
        }
    }

    /** Where data are kept. */
    public record Storage(Path dataDir, @Nullable String databaseUrl, int databaseConnections) {

        @Override
        public String toString() {
            return dataDir.toString();
        }
    }

    /** The keys given from outside; never shown. */
    public record Keys(
            @Nullable String masterKey,
            @Nullable Path masterKeyFile,
            @Nullable Path vaultTokenFile,
            @Nullable String platformKey) {

        private static final String IN_SERVICE = "vault+";

        /** Where the key management service has the master key; null when the key itself was given, or none. */
        @Nullable
        URI masterKeyService() {
            return masterKey != null && masterKey.startsWith(IN_SERVICE)
                    ? URI.create(masterKey.substring(IN_SERVICE.length()))
                    : null;
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** How mail leaves. */
    public record Mail(
            Outgoing outgoing,
            List<String> egressAllow,
            @Nullable Path extraCa,
            Submission submission,
            Probe probe) {}

    /** The platform's relay and sender when they are set from outside, and the name said in EHLO. */
    public record Outgoing(
            @Nullable String platformRelay,
            @Nullable String defaultSender,
            String ehloName,
            boolean simulator,
            List<String> addresses) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /** Where mail is taken in by SMTP: ports, 0 meaning none, the name that apps connect to, and its certificate. */
    public record Submission(
            int startTls,
            int tls,
            String host,
            @Nullable Path certificate,
            @Nullable Path key) {}

    /** The domain that test messages are sent to besides, and where its receiver listens; port 0 means not here. */
    public record Probe(
            @Nullable String domain,
            int port,
            @Nullable Path certificate,
            @Nullable Path key) {}

    /** What the pages need to know of the platform around them. */
    public record Pages(
            List<String> frameAncestors, @Nullable URI pricingUrl) {}

    /** Reads the configuration from the environment and the file that it names. */
    public static Config load(Map<String, String> environment) {
        return from(Settings.read(environment));
    }

    static Config from(Settings settings) {
        Http http = new Http(
                settings.number(Setting.HTTP_PORT, 0, 65535),
                settings.text(Setting.HTTP_ADDRESS).orElse(null),
                settings.address(Setting.PUBLIC_URL).orElse(null));
        Storage storage = new Storage(
                settings.dataDir(),
                settings.text(Setting.DATABASE_URL).orElse(null),
                settings.number(Setting.DATABASE_CONNECTIONS, 4, 500));
        Keys keys = new Keys(
                settings.text(Setting.MASTER_KEY).orElse(null),
                settings.path(Setting.MASTER_KEY_FILE).orElse(null),
                settings.path(Setting.VAULT_TOKEN_FILE).orElse(null),
                settings.text(Setting.PLATFORM_KEY).orElse(null));
        Pages pages = new Pages(
                settings.list(Setting.FRAME_ANCESTORS),
                settings.address(Setting.PRICING_URL).orElse(null));
        return new Config(http, storage, keys, mail(settings, http), pages, settings.flag(Setting.DEMO));
    }

    private static Mail mail(Settings settings, Http http) {
        Outgoing outgoing = new Outgoing(
                settings.text(Setting.PLATFORM_RELAY).orElse(null),
                settings.text(Setting.DEFAULT_SENDER).orElse(null),
                settings.text(Setting.EHLO_NAME).orElse(http.publicUrl().getHost()),
                settings.flag(Setting.SIMULATOR),
                addresses(settings));
        return new Mail(
                outgoing,
                settings.list(Setting.EGRESS_ALLOW),
                settings.path(Setting.EXTRA_CA).orElse(null),
                submission(settings, http),
                probe(settings));
    }

    private static Submission submission(Settings settings, Http http) {
        Submission submission = new Submission(
                settings.number(Setting.SUBMISSION_PORT, 0, 65535),
                settings.number(Setting.SUBMISSION_TLS_PORT, 0, 65535),
                settings.text(Setting.SUBMISSION_HOST).orElse(http.publicUrl().getHost()),
                settings.path(Setting.SUBMISSION_CERTIFICATE).orElse(null),
                settings.path(Setting.SUBMISSION_KEY).orElse(null));
        together(submission.certificate(), Setting.SUBMISSION_CERTIFICATE, submission.key(), Setting.SUBMISSION_KEY);
        return submission;
    }

    private static void together(@Nullable Path certificate, Setting one, @Nullable Path key, Setting other) {
        if ((certificate == null) != (key == null)) {
            throw new ConfigProblem(one.key() + " and " + other.key() + " go together");
        }
    }

    private static List<String> addresses(Settings settings) {
        List<String> addresses = settings.list(Setting.OUTGOING_ADDRESSES);
        try {
            addresses.forEach(InetAddress::ofLiteral);
        } catch (IllegalArgumentException notOne) {
            throw new ConfigProblem(Setting.OUTGOING_ADDRESSES.key()
                    + " must be IP addresses separated by commas, such as 192.0.2.7, 2001:db8::7: "
                    + notOne.getMessage());
        }
        return addresses;
    }

    private static Probe probe(Settings settings) {
        Probe probe = new Probe(
                settings.text(Setting.PROBE_DOMAIN).orElse(null),
                settings.number(Setting.PROBE_PORT, 0, 65535),
                settings.path(Setting.PROBE_CERTIFICATE).orElse(null),
                settings.path(Setting.PROBE_KEY).orElse(null));
        if (probe.domain() == null && probe.port() != 0) {
            throw new ConfigProblem(Setting.PROBE_PORT.key() + " needs " + Setting.PROBE_DOMAIN.key());
        }
        if (probe.domain() != null && Mailbox.parse("test@" + probe.domain()).isEmpty()) {
            throw new ConfigProblem(Setting.PROBE_DOMAIN.key() + " must be a domain such as probe.example.com");
        }
        together(probe.certificate(), Setting.PROBE_CERTIFICATE, probe.key(), Setting.PROBE_KEY);
        return probe;
    }

    /** One line a setting that was given, secrets as {@code ***}; the rest stands at its default. */
    static List<String> shown(Settings settings) {
        List<String> lines = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            settings.text(setting)
                    .filter(value -> !value.equals(setting.fallback()))
                    .ifPresent(value -> lines.add(setting.key() + "=" + (setting.secret() ? "***" : value)));
        }
        return lines;
    }
}
