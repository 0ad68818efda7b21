package io.fromline.mail;

import java.util.regex.Pattern;

/**
 * A mailbox with a display name (RFC 5322 §3.4, {@code name-addr}).
 *
 * @param name in any script, possibly empty; line ends, control characters and what turns the direction of writing are
 *     replaced by blanks, so that it can neither carry header fields nor show another name than it is
 */
public record NamedMailbox(String name, Mailbox mailbox) {

    private static final Pattern NOT_PART_OF_A_NAME =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

    public NamedMailbox {
        name = NOT_PART_OF_A_NAME.matcher(name).replaceAll(" ").strip();
    }

    /** For people: {@code "Name" <address>}, or the address alone. */
    @Override
    public String toString() {
        return name.isEmpty() ? mailbox.toString() : "\"" + name.replace("\"", "'") + "\" <" + mailbox + ">";
    }
}
