package io.fromline.mail.compose;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.angus.mail.util.QPEncoderStream;

/** Writes MIME entities (RFC 2045 §2.4) as octets for the wire: header fields, an empty line, and a body in its transfer encoding. */
final class MimeWriter {

    private static final byte[] CRLF = {'\r', '\n'};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

    /** How a body's octets travel (RFC 2045 §6). */
    enum Encoding {
        SEVEN_BIT("7bit"),
        QUOTED_PRINTABLE("quoted-printable"),
        BASE64("base64");

        private final String token;

        Encoding(String token) {
            this.token = token;
        }
    }

    /** A header field whose value is folded and encoded already; what is left beyond ASCII are local parts, as UTF-8 (RFC 6532). */
    void field(String name, String value) {
        line(name + ": " + value);
    }

    void line(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        line();
    }

    void line() {
        out.writeBytes(CRLF);
    }

    /** The last header field, and the body, which ends with a line end. */
    void body(Encoding encoding, byte[] octets) {
        field("Content-Transfer-Encoding", encoding.token);
        line();
        switch (encoding) {
            case SEVEN_BIT -> out.writeBytes(octets);
            case QUOTED_PRINTABLE -> quotedPrintable(octets);
            case BASE64 -> {
                out.writeBytes(Base64.getMimeEncoder().encode(octets));
                line();
            }
        }
    }

    private void quotedPrintable(byte[] octets) {
        try {
            var encoder = new QPEncoderStream(out);
            encoder.write(octets);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] octets() {
        return out.toByteArray();
    }
}
