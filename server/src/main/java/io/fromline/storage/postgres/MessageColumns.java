package io.fromline.storage.postgres;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import io.fromline.mail.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/**
 * A message as the database has it: the header as it is, the body compressed (Zstandard, RFC 8878) where that makes it smaller.
 *
 * @param header with the empty line that ends it
 * @param body compressed when it has fewer octets than {@code bodySize}
 * @param bodySize octets of the body
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and are never compared
record MessageColumns(byte[] header, byte[] body, int bodySize) {

    /** PostgreSQL writes smaller ones into the row, where they cost little. */
    private static final int SMALLEST = 1_000;

    /** The quickest that still packs what base64 leaves free. */
    private static final int LEVEL = 1;

    /** A machine that it was not built for, or that runs nothing from its folder for temporary files, goes without. */
    private static final boolean HAS_ZSTD = hasZstd();

    static MessageColumns of(Message message) {
        var bytes = message.bytes();
        int start = message.bodyStart();
        int size = bytes.length - start;
        return new MessageColumns(Arrays.copyOf(bytes, start), packed(bytes, start, size), size);
    }

    private static byte[] packed(byte[] bytes, int start, int size) {
        if (size >= SMALLEST && HAS_ZSTD) {
            var packed = new byte[(int) Zstd.compressBound(size)];
            long length = Zstd.compressByteArray(packed, 0, packed.length, bytes, start, size, LEVEL);
            if (length < size - size / 8) {
                return Arrays.copyOf(packed, (int) length);
            }
        }
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }

    private static boolean hasZstd() {
        try {
            Native.load();
            return true;
        } catch (LinkageError notHere) {
            LoggerFactory.getLogger(MessageColumns.class)
                    .warn(
                            "messages are kept uncompressed, Zstandard's library cannot be loaded: {}",
                            notHere.toString());
            return false;
        }
    }

    /** The message's octets, of a row with columns {@code header}, {@code body}, and {@code body_size}. */
    static byte[] read(ResultSet row) throws SQLException {
        return new MessageColumns(row.getBytes("header"), row.getBytes("body"), row.getInt("body_size")).bytes();
    }

    /**
     * The message's octets.
     *
     * @throws ZstdException when the database gave back something else than what it was given
     */
    byte[] bytes() {
        var bytes = Arrays.copyOf(header, header.length + bodySize);
        if (body.length == bodySize) {
            System.arraycopy(body, 0, bytes, header.length, bodySize);
        } else {
            Zstd.decompressByteArray(bytes, header.length, bodySize, body, 0, body.length);
        }
        return bytes;
    }
}
