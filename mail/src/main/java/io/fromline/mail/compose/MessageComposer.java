package io.fromline.mail.compose;

import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/**
 * Composes messages as bytes for the wire.
 *
 * <p>The same draft gives the same bytes. They are 7-bit unless an address needs SMTPUTF8, have CRLF line ends only, and
 * hold no header field that the draft's typed parts did not ask for.
 */
public final class MessageComposer {

    private static final Session SESSION = Session.getInstance(new Properties());

    private MessageComposer() {}

    /** Composes the draft; its header fields must have passed {@link SafeHeaders}. */
    public static Message compose(Draft draft) {
        try {
            var origin = draft.origin();
            var message = new Fixed(origin.messageId());
            setAddresses(message, draft);
            message.setSubject(draft.subject(), "UTF-8");
            message.setSentDate(Date.from(origin.date()));
            for (var header : draft.headers().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey(String.CASE_INSENSITIVE_ORDER))
                    .toList()) {
                addHeader(message, header.getKey(), header.getValue());
            }
            new Body(draft, new Boundaries(origin.messageId())).into(message);
            message.saveChanges();
            var bytes = new ByteArrayOutputStream(4096);
            message.writeTo(bytes);
            return new Message(origin.messageId(), bytes.toByteArray());
        } catch (MessagingException e) {
            throw new IllegalArgumentException("a draft that passed its checks cannot be composed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void setAddresses(MimeMessage message, Draft draft) throws MessagingException {
        var origin = draft.origin();
        message.setFrom(address(origin.from()));
        if (origin.sender() != null && !origin.sender().equals(origin.from().mailbox())) {
            message.setSender(address(new NamedMailbox("", origin.sender())));
        }
        if (origin.replyTo() != null) {
            message.setReplyTo(new InternetAddress[] {address(origin.replyTo())});
        }
        message.setRecipients(
                jakarta.mail.Message.RecipientType.TO,
                addresses(draft.recipients().to()));
        message.setRecipients(
                jakarta.mail.Message.RecipientType.CC,
                addresses(draft.recipients().cc()));
    }

    static void addHeader(MimeMessage message, String name, String value) throws MessagingException {
        if (!SafeHeaders.allowsName(name) || !SafeHeaders.allowsValue(value)) {
            throw new IllegalArgumentException("header field " + name + " is not allowed");
        }
        try {
            message.addHeader(name, MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, "UTF-8", null)));
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static InternetAddress[] addresses(List<NamedMailbox> mailboxes) {
        var all = new ArrayList<InternetAddress>();
        mailboxes.forEach(m -> all.add(address(m)));
        return all.toArray(InternetAddress[]::new);
    }

    static InternetAddress address(NamedMailbox named) {
        try {
            var address = new InternetAddress();
            address.setAddress(named.mailbox().wireForm());
            if (!named.name().isEmpty()) {
                address.setPersonal(named.name(), "UTF-8");
            }
            return address;
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps the Message-ID it was given. */
    private static final class Fixed extends MimeMessage {

        private final String messageId;

        Fixed(String messageId) {
            super(SESSION);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    /** Gives each multipart a boundary of its own that follows from the message's id. */
    private static final class Boundaries {

        private final String stem;
        private int count;

        Boundaries(String messageId) {
            this.stem = "=_"
                    + java.util.HexFormat.of().formatHex(sha256(messageId.getBytes(StandardCharsets.UTF_8)), 0, 12);
        }

        MimeMultipart multipart(String subtype) {
            var boundary = stem + "_" + ++count;
            return new MimeMultipart(subtype) {
                {
                    contentType = "multipart/" + subtype + "; boundary=\"" + boundary + "\"";
                }
            };
        }

        private static byte[] sha256(byte[] bytes) {
            try {
                return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The parts: alternative(text, related(html, inline images)), within mixed when files are attached. */
    private record Body(Draft draft, Boundaries boundaries) {

        void into(MimeMessage message) throws MessagingException {
            var files = draft.attachments().stream()
                    .filter(a -> a.contentId() == null)
                    .toList();
            if (files.isEmpty()) {
                content(message);
                return;
            }
            var mixed = boundaries.multipart("mixed");
            var first = new MimeBodyPart();
            content(first);
            mixed.addBodyPart(first);
            for (var file : files) {
                mixed.addBodyPart(file(file, MimePart.ATTACHMENT));
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
            var images = draft.attachments().stream()
                    .filter(a -> a.contentId() != null)
                    .toList();
            if (images.isEmpty()) {
                text(part, html, "html");
                return;
            }
            var related = boundaries.multipart("related");
            var first = new MimeBodyPart();
            text(first, html, "html");
            related.addBodyPart(first);
            for (var image : images) {
                var inline = file(image, MimePart.INLINE);
                inline.setContentID("<" + image.contentId() + ">");
                related.addBodyPart(inline);
            }
            part.setContent(related);
        }

        private static void text(MimePart part, String text, String subtype) throws MessagingException {
            part.setText(text.replaceAll("\\r\\n?|\\n", "\r\n"), "UTF-8", subtype);
            boolean ascii = text.chars().allMatch(c -> c < 0x80);
            boolean longLines = text.lines().anyMatch(line -> line.length() > 900);
            part.setHeader("Content-Transfer-Encoding", ascii && !longLines ? "7bit" : "quoted-printable");
        }

        private static MimeBodyPart file(Attachment attachment, String disposition) throws MessagingException {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.contentType())));
            part.setFileName(attachment.fileName());
            part.setDisposition(disposition);
            part.setHeader("Content-Transfer-Encoding", "base64");
            return part;
        }
    }
}
