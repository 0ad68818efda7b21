package io.fromline.app;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a sender as people write it in a setting: {@code "Name" <address>}, {@code Name <address>} or an address alone. */
final class SenderText {

    private static final Pattern FORM =
            Pattern.compile("\\s*(?:\"?(?<name>[^\"<>]*?)\"?\\s*<(?<address>[^<>]+)>|(?<alone>[^<>\"\\s]+))\\s*");

    private SenderText() {}

    static @Nullable NamedMailbox parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            String address = matcher.group("alone") == null ? matcher.group("address") : matcher.group("alone");
            String name = matcher.group("name") == null ? "" : matcher.group("name");
            var mailbox = Mailbox.parse(address);
            if (mailbox.isPresent()) {
                return new NamedMailbox(name, mailbox.get());
            }
        }
        throw new ConfigProblem("FROMLINE_DEFAULT_SENDER must be like \"Name\" <address@example.com>");
    }
}
