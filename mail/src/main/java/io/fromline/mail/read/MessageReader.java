package io.fromline.mail.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

/** Reads a message for people; never throws for what the bytes are, but shows what could be read. */
public final class MessageReader {

    private static final int DEEPEST = 20;
    private static final int LARGEST_INLINE_IMAGE = 2 * 1024 * 1024;

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(1000)
            .setMaxContentLen(-1)
            .build();

    private final List<MessageView.Part> attachments = new ArrayList<>();
    private final Map<String, String> images = new HashMap<>();
    private @Nullable String html;
    private @Nullable String text;

    private MessageReader() {}

    /** Reads the message. */
    public static MessageView read(byte[] bytes) {
        var reader = new MessageReader();
        var headers = new ArrayList<MessageView.Field>();
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(LENIENT);
        builder.setDecodeMonitor(DecodeMonitor.SILENT);
        try {
            var message = builder.parseMessage(new ByteArrayInputStream(bytes));
            for (var field : message.getHeader().getFields()) {
                headers.add(new MessageView.Field(
                        field.getName(), DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.SILENT)));
            }
            reader.walk(message, 0);
        } catch (IOException | RuntimeException unreadable) {
            // Whatever was read until here is shown; the source itself can always be looked at.
        }
        return new MessageView(headers, reader.htmlWithImages(), reader.text, reader.attachments);
    }

    private void walk(Entity entity, int depth) throws IOException {
        if (depth > DEEPEST) {
            return;
        }
        switch (entity.getBody()) {
            case Multipart parts -> {
                for (var part : parts.getBodyParts()) {
                    walk(part, depth + 1);
                }
            }
            case TextBody words
            when entity.getFilename() == null && isFirst(entity.getMimeType()) -> {
                var content = content(words);
                if ("text/html".equals(entity.getMimeType())) {
                    html = content;
                } else {
                    text = content;
                }
            }
            case SingleBody single -> file(entity, single);
            case null, default -> {}
        }
    }

    private boolean isFirst(String type) {
        return "text/html".equals(type) ? html == null : "text/plain".equals(type) && text == null;
    }

    private static String content(TextBody body) throws IOException {
        var reader = body.getReader();
        var out = new java.io.StringWriter();
        reader.transferTo(out);
        return out.toString();
    }

    private void file(Entity entity, SingleBody body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        var id = entity.getHeader().getField("Content-ID");
        if (id != null
                && body instanceof BinaryBody
                && entity.getMimeType().startsWith("image/")
                && bytes.size() <= LARGEST_INLINE_IMAGE) {
            images.put(
                    id.getBody().strip().replaceAll("^<|>$", ""),
                    "data:" + entity.getMimeType() + ";base64,"
                            + Base64.getEncoder().encodeToString(bytes.toByteArray()));
        }
        var name = entity.getFilename() == null
                ? ""
                : DecoderUtil.decodeEncodedWords(entity.getFilename(), DecodeMonitor.SILENT);
        attachments.add(new MessageView.Part(name, entity.getMimeType(), bytes.size()));
    }

    private @Nullable String htmlWithImages() {
        var shown = html;
        if (shown != null) {
            for (var image : images.entrySet()) {
                shown = shown.replace("cid:" + image.getKey(), image.getValue());
            }
        }
        return shown;
    }
}
