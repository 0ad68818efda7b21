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
        var lines = given.replaceAll("\\r\\n?|\\n", "\r\n");
        var text = lines.endsWith("\r\n") ? lines : lines + "\r\n";
        part.setText(text, "UTF-8", subtype);
        part.setHeader("Content-Transfer-Encoding", encoding(text));
    }

    private static String encoding(String text) {
        boolean ascii = text.chars().allMatch(c -> c >= ' ' && c < 0x7F || c == '\t' || c == '\r' || c == '\n');
        if (ascii
                && !text.contains(Boundaries.MARK)
                && text.lines().allMatch(line -> line.length() <= LONGEST_PLAIN_LINE)) {
            return "7bit";
        }
        long ofAscii = text.chars().filter(c -> c < 0x80).count();
        int octets = text.getBytes(StandardCharsets.UTF_8).length;
        return ofAscii * 2 >= octets ? "quoted-printable" : "base64";
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
