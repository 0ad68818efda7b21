package io.fromline.mail.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads a message for people.
 *
 * <p>Never throws for what the bytes are, but shows what could be read; the work and the view are bounded by the message's
 * size and the limits here, however deep its parts are nested and however often an image is shown.
 */
public final class MessageReader {

    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 500;
    private static final int MOST_FIELDS = 500;

    /** RFC 2046 §5.1.1 allows 70 characters; the time to look for one grows with its length. */
    private static final int LONGEST_BOUNDARY = 200;

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    private final List<MessageView.Field> fields = new ArrayList<>();
    private final Contents contents = new Contents();
    private int depth;
    private int parts;

    private MessageReader() {}

    /** Reads the message. */
    public static MessageView read(byte[] bytes) {
        var reader = new MessageReader();
        try {
            reader.walk(bytes);
        } catch (IOException | MimeException | RuntimeException unreadable) {
            // Whatever was read until here is shown; the source itself can always be looked at.
        }
        return reader.contents.view(reader.fields);
    }

    /** What one header field says, decoded, on one line; the field is given as it was written, name included. */
    public static String fieldText(byte[] field) {
        return HeaderText.ofField(field);
    }

    private void walk(byte[] bytes) throws IOException, MimeException {
        var stream = new MimeTokenStream(
                LENIENT,
                DecodeMonitor.SILENT,
                new DefaultBodyDescriptorBuilder(null, LenientFieldParser.getParser(), DecodeMonitor.SILENT));
        // An attached message is a file like any other.
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(bytes));
        for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_FIELD -> field(stream);
                case T_START_MULTIPART -> multipart(stream);
                case T_END_MULTIPART -> depth--;
                case T_BODY -> {
                    if (++parts > MOST_PARTS) {
                        return;
                    }
                    contents.add(descriptor(stream), stream.getDecodedInputStream());
                }
                default -> {}
            }
        }
    }

    private void field(MimeTokenStream stream) {
        if (depth == 0 && fields.size() < MOST_FIELDS) {
            var field = stream.getField();
            var raw = field.getRaw();
            fields.add(new MessageView.Field(
                    HeaderText.clean(field.getName()),
                    raw == null ? HeaderText.decoded(field.getBody()) : HeaderText.ofField(raw.toByteArray())));
        }
    }

    /** What is nested too deep, or has no usable boundary, is read as one part. */
    private void multipart(MimeTokenStream stream) throws IOException {
        depth++;
        var boundary = descriptor(stream).getBoundary();
        if (depth > DEEPEST || boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            contents.add(descriptor(stream), stream.getInputStream());
        }
    }

    private static MaximalBodyDescriptor descriptor(MimeTokenStream stream) {
        return (MaximalBodyDescriptor) stream.getBodyDescriptor();
    }
}
