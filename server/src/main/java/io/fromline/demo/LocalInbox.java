package io.fromline.demo;

import io.fromline.mail.read.MessageReader;
import io.fromline.mail.read.MessageView;
import io.fromline.peer.ReceivedMessage;
import io.fromline.tenant.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the demo's mail server was given, newest first, in memory.
 *
 * <p>Holds so many messages and no more: the oldest go.
 */
public final class LocalInbox {

    private final int most;
    private final Deque<Mail> mails = new ArrayDeque<>();

    public LocalInbox(int most) {
        this.most = most;
    }

    /** One message in one mailbox. */
    public record Mail(UUID id, String mailbox, Instant receivedAt, String source, MessageView view) {

        /** The first field of this name, decoded. */
        public String header(String name) {
            return view.headers().stream()
                    .filter(field -> field.name().equalsIgnoreCase(name))
                    .map(MessageView.Field::value)
                    .map(String::strip)
                    .findFirst()
                    .orElse("");
        }
    }

    /** Keeps a message, once for each of its recipients. */
    public synchronized void add(ReceivedMessage message) {
        MessageView view = MessageReader.read(message.bytes());
        String source = new String(message.bytes(), StandardCharsets.UTF_8);
        for (String recipient : message.recipients()) {
            mails.addFirst(
                    new Mail(Ids.next(), recipient.toLowerCase(Locale.ROOT), message.receivedAt(), source, view));
        }
        while (mails.size() > most) {
            mails.removeLast();
        }
    }

    /** The messages of this mailbox, or of all when none is named, from after the given one on. */
    public synchronized List<Mail> list(@Nullable String mailbox, @Nullable UUID after, int limit) {
        return mails.stream()
                .dropWhile(mail -> after != null && mail.id().compareTo(after) >= 0)
                .filter(mail -> mailbox == null || mail.mailbox().equals(mailbox.toLowerCase(Locale.ROOT)))
                .limit(limit)
                .toList();
    }

    public synchronized Optional<Mail> find(UUID id) {
        return mails.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** All addresses that have mail. */
    public synchronized List<String> mailboxes() {
        return mails.stream().map(Mail::mailbox).distinct().sorted().toList();
    }

    public synchronized void clear() {
        mails.clear();
    }
}
