package io.fromline.driver.smtp;

import io.fromline.driver.Driver;
import io.fromline.driver.Session;
import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.smtp.Credentials;
import io.fromline.mail.smtp.SmtpClient;
import io.fromline.mail.smtp.SmtpServer;
import io.fromline.mail.smtp.SmtpSession;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Submits mail by SMTP.
 *
 * <p>Made from a client: {@code new SmtpDriver(new SmtpClient(egress, trust, ehloName, Timeouts.DEFAULT))}.
 */
public final class SmtpDriver implements Driver<SmtpSettings> {

    private final SmtpClient client;

    public SmtpDriver(SmtpClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return SmtpSettings.DRIVER;
    }

    @Override
    public Class<SmtpSettings> settings() {
        return SmtpSettings.class;
    }

    @Override
    public Opening open(SmtpSettings settings, Conversation conversation) {
        var server = new SmtpServer(settings.server(), settings.port(), settings.encryption() == Encryption.TLS);
        return switch (client.open(server, credentials(settings), conversation)) {
            case SmtpClient.Opening.Opened(SmtpSession session) -> new Opening.Opened(new OverSmtp(session));
            case SmtpClient.Opening.Failed(Outcome outcome) -> new Opening.Failed(outcome);
        };
    }

    private static Credentials credentials(SmtpSettings settings) {
        var username = settings.username();
        var password = settings.password();
        return username == null || password == null
                ? new Credentials.None()
                : new Credentials.Password(username, password);
    }

    private record OverSmtp(SmtpSession smtp) implements Session {

        @Override
        public Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation) {
            return smtp.send(envelope, message, conversation);
        }

        @Override
        public void send(Supplier<@Nullable Consignment> source) {
            smtp.send(source);
        }

        @Override
        public boolean usable() {
            return smtp.usable();
        }

        @Override
        public void close() {
            smtp.close();
        }
    }
}
