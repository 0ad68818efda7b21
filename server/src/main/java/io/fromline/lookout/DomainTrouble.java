package io.fromline.lookout;

import java.util.Arrays;
import java.util.Optional;

/** What DNS may say of a sender's domain by which its mail, or replies to it, must fail. */
public enum DomainTrouble {
    /** No mail server and no address: replies go nowhere, and many servers refuse mail from such a domain. */
    GONE("gone"),
    /** The domain says that it takes no mail (RFC 7505). */
    NO_MAIL("no_mail"),
    /** Two SPF records count as none that can be read (RFC 7208 §4.5). */
    SPF_TWICE("spf_twice"),
    /** The domain asks others to turn away mail that it has not signed, and ours is not (RFC 7489 §6.3). */
    DMARC_REFUSES("dmarc_refuses");

    private final String label;

    DomainTrouble(String label) {
        this.label = label;
    }

    /** The name in the database and in texts. */
    public String label() {
        return label;
    }

    public static Optional<DomainTrouble> of(String label) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.label.equals(label))
                .findFirst();
    }
}
