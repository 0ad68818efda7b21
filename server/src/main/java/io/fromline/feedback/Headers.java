package io.fromline.feedback;

import io.fromline.mail.Mailbox;
import io.fromline.mail.read.MessageReader;
import io.fromline.mail.read.MessageView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header fields that a test looks at, however broken the message is. */
record Headers(List<MessageView.Field> fields) {

    private static final int LONGEST = 500;

    /** RFC 3848 and RFC 6531 name the protocols: an S is for TLS. */
    private static final Pattern ENCRYPTED =
            Pattern.compile("\\bwith\\s+(?:UTF8)?(?:E?SMTPSA?|LMTPSA?)\\b|\\bTLS ?v?_?1");

    private static final Pattern PLAIN = Pattern.compile("\\bwith\\s+(?:UTF8)?(?:E?SMTPA?|LMTPA?)\\b");

    static Headers of(byte[] message) {
        return new Headers(
                MessageReader.read(Arrays.copyOf(message, end(message))).headers());
    }

    /** Where the first empty line is; the body is nothing to be read here. */
    private static int end(byte[] message) {
        for (int i = 0; i + 3 < message.length; i++) {
            if (message[i] == '\r' && message[i + 1] == '\n' && message[i + 2] == '\r' && message[i + 3] == '\n') {
                return i + 2;
            }
        }
        return message.length;
    }

    Arrival.Letterhead letterhead(String returnPath) {
        var from = first("From").orElse("");
        return new Arrival.Letterhead(
                address(from),
                name(from),
                first("Reply-To").map(Headers::address).orElse(null),
                first("Message-ID").orElse(""),
                cut(returnPath));
    }

    /** Fields are put on top, so the first tells how the message came to whoever brought it (RFC 5321 §4.4). */
    Arrival.Leg legBefore() {
        var received = first("Received").orElse("");
        if (ENCRYPTED.matcher(received).find()) {
            return Arrival.Leg.ENCRYPTED;
        }
        return PLAIN.matcher(received).find() ? Arrival.Leg.PLAIN : Arrival.Leg.UNKNOWN;
    }

    private Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(field -> cut(field.value()))
                .findFirst();
    }

    /** As one line that a database takes, and no longer than anybody reads. */
    static String cut(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST));
    }

    private static String address(String mailbox) {
        int open = mailbox.lastIndexOf('<');
        int close = mailbox.indexOf('>', open + 1);
        var bare = open < 0 || close < 0 ? mailbox : mailbox.substring(open + 1, close);
        return Mailbox.parse(bare).map(Mailbox::toString).orElse(bare.strip().toLowerCase(Locale.ROOT));
    }

    private static String name(String mailbox) {
        int open = mailbox.lastIndexOf('<');
        return open < 0 ? "" : mailbox.substring(0, open).strip().replaceAll("^\"|\"$", "");
    }
}
