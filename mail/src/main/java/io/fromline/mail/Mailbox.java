package io.fromline.mail;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A mailbox as in RFC 5321 §4.1.2 (with RFC 6531's international characters): local part and domain, without a display name.
 *
 * <p>Guarantees: no control characters, blanks, angle brackets or quotes in either part; the domain is lower case, has a dot
 * or is a single label, does not end like an IPv4 address, and is valid under IDNA (UTS #46). Quoted local parts, address
 * literals, and symbols beyond ASCII such as emoji are not supported.
 *
 * @param localPart 1–64 octets in UTF-8, kept as written but for its normal form (NFC)
 * @param domain 1–253 characters, in its Unicode form
 */
public record Mailbox(String localPart, String domain) {

    /** RFC 5321 §4.5.3.1.3: a path of 256 octets with its angle brackets. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~.";

    public Mailbox {
        if (!validLocalPart(localPart) || toAscii(domain).isEmpty()) {
            throw new IllegalArgumentException("not a mailbox: " + localPart + "@" + domain);
        }
    }

    /** Reads {@code local@domain}; empty when it is not one mailbox that mail can be sent to. */
    public static Optional<Mailbox> parse(String text) {
        var trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || at == trimmed.length() - 1 || trimmed.length() > LONGEST) {
            return Optional.empty();
        }
        var local = Normalizer.normalize(trimmed.substring(0, at), Normalizer.Form.NFC);
        var domain = toUnicode(trimmed.substring(at + 1));
        if (!validLocalPart(local) || !validDomain(domain)) {
            return Optional.empty();
        }
        var mailbox = new Mailbox(local, domain);
        return octets(mailbox.wireForm()) <= LONGEST ? Optional.of(mailbox) : Optional.empty();
    }

    /** The mailbox of an address known to be valid, such as one read back from the database. */
    public static Mailbox of(String address) {
        return parse(address).orElseThrow(() -> new IllegalArgumentException("not a mailbox: " + address));
    }

    private static boolean validLocalPart(String local) {
        return !local.isEmpty()
                && octets(local) <= LONGEST_LOCAL_PART
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && allInLocalPart(local);
    }

    private static boolean allInLocalPart(String local) {
        for (int i = 0; i < local.length(); i += Character.charCount(local.codePointAt(i))) {
            if (!inLocalPart(local.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean inLocalPart(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default ->
                Character.isLetterOrDigit(character) || character < 0x80 && ATEXT_SPECIALS.indexOf(character) >= 0;
        };
    }

    private static boolean validDomain(String domain) {
        var ascii = toAscii(domain);
        var last = ascii.substring(ascii.lastIndexOf('.') + 1);
        return !ascii.isEmpty()
                && ascii.length() <= LONGEST_DOMAIN
                && !last.isEmpty()
                && !last.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int octets(String text) {
        return ascii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** In lower case; empty when it is none. */
    private static String toUnicode(String domain) {
        if (isPlain(domain)) {
            return domain;
        }
        var info = new IDNA.Info();
        var unicode = UTS46.nameToUnicode(domain, new StringBuilder(), info).toString();
        return info.hasErrors() ? "" : unicode.toLowerCase(Locale.ROOT);
    }

    private static String toAscii(String domain) {
        if (isPlain(domain)) {
            return domain;
        }
        var info = new IDNA.Info();
        var ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
        return info.hasErrors() ? "" : ascii;
    }

    /** Whether the domain is so plain that IDNA leaves it as it is: most are, and every message asks. */
    private static boolean isPlain(String domain) {
        int label = 0;
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                label++;
            } else {
                return false;
            }
            if (label > LONGEST_LABEL) {
                return false;
            }
        }
        return label > 0 && domain.length() <= LONGEST_DOMAIN;
    }

    /** The domain in its ASCII form (RFC 5891 A-labels), as it goes over the wire and into DNS. */
    public String asciiDomain() {
        return toAscii(domain);
    }

    /** Whether the local part needs SMTPUTF8 (RFC 6531); the domain never does, as it has an ASCII form. */
    public boolean needsSmtpUtf8() {
        return !ascii(localPart);
    }

    /** {@code local@domain} with the domain in ASCII: the form for envelopes and header fields. */
    public String wireForm() {
        return localPart + "@" + asciiDomain();
    }

    /** {@code local@domain} with the domain in Unicode: the form for people and for comparing. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
