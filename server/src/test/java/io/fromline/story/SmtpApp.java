package io.fromline.story;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** An app that hands its mail in by SMTP, a connection for each message or one for many. */
record SmtpApp(int port, String tenant, String key) {

    private static final String PATIENCE = "60000";

    /** Hands in one message on a connection of its own; throws when it is refused or when the connection breaks. */
    String send(String recipient, Map<String, String> fields) throws MessagingException {
        try (var connection = connect()) {
            return send(connection, recipient, fields);
        }
    }

    /** Logs in. */
    SMTPTransport connect() throws MessagingException {
        var settings = new Properties();
        settings.setProperty("mail.smtps.auth", "true");
        settings.setProperty("mail.smtps.ssl.trust", "*");
        settings.setProperty("mail.smtps.ssl.checkserveridentity", "false");
        settings.setProperty("mail.smtps.timeout", PATIENCE);
        settings.setProperty("mail.smtps.quitwait", "false");
        var transport = (SMTPTransport) Session.getInstance(settings).getTransport("smtps");
        transport.connect("localhost", port, tenant, key);
        return transport;
    }

    /** Hands in one message and returns the reply to it. */
    static String send(SMTPTransport connection, String recipient, Map<String, String> fields)
            throws MessagingException {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("app@elsewhere.example"));
        message.setRecipient(RecipientType.TO, new InternetAddress(recipient));
        message.setSubject("Order");
        message.setText("Thank you");
        for (var field : fields.entrySet()) {
            message.setHeader(field.getKey(), field.getValue());
        }
        message.saveChanges();
        connection.sendMessage(message, message.getAllRecipients());
        return connection.getLastServerResponse();
    }
}
