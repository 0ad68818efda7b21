package io.fromline.storage.postgres;

import io.fromline.driver.simulator.SimulatorSettings;
import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.relay.RelaySettings;
import io.fromline.secret.Secrets;
import io.fromline.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Relay settings as they are stored: readable JSON, and the secret sealed beside it. */
public final class RelaySettingsJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CONTEXT = "relay";

    private final Secrets secrets;

    public RelaySettingsJson(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What is stored of one set of settings. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(String json, byte @Nullable [] secret) {}

    private record Plain(
            String provider,
            String driver,
            @Nullable String server,
            @Nullable Integer port,
            @Nullable Encryption encryption,
            @Nullable String username,
            String senderName,
            String senderAddress,
            @Nullable String replyTo) {}

    Sealed seal(TenantId owner, RelaySettings settings) {
        var replyTo = settings.replyTo() == null ? null : settings.replyTo().toString();
        var sender = settings.sender();
        return switch (settings.driver()) {
            case SmtpSettings smtp -> {
                var plain = new Plain(
                        settings.provider(),
                        SmtpSettings.DRIVER,
                        smtp.server(),
                        smtp.port(),
                        smtp.encryption(),
                        smtp.username(),
                        sender.name(),
                        sender.mailbox().toString(),
                        replyTo);
                var password = smtp.password();
                yield new Sealed(
                        JSON.writeValueAsString(plain),
                        password == null
                                ? null
                                : secrets.seal(owner, CONTEXT, password.getBytes(StandardCharsets.UTF_8)));
            }
            default ->
                new Sealed(
                        JSON.writeValueAsString(new Plain(
                                settings.provider(),
                                settings.driver().driver(),
                                null,
                                null,
                                null,
                                null,
                                sender.name(),
                                sender.mailbox().toString(),
                                replyTo)),
                        null);
        };
    }

    RelaySettings open(TenantId owner, Sealed sealed) {
        var plain = JSON.readValue(sealed.json(), Plain.class);
        var sender = new NamedMailbox(plain.senderName(), Mailbox.of(plain.senderAddress()));
        var replyTo = plain.replyTo() == null ? null : Mailbox.of(plain.replyTo());
        var driver = SmtpSettings.DRIVER.equals(plain.driver())
                ? smtp(owner, plain, sealed.secret())
                : SimulatorSettings.DEFAULT;
        return new RelaySettings(plain.provider(), driver, sender, replyTo);
    }

    private SmtpSettings smtp(TenantId owner, Plain plain, byte @Nullable [] secret) {
        var server = plain.server();
        var port = plain.port();
        var encryption = plain.encryption();
        if (server == null || port == null || encryption == null) {
            throw new IllegalStateException("stored SMTP settings of " + owner + " are incomplete");
        }
        var password = secret == null ? null : new String(secrets.open(owner, CONTEXT, secret), StandardCharsets.UTF_8);
        return new SmtpSettings(server, port, encryption, plain.username(), password);
    }
}
