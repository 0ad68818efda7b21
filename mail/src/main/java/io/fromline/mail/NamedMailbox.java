package io.fromline.mail;

/**
 * A mailbox with a display name (RFC 5322 §3.4, {@code name-addr}).
 *
 * @param name in any script, possibly empty; control characters are replaced by blanks, so it cannot carry header fields
 */
public record NamedMailbox(String name, Mailbox mailbox) {

    public NamedMailbox {
        name = name.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** For people: {@code "Name" <address>}, or the address alone. */
    @Override
    public String toString() {
        return name.isEmpty() ? mailbox.toString() : "\"" + name.replace("\"", "'") + "\" <" + mailbox + ">";
    }
}
