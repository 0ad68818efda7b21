package io.fromline.app;

import io.fromline.demo.Demo;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A start, some mail and a stop, from which the JVM learns for the next ones: which classes are needed, and which of the code is worth
 * compiling early.
 *
 * <p>Mail comes in by the API and by SMTP submission and leaves for the demo's mail server, all of it on this machine.
 */
final class Rehearsal {

    private static final String KEY = "rehearsal-platform-key-0123456789";
    private static final String TENANT = "rehearsal";
    private static final int CLIENTS = 8;

    /** Of each client by SMTP, and two fifths as many by the API: enough for the JVM to compile what they go through. */
    static final int MESSAGES = 500;

    private final Running server;
    private final int messages;
    private final HttpClient http = HttpClient.newHttpClient();

    private Rehearsal(Running server, int messages) {
        this.server = server;
        this.messages = messages;
    }

    /** Plays it on a server of its own, which is gone afterwards; returns how much of the mail the demo's inbox has. */
    static int play(Map<String, String> environment, int messages) {
        var settings = new HashMap<>(environment);
        settings.put("FROMLINE_PLATFORM_KEY", KEY);
        try (var demo = Demo.start();
                var server = Fromline.start(demo, settings)) {
            new Rehearsal(server, messages).mail();
            server.close(); // what is being sent comes to its end
            return demo.inbox().list(null, null, Integer.MAX_VALUE).size();
        } catch (IOException | ExecutionException broken) {
            throw new IllegalStateException("the rehearsal broke off", broken);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void mail() throws IOException, InterruptedException, ExecutionException {
        call("PUT", "/v1/plans/rehearsal", """
                {"modes":["default"],"messagesPerDay":1000000,"logRetentionDays":1}""");
        call("POST", "/v1/tenants", """
                {"id":"%s","name":"Rehearsal","plan":"rehearsal","contact":"owner@shop.example"}""".formatted(TENANT));
        together(this::bySmtp);
        together(this::byApi);
    }

    private static void together(Callable<Void> client) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(_ -> client).toList())) {
                done.get();
            }
        }
    }

    private Void bySmtp() throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.ssl.enable", "true");
        properties.put("mail.smtp.ssl.trust", "*"); // its certificate is self-made, and it is this process
        properties.put("mail.smtp.ssl.checkserveridentity", "false");
        properties.put("mail.smtp.auth", "true");
        var session = Session.getInstance(properties);
        try (var transport = session.getTransport("smtp")) {
            transport.connect("localhost", server.config().mail().submission().tls(), TENANT, KEY);
            for (int i = 0; i < messages; i++) {
                var message = new MimeMessage(session);
                message.setFrom(new InternetAddress("shops@kramnica.example"));
                message.setRecipients(RecipientType.TO, "customer" + i + "@buyers.example");
                message.setSubject("Your order " + i);
                message.setText(
                        "Thank you for your order. It is being packed, and leaves our house tomorrow.\n".repeat(12));
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
        return null;
    }

    private Void byApi() throws IOException, InterruptedException {
        for (int i = 0; i < messages * 2 / 5; i++) {
            call("POST", "/v1/submissions", """
                    {"to":["customer%d@buyers.example"],"subject":"Your order","text":"Thank you for your order.",\
                    "html":"<p>Thank you for your <b>order</b>.</p>"}""".formatted(i));
        }
        return null;
    }

    private void call(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json");
        if (path.equals("/v1/submissions")) {
            request.header("Fromline-Tenant", TENANT);
        }
        var answer =
                http.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
