package io.fromline.identity;

import io.fromline.mail.Mailbox;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps what would have been sent. */
final class Letterbox implements SystemMail {

    private static final Pattern LINK = Pattern.compile("/verify/([\\w-]+)");

    final List<Content> letters = new ArrayList<>();
    final List<Mailbox> recipients = new ArrayList<>();
    boolean open = true;

    @Override
    public boolean send(TenantId onBehalf, Kind kind, Mailbox to, Content content) {
        if (open) {
            recipients.add(to);
            letters.add(content);
        }
        return open;
    }

    /** The token in the last letter's link. */
    String token() {
        var link = LINK.matcher(letters.getLast().text());
        if (!link.find()) {
            throw new IllegalStateException(letters.getLast().text());
        }
        return link.group(1);
    }
}
