package io.fromline.mail.compose;

import io.fromline.mail.compose.MimeWriter.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The parts of a message: alternative(text, related(html, the images that it shows)), within mixed when files are attached.
 *
 * <p>Every part is 7-bit, and no part of what was given is left out.
 */
final class Parts {

    private static final int LONGEST_PLAIN_LINE = 900;
    private static final String INLINE = "inline";

    private final Draft draft;
    private final MimeWriter out;
    private final Boundaries boundaries;
    private final List<Attachment> images;
    private final List<Attachment> files;

    Parts(Draft draft, MimeWriter out) {
        this.draft = draft;
        this.out = out;
        this.boundaries = new Boundaries(draft.origin().messageId());
        this.images = draft.attachments().stream().filter(this::shown).toList();
        this.files = draft.attachments().stream().filter(a -> !shown(a)).toList();
    }

    /** Whether the HTML shows it; clients hide a related part that it does not. */
    private boolean shown(Attachment attachment) {
        var html = draft.html();
        var id = attachment.contentId();
        return html != null
                && id != null
                && (html.contains("cid:" + id) || html.contains("cid:" + id.replace("@", "%40")));
    }

    /** The header fields that say what the message holds, and its body. */
    void write() {
        if (files.isEmpty()) {
            content();
        } else {
            multipart("mixed", this::content, files, "attachment");
        }
    }

    private void content() {
        var html = draft.html();
        var given = draft.text();
        if (html == null) {
            text("plain", given == null ? "" : given);
            return;
        }
        var boundary = begin("alternative");
        part(boundary, () -> text("plain", given == null ? PlainText.of(html) : given));
        part(boundary, () -> rich(html));
        end(boundary);
    }

    private void rich(String html) {
        if (images.isEmpty()) {
            text("html", html);
        } else {
            multipart("related", () -> text("html", html), images, INLINE);
        }
    }

    private void multipart(String subtype, Runnable first, List<Attachment> rest, String disposition) {
        var boundary = begin(subtype);
        part(boundary, first);
        rest.forEach(file -> part(boundary, () -> file(file, disposition)));
        end(boundary);
    }

    private String begin(String subtype) {
        var boundary = boundaries.next();
        out.field("Content-Type", "multipart/" + subtype + "; boundary=\"" + boundary + "\"");
        out.line();
        return boundary;
    }

    /** The line end before the next delimiter is the delimiter's (RFC 2046 §5.1.1). */
    private void part(String boundary, Runnable entity) {
        out.line("--" + boundary);
        entity.run();
        out.line();
    }

    private void end(String boundary) {
        out.line("--" + boundary + "--");
    }

    private void text(String subtype, String given) {
        var text = lines(given);
        var octets = text.getBytes(StandardCharsets.UTF_8);
        out.field("Content-Type", "text/" + subtype + "; charset=UTF-8");
        out.body(encoding(text, octets), octets);
    }

    /** Every line ends with CR LF, whatever it ended with, the last one too. */
    private static String lines(String given) {
        var lines = new StringBuilder(given.length() + 64);
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c != '\r' && c != '\n') {
                lines.append(c);
            } else if (c == '\r' || i == 0 || given.charAt(i - 1) != '\r') {
                lines.append("\r\n");
            }
        }
        int last = lines.length() - 1;
        return last >= 0 && lines.charAt(last) == '\n'
                ? lines.toString()
                : lines.append("\r\n").toString();
    }

    private static Encoding encoding(String text, byte[] octets) {
        int ascii = 0;
        int line = 0;
        boolean plain = !text.contains(Boundaries.MARK);
        for (byte octet : octets) {
            ascii += octet >= 0 ? 1 : 0;
            line = octet == '\n' ? 0 : line + 1;
            plain &= octet >= ' ' && octet < 0x7F || octet == '\t' || octet == '\r' || octet == '\n';
            plain &= line <= LONGEST_PLAIN_LINE + 1; // and its CR
        }
        if (plain) {
            return Encoding.SEVEN_BIT;
        }
        return ascii * 2 >= octets.length ? Encoding.QUOTED_PRINTABLE : Encoding.BASE64;
    }

    private void file(Attachment attachment, String disposition) {
        out.field("Content-Type", attachment.contentType() + FileName.forType(attachment.fileName()));
        out.field("Content-Disposition", disposition + FileName.forDisposition(attachment.fileName()));
        if (disposition.equals(INLINE)) {
            out.field("Content-ID", "<" + attachment.contentId() + ">");
        }
        out.body(Encoding.BASE64, attachment.bytes());
    }
}
