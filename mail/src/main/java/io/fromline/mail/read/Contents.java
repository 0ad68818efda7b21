package io.fromline.mail.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.jspecify.annotations.Nullable;

/** Gathers the parts of a message: the first text, the first HTML with the images that it shows, and the files. */
final class Contents {

    private static final int LONGEST_TEXT = 8 * 1024 * 1024;
    private static final int LARGEST_IMAGE = 2 * 1024 * 1024;
    private static final int MOST_IN_IMAGES = 10 * 1024 * 1024;

    private static final Set<String> IMAGE_TYPES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/svg+xml");

    private static final Pattern CID = Pattern.compile("(?i)\\bcid:([^\\s\"'<>()]{1,300})");

    private final List<File> files = new ArrayList<>();
    private final Map<String, String> images = new HashMap<>();
    private @Nullable String html;
    private @Nullable String text;

    private record File(MessageView.Part part, @Nullable String imageId) {}

    void add(MaximalBodyDescriptor about, InputStream body) throws IOException {
        var type = HeaderText.clean(about.getMimeType()).toLowerCase(Locale.ROOT);
        var name = fileName(about);
        boolean attached = !name.isEmpty() || "attachment".equalsIgnoreCase(about.getContentDispositionType());
        if (type.equals("text/html") && html == null && !attached) {
            html = text(about.getCharset(), kept(body, LONGEST_TEXT).bytes());
        } else if (type.equals("text/plain") && text == null && !attached) {
            text = text(about.getCharset(), kept(body, LONGEST_TEXT).bytes());
        } else {
            var content = kept(body, LARGEST_IMAGE);
            files.add(new File(new MessageView.Part(name, type, content.size()), image(about, type, content)));
        }
    }

    /** The id of an image that the HTML may show. */
    private @Nullable String image(MaximalBodyDescriptor about, String type, Content content) {
        var given = about.getContentId();
        if (given == null || !IMAGE_TYPES.contains(type) || content.size() > LARGEST_IMAGE) {
            return null;
        }
        var id = given.strip().replaceAll("^<|>$", "");
        images.putIfAbsent(id, "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content.bytes()));
        return id;
    }

    MessageView view(List<MessageView.Field> fields) {
        var shown = new HashSet<String>();
        var page = html == null ? null : withImages(html, shown);
        var others = files.stream()
                .filter(file -> file.imageId() == null || !shown.contains(file.imageId()))
                .map(File::part)
                .toList();
        return new MessageView(fields, page, text, others);
    }

    private String withImages(String page, Set<String> shown) {
        var out = new StringBuilder();
        var matcher = CID.matcher(page);
        int room = MOST_IN_IMAGES;
        while (matcher.find()) {
            var id = id(matcher.group(1));
            var image = images.get(id);
            if (image != null && image.length() <= room) {
                room -= image.length();
                shown.add(id);
                matcher.appendReplacement(out, Matcher.quoteReplacement(image));
            }
        }
        return matcher.appendTail(out).toString();
    }

    /** The id that a {@code cid:} address names (RFC 2392). */
    private String id(String address) {
        if (images.containsKey(address) || !address.contains("%")) {
            return address;
        }
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return address;
        }
    }

    private static String fileName(MaximalBodyDescriptor about) {
        var name = about.getContentDispositionFilename();
        if (name == null) {
            name = about.getContentTypeParameters().get("name");
        }
        return name == null ? "" : HeaderText.decoded(name);
    }

    private record Content(
            @SuppressWarnings("ArrayRecordComponent") byte[] bytes, long size) {}

    /** The first bytes of the body, and how many there are in all. */
    private static Content kept(InputStream body, int most) throws IOException {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        long size = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            out.write(buffer, 0, (int) Math.clamp(most - size, 0, read));
            size += read;
        }
        return new Content(out.toByteArray(), size);
    }

    private static String text(@Nullable String charset, byte[] bytes) {
        try {
            if (charset != null && !charset.equalsIgnoreCase("us-ascii")) {
                return new String(bytes, Charset.forName(charset));
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            // Read as what it most likely is.
        }
        return undeclared(bytes);
    }

    /** Text that does not say, or not rightly, how it is encoded. */
    static String undeclared(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }
}
