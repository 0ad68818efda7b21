package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.mail.read.MessageReader;
import io.fromline.mail.read.MessageView;
import io.fromline.peer.ReceivedMessage;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app that knows nothing but SMTP hands in its mail. */
class SubmissionBySmtpTest {

    private static final int START_TLS_PORT = Ports.free();
    private static final int TLS_PORT = Ports.free();

    private static Product product;
    private static int shops;

    private String id = "";
    private String key = "";
    private Api shop;

    @BeforeAll
    static void start() {
        product = Product.start(Map.of(
                "FROMLINE_SUBMISSION_PORT", String.valueOf(START_TLS_PORT),
                "FROMLINE_SUBMISSION_TLS_PORT", String.valueOf(TLS_PORT)));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @BeforeEach
    void aShop() {
        id = "smtp-" + ++shops;
        product.api().post("/v1/tenants", "{'id':'" + id + "','name':'Glina','plan':'pro','locale':'pl'}");
        key = product.api()
                .post("/v1/tenants/" + id + "/keys", "{'name':'app'}")
                .json()
                .at("/key")
                .asString();
        shop = product.api().forTenant(id);
    }

    @Test
    void mail_handed_in_with_starttls_arrives_and_stands_in_the_log() throws MessagingException {
        var reply = send(false, id, key, message("anna@" + id + ".example"));

        assertThat(reply).startsWith("250 2.6.0 Accepted as ");
        var copy = arrived("anna@" + id + ".example");
        assertThat(text(copy)).contains("\r\n\r\nDziękujemy!\r\n");
        var log = shop.get("/v1/deliveries?recipient=anna@" + id + ".example")
                .json()
                .at("/items/0");
        assertThat(log.at("/subject").asString()).isEqualTo("Zamówienie 17");
        assertThat(reply).contains(log.at("/submissionId").asString());
        Eventually.holds(() -> assertThat(
                        shop.get("/v1/deliveries/" + log.at("/id").asString())
                                .json()
                                .at("/state")
                                .asString())
                .isEqualTo("accepted"));
    }

    @Test
    void mail_handed_in_over_tls_by_a_platform_key_is_the_named_tenants() throws MessagingException {
        send(true, id, Product.PLATFORM_KEY, message("jan@" + id + ".example"));

        arrived("jan@" + id + ".example");
        assertThat(shop.get("/v1/deliveries?recipient=jan@" + id + ".example")
                        .json()
                        .at("/items"))
                .hasSize(1);
    }

    @Test
    void a_sender_that_is_not_the_tenants_is_replaced_and_gets_the_replies() throws MessagingException {
        var message = message("ewa@" + id + ".example");
        message.setHeader("Message-ID", "<17@app.example>");
        message.setHeader("Bcc", "secret@" + id + ".example");
        message.setHeader("Fromline-Class", "security");
        message.setHeader("Fromline-Metadata", "order=17; shop=Glina");
        var reply = send(true, id, key, message);

        var copy = arrived("ewa@" + id + ".example");
        assertThat(field(copy, "From")).isEqualTo("App Żółw <no-reply@platform.example>");
        assertThat(field(copy, "Reply-To")).isEqualTo("App Żółw <app@elsewhere.example>");
        assertThat(field(copy, "Message-ID")).isEqualTo("<17@app.example>");
        assertThat(text(copy)).doesNotContain("Bcc", "Fromline-", "secret@");
        var submission = shop.get("/v1/submissions/" + reply.strip().replaceAll(".* ", ""))
                .json();
        assertThat(submission.at("/class").asString()).isEqualTo("security");
        assertThat(submission.at("/metadata/order").asString()).isEqualTo("17");
        var delivery = shop.get(
                        "/v1/deliveries/" + submission.at("/deliveries/0/id").asString())
                .json();
        assertThat(delivery.at("/decision/reasons").toString()).contains("The app gave another sender address");
    }

    @Test
    void a_platform_may_have_such_senders_refused() {
        assertThat(product.api()
                        .patch("/v1/tenants/" + id, "{'foreignFrom':'refuse'}")
                        .json()
                        .at("/foreignFrom")
                        .asString())
                .isEqualTo("refuse");

        assertThatThrownBy(() -> send(true, id, key, message("ola@" + id + ".example")))
                .hasMessageContaining("550 5.7.1 The From address must be no-reply@platform.example");
        assertThat(product.api()
                        .patch("/v1/tenants/" + id, "{'foreignFrom':'maybe'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_same_idempotency_key_sends_once_however_the_message_was_written() throws MessagingException {
        var first = message("iga@" + id + ".example");
        first.setHeader("Fromline-Idempotency-Key", "order-17");
        var second = message("iga@" + id + ".example");
        second.setHeader("Fromline-Idempotency-Key", "order-17");
        second.setText("Another text\r\n");

        var submission = id(send(true, id, key, first));
        var repeated = send(true, id, key, second);

        assertThat(repeated).contains(submission + ", before");
        second.setSubject("Something else", "UTF-8");
        assertThatThrownBy(() -> send(true, id, key, second)).hasMessageContaining("554 5.5.4");
    }

    @Test
    void who_may_not_send_is_told_so() throws MessagingException {
        var other = "smtp-other-" + shops;
        product.api().post("/v1/tenants", "{'id':'" + other + "','name':'Other','plan':'pro','locale':'pl'}");

        assertThatThrownBy(() -> send(true, other, key, message("a@" + id + ".example")))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535 5.7.8");
        assertThatThrownBy(() -> send(true, "nobody", Product.PLATFORM_KEY, message("a@" + id + ".example")))
                .isInstanceOf(AuthenticationFailedException.class);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> send(true, id, "flt_guess", message("a@" + id + ".example")))
                    .hasMessageContaining("535");
        }
        assertThatThrownBy(() -> send(true, id, key, message("a@" + id + ".example")))
                .hasMessageContaining("454 4.7.0");
        product.clock().advance(java.time.Duration.ofSeconds(11));
        send(true, id, key, message("a@" + id + ".example"));
    }

    @Test
    void a_revoked_key_ends_a_connection_that_is_open() throws MessagingException {
        var transport = connected(true, id, key);
        var message = message("b@" + id + ".example");
        transport.sendMessage(message, message.getAllRecipients());
        var listed = shop.get("/v1/keys").json();
        assertThat(listed.at("/submission/port").asInt()).isEqualTo(START_TLS_PORT);
        assertThat(listed.at("/submission/tlsPort").asInt()).isEqualTo(TLS_PORT);
        shop.delete("/v1/keys/" + listed.at("/items/0/id").asString());

        assertThatThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()))
                .hasMessageContaining("421 4.7.0 The key is valid no more");
        Eventually.holds(() -> assertThat(transport.isConnected()).isFalse());
    }

    @Test
    void the_plans_limit_is_a_refusal_that_passes() throws MessagingException {
        product.api().put("/v1/plans/tiny", "{'modes':['default'],'messagesPerDay':1,'logRetentionDays':7}");
        product.api().patch("/v1/tenants/" + id, "{'plan':'tiny'}");

        send(true, id, key, message("c@" + id + ".example"));
        assertThatThrownBy(() -> send(true, id, key, message("c@" + id + ".example")))
                .hasMessageContaining("452 4.7.1 Today's limit of 1 message is used up");
    }

    private static MimeMessage message(String to) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom(new InternetAddress("app@elsewhere.example", "App Żółw", "UTF-8"));
            message.setRecipient(RecipientType.TO, new InternetAddress(to));
            message.setSubject("Zamówienie 17", "UTF-8");
            message.setText("Dziękujemy!\r\n", "UTF-8");
            message.setHeader("Content-Transfer-Encoding", "8bit");
            return message;
        } catch (MessagingException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String send(boolean implicit, String user, String password, MimeMessage message)
            throws MessagingException {
        try (var transport = connected(implicit, user, password)) {
            var id = message.getMessageID();
            message.saveChanges();
            if (id != null) {
                message.setHeader("Message-ID", id);
            }
            transport.sendMessage(message, message.getRecipients(RecipientType.TO));
            return transport.getLastServerResponse();
        }
    }

    private static SMTPTransport connected(boolean implicit, String user, String password) throws MessagingException {
        var settings = new Properties();
        var protocol = implicit ? "smtps" : "smtp";
        settings.setProperty("mail." + protocol + ".auth", "true");
        settings.setProperty("mail." + protocol + ".ssl.trust", "*");
        settings.setProperty("mail." + protocol + ".ssl.checkserveridentity", "false");
        settings.setProperty("mail." + protocol + ".starttls.required", String.valueOf(!implicit));
        settings.setProperty("mail." + protocol + ".starttls.enable", String.valueOf(!implicit));
        settings.setProperty("mail." + protocol + ".allow8bitmime", "true");
        var transport = (SMTPTransport) Session.getInstance(settings).getTransport(protocol);
        transport.connect("localhost", implicit ? TLS_PORT : START_TLS_PORT, user, password);
        return transport;
    }

    private static ReceivedMessage arrived(String recipient) {
        Eventually.holds(() -> assertThat(product.mail().to(recipient)).hasSize(1));
        return product.mail().to(recipient).getFirst();
    }

    private static String id(String reply) {
        return reply.strip().replaceAll("(, before)$", "").replaceAll(".* ", "");
    }

    private static String field(ReceivedMessage message, String name) {
        return MessageReader.read(message.bytes()).headers().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(MessageView.Field::value)
                .findFirst()
                .orElse("");
    }

    private static String text(ReceivedMessage message) {
        return new String(message.bytes(), StandardCharsets.UTF_8);
    }
}
