package io.fromline.feedback;

import java.util.Locale;
import java.util.Map;

/** One thing that an arrived test message shows, with what its text takes. */
public record Finding(Code code, Map<String, Object> facts) {

    public Finding {
        facts = Map.copyOf(facts);
    }

    static Finding of(Code code) {
        return new Finding(code, Map.of());
    }

    /** Whether a person should do something about it. */
    public enum Kind {
        IMPROVE,
        /** Could not be found out. */
        UNPROVEN
    }

    /** Everything that can be said; each has a text in every language. */
    public enum Code {
        SENDER_REWRITTEN,
        SENDER_NAME_CHANGED,
        REPLY_TO_LOST,
        REPLY_TO_CHANGED,
        SPF_FAIL,
        SPF_NONE,
        SPF_OTHER_DOMAIN,
        DKIM_FAIL,
        DKIM_NONE,
        DKIM_OTHER_DOMAIN,
        DMARC_FAIL,
        DMARC_NONE,
        DNS_UNANSWERED(Kind.UNPROVEN),
        TLS_LAST_PLAIN,
        TLS_BEFORE_PLAIN,
        TLS_BEFORE_UNKNOWN(Kind.UNPROVEN),
        SLOW;

        private final Kind kind;

        Code() {
            this(Kind.IMPROVE);
        }

        Code(Kind kind) {
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }

        /** The key of its text. */
        public String key() {
            return "arrival." + name().toLowerCase(Locale.ROOT);
        }
    }
}
