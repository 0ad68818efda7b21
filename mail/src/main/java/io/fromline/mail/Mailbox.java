package io.fromline.mail;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;

/**
 * A mailbox as in RFC 5321 §4.1.2 (with RFC 6531's international characters): local part and domain, without a display name.
 *
 * <p>Guarantees: no control characters, blanks, angle brackets or quotes in either part; the domain is lower case, has a dot
 * or is a single label, and is valid under IDNA (UTS #46). Quoted local parts and address literals are not supported.
 *
 * @param localPart 1–64 octets in UTF-8, kept as written
 * @param domain 1–253 characters, in its Unicode form
 */
public record Mailbox(String localPart, String domain) {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~.";

    /** Reads {@code local@domain}; empty when it is not one mailbox that mail can be sent to. */
    public static Optional<Mailbox> parse(String text) {
        var trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || at == trimmed.length() - 1) {
            return Optional.empty();
        }
        var local = trimmed.substring(0, at);
        var info = new IDNA.Info();
        var domain = UTS46.nameToUnicode(trimmed.substring(at + 1), new StringBuilder(), info)
                .toString();
        if (info.hasErrors() || !validDomain(domain) || !validLocalPart(local)) {
            return Optional.empty();
        }
        return Optional.of(new Mailbox(local, domain.toLowerCase(Locale.ROOT)));
    }

    /** The mailbox of an address known to be valid, such as one read back from the database. */
    public static Mailbox of(String address) {
        return parse(address).orElseThrow(() -> new IllegalArgumentException("not a mailbox: " + address));
    }

    private static boolean validLocalPart(String local) {
        if (local.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 64
                || local.startsWith(".")
                || local.endsWith(".")
                || local.contains("..")) {
            return false;
        }
        return local.codePoints()
                .allMatch(c -> c < 0x80
                        ? Character.isLetterOrDigit(c) || ATEXT_SPECIALS.indexOf(c) >= 0
                        : Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    private static boolean validDomain(String domain) {
        var ascii = toAscii(domain);
        return !ascii.isEmpty() && ascii.length() <= 253 && !ascii.endsWith(".");
    }

    private static String toAscii(String domain) {
        var info = new IDNA.Info();
        var ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
        return info.hasErrors() ? "" : ascii;
    }

    /** The domain in its ASCII form (RFC 5891 A-labels), as it goes over the wire and into DNS. */
    public String asciiDomain() {
        return toAscii(domain);
    }

    /** Whether the local part needs SMTPUTF8 (RFC 6531); the domain never does, as it has an ASCII form. */
    public boolean needsSmtpUtf8() {
        return localPart.chars().anyMatch(c -> c >= 0x80);
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
