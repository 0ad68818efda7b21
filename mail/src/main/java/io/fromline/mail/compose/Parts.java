package io.fromline.mail.compose;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The parts of a message: alternative(text, related(html, the images that it shows)), within mixed when files are attached.
 *
 * <p>Every part is 7-bit, and no part of what was given is left out.
 */
final class Parts {

    private static final int LONGEST_PLAIN_LINE = 900;

    private final Draft draft;
    private final Boundaries boundaries;
    private final List<Attachment> images;
    private final List<Attachment> files;

    Parts(Draft draft, Boundaries boundaries) {
        this.draft = draft;
        this.boundaries = boundaries;
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

    void into(MimePart message) throws MessagingException {
        if (files.isEmpty()) {
            content(message);
            return;
        }
        var mixed = boundaries.multipart("mixed");
        var first = new MimeBodyPart();
        content(first);
        mixed.addBodyPart(first);
        for (var file : files) {
            mixed.addBodyPart(file(file, Part.ATTACHMENT));
        }
        message.setContent(mixed);
    }

    private void content(MimePart part) throws MessagingException {
        var html = draft.html();
        var given = draft.text();
        if (html == null) {
            text(part, given == null ? "" : given, "plain");
            return;
        }
        var alternative = boundaries.multipart("alternative");
        var plain = new MimeBodyPart();
        text(plain, given == null ? PlainText.of(html) : given, "plain");
        alternative.addBodyPart(plain);
        var rich = new MimeBodyPart();
        rich(rich, html);
        alternative.addBodyPart(rich);
        part.setContent(alternative);
    }

    private void rich(MimePart part, String html) throws MessagingException {
        if (images.isEmpty()) {
            text(part, html, "html");
            return;
        }
        var related = boundaries.multipart("related");
        var first = new MimeBodyPart();
        text(first, html, "html");
        related.addBodyPart(first);
        for (var image : images) {
            var inline = file(image, Part.INLINE);
            inline.setContentID("<" + image.contentId() + ">");
            related.addBodyPart(inline);
        }
        part.setContent(related);
    }

    private static void text(MimePart part, String given, String subtype) throws MessagingException {
        var text = lines(given);
        var octets = text.getBytes(StandardCharsets.UTF_8);
        // As octets, so that nothing looks up how to write a text.
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(octets, "text/" + subtype + "; charset=UTF-8")));
        part.setHeader("Content-Transfer-Encoding", encoding(text, octets));
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

    private static String encoding(String text, byte[] octets) {
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
            return "7bit";
        }
        return ascii * 2 >= octets.length ? "quoted-printable" : "base64";
    }

    private static MimeBodyPart file(Attachment attachment, String disposition) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.contentType())));
        part.setHeader("Content-Type", attachment.contentType() + FileName.forType(attachment.fileName()));
        part.setHeader("Content-Disposition", disposition + FileName.forDisposition(attachment.fileName()));
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }
}
