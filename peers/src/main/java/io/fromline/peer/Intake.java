package io.fromline.peer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** Collects one message's envelope and bytes, and hands them over before the final reply. */
final class Intake implements MessageHandler {

    private final MessageContext context;
    private final Predicate<MessageContext> loggedIn;
    private final Consumer<ReceivedMessage> consumer;
    private final List<String> recipients = new ArrayList<>();
    private String returnPath = "";

    /** @param loggedIn whether the session may send */
    Intake(MessageContext context, Predicate<MessageContext> loggedIn, Consumer<ReceivedMessage> consumer) {
        this.context = context;
        this.loggedIn = loggedIn;
        this.consumer = consumer;
    }

    @Override
    public void from(String from) throws RejectException {
        if (!loggedIn.test(context)) {
            throw new DropConnectionException(421, "4.7.0 Log in again");
        }
        returnPath = from;
    }

    @Override
    public void recipient(String recipient) {
        recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream data) throws IOException, RejectException {
        var user = context.getAuthenticationHandler()
                .map(handler -> String.valueOf(handler.getIdentity()))
                .orElse("");
        var message = new ReceivedMessage(user, returnPath, recipients, data.readAllBytes(), Instant.now());
        try {
            consumer.accept(message);
        } catch (Refusal refusal) {
            throw new RejectException(refusal.code(), String.valueOf(refusal.getMessage()));
        }
        return null;
    }

    @Override
    public void done() {}
}
