package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.compose.Readdressing;
import io.fromline.queue.WaitingMail.Route;
import java.util.UUID;

/**
 * A submission's message as it leaves by another way than it was accepted for: the sender of that way, the rest as submitted.
 *
 * <p>It is made once for a way and never changes; its Message-ID and Date are the submission's.
 *
 * @param header with the empty line that ends it
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and are never compared
public record Rendering(UUID submission, Route route, NamedMailbox sender, Mailbox returnPath, byte[] header) {

    /**
     * Under this decision.
     *
     * @param submitted the message, of which the header suffices
     * @param replyToAsked whether the request named a Reply-To of its own, which stays
     */
    public static Rendering of(UUID submission, Message submitted, boolean replyToAsked, Decision decision) {
        var author = new Readdressing.Author(decision.from(), decision.sender(), decision.replyTo());
        var header = Readdressing.header(submitted, author, replyToAsked);
        return new Rendering(submission, decision.way().route(), decision.from(), decision.returnPath(), header);
    }
}
