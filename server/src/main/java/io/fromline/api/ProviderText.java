package io.fromline.api;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.platform.PlatformSettings;
import io.fromline.platform.PublicUrl;
import io.fromline.provider.Provider;
import io.fromline.submission.PlatformName;
import io.fromline.text.Catalogue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what is known of a provider in words; its own text first, else the one that all share. */
public final class ProviderText {

    private static final String NONE = "none";

    private final Catalogue catalogue;
    private final PlatformSettings platform;
    private final PublicUrl publicUrl;
    private final List<String> outgoingAddresses;

    /** @param outgoingAddresses the network addresses that this platform's connections come from, where they are known */
    public ProviderText(
            Catalogue catalogue, PlatformSettings platform, PublicUrl publicUrl, List<String> outgoingAddresses) {
        this.catalogue = catalogue;
        this.platform = platform;
        this.publicUrl = publicUrl;
        this.outgoingAddresses = List.copyOf(outgoingAddresses);
    }

    /** @param sender whom the mail shall come from, for the message to the administrator */
    ProviderJson of(Provider provider, Locale locale, @Nullable Mailbox sender) {
        return new Said(provider, locale, sender).json();
    }

    private final class Said {

        private final Provider provider;
        private final Locale locale;
        private final String name;
        private final Map<String, Object> arguments;

        Said(Provider provider, Locale locale, @Nullable Mailbox sender) {
            this.provider = provider;
            this.locale = locale;
            this.name = catalogue.text(locale, "provider." + provider.id() + ".name");
            var value = provider.username().value();
            this.arguments = Map.of(
                    "name", name,
                    "value", value == null ? "" : value,
                    "app", app(),
                    "sender", sender == null ? NONE : sender.toString(),
                    "addresses", outgoingAddresses.isEmpty() ? NONE : String.join(", ", outgoingAddresses));
        }

        ProviderJson json() {
            var usual = provider.ports().getFirst();
            boolean known = !provider.group().equals(Provider.OTHER);
            boolean binds = provider.quirks().contains(Provider.BINDS_ADDRESSES);
            return new ProviderJson(
                    provider.id(),
                    name,
                    provider.group(),
                    known ? text("provider.group." + provider.group()) : null,
                    servers(),
                    known ? usual.port() : null,
                    known ? usual.encryption() : null,
                    provider.ports().stream()
                            .map(port -> new ProviderJson.Port(port.port(), port.encryption()))
                            .toList(),
                    text("provider.username." + provider.username().form().label()),
                    provider.username().form().label(),
                    provider.username().value(),
                    provider.credential(),
                    text("provider.credential." + provider.credential()),
                    limits(),
                    provider.quirks().stream()
                            .map(quirk -> new ProviderJson.Quirk(quirk, text("provider.quirk." + quirk)))
                            .toList(),
                    guide(),
                    provider.administrator() ? own("administrator", "provider.administrator") : null,
                    binds ? outgoingAddresses : List.of(),
                    sources());
        }

        private List<ProviderJson.Server> servers() {
            return provider.servers().stream()
                    .map(server -> new ProviderJson.Server(
                            server.server(),
                            server.centre() == null ? server.region() : text("provider.centre." + server.centre())))
                    .toList();
        }

        private ProviderJson.Limits limits() {
            var limits = provider.limits();
            return new ProviderJson.Limits(
                    limits.messagesPerMinute(),
                    limits.messagesPerHour(),
                    limits.messagesPerDay(),
                    limits.recipientsPerDay(),
                    limits.recipientsPerMessage(),
                    limits.connections());
        }

        private List<ProviderJson.Step> guide() {
            return provider.guide().stream()
                    .map(step -> new ProviderJson.Step(
                            own(step.step() + ".title", "provider.step." + step.step() + ".title"),
                            own(step.step() + ".text", "provider.step." + step.step() + ".text"),
                            step.link()))
                    .toList();
        }

        private List<ProviderJson.Source> sources() {
            return provider.sources().stream()
                    .map(source ->
                            new ProviderJson.Source(source.of(), source.url(), source.read(), source.confidence()))
                    .toList();
        }

        private String own(String key, String shared) {
            var own = "provider." + provider.id() + "." + key;
            return text(catalogue.has(own) ? own : shared);
        }

        private String text(String key) {
            return catalogue.text(locale, key, arguments);
        }
    }

    /** The platform's name as recipients know it, else its host. */
    private String app() {
        return platform.defaultSender()
                .map(NamedMailbox::name)
                .map(PlatformName::of)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> publicUrl.get().getHost());
    }
}
