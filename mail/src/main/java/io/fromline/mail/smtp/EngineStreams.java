package io.fromline.mail.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * A TLS engine between the streams of a socket, for one thread at a time that may block.
 *
 * <p>Its buffers are as large as what came through them, so that a connection that rests holds little.
 */
final class EngineStreams {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int SMALL = 2_048;

    /** The most that a record holds, and what TLS may add to it (RFC 8446 §5.2, RFC 5246 §6.2.3). */
    private static final int RECORD = 16 << 10;

    private static final int OVERHEAD = 2_048;

    private final SSLEngine engine;
    private final InputStream in;
    private final OutputStream out;

    /** From the socket, to be read. */
    private ByteBuffer received = ByteBuffer.allocate(SMALL).flip();

    /** From the engine, to be read. */
    private ByteBuffer plain = ByteBuffer.allocate(SMALL).flip();

    private boolean released;

    EngineStreams(SSLEngine engine, InputStream in, OutputStream out) {
        this.engine = engine;
        this.in = in;
        this.out = out;
    }

    void handshake() throws IOException {
        engine.beginHandshake();
        var status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING) {
            status = switch (status) {
                case NEED_WRAP -> wrap(NOTHING).getHandshakeStatus();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap().getHandshakeStatus();
                case NEED_TASK -> tasks();
                case FINISHED, NOT_HANDSHAKING -> status;
            };
        }
    }

    private HandshakeStatus tasks() {
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return engine.getHandshakeStatus();
    }

    private SSLEngineResult wrap(ByteBuffer source) throws IOException {
        var sealed = ByteBuffer.allocate(Math.min(source.remaining(), RECORD) + OVERHEAD);
        var result = engine.wrap(source, sealed);
        while (result.getStatus() == Status.BUFFER_OVERFLOW) {
            sealed = ByteBuffer.allocate(2 * sealed.capacity());
            result = engine.wrap(source, sealed);
        }
        out.write(sealed.array(), 0, sealed.position());
        if (result.getStatus() == Status.CLOSED) {
            throw new EOFException();
        }
        return result;
    }

    /** Turns what is received into what is plain, and waits for more where that does not suffice. */
    private SSLEngineResult unwrap() throws IOException {
        plain.clear();
        var result = engine.unwrap(received, plain);
        switch (result.getStatus()) {
            case OK -> {}
            case BUFFER_UNDERFLOW -> fill();
            case BUFFER_OVERFLOW -> plain = ByteBuffer.allocate(RECORD + OVERHEAD);
            case CLOSED -> {
                plain.flip();
                throw new EOFException();
            }
        }
        plain.flip();
        return result;
    }

    private void fill() throws IOException {
        if (received.remaining() == received.capacity()) {
            received = ByteBuffer.allocate(RECORD + OVERHEAD).put(received);
        } else {
            received.compact();
        }
        int length = in.read(received.array(), received.position(), received.remaining());
        received.position(received.position() + Math.max(0, length)).flip();
        if (length < 0) {
            throw new EOFException();
        }
    }

    private int read(byte[] into, int from, int length) throws IOException {
        while (!plain.hasRemaining()) {
            try {
                checkHeld();
                // What the server sends of a new handshake's messages, such as tickets, gives nothing to read.
                if (unwrap().getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    wrap(NOTHING);
                }
            } catch (EOFException _) {
                return -1;
            }
        }
        int some = Math.min(length, plain.remaining());
        plain.get(into, from, some);
        return some;
    }

    private void write(byte[] octets, int from, int length) throws IOException {
        checkHeld();
        var source = ByteBuffer.wrap(octets, from, length);
        while (source.hasRemaining()) {
            wrap(source);
        }
    }

    private void checkHeld() throws IOException {
        if (released) {
            throw new IOException("closed");
        }
    }

    /** Nothing is read or written any more. */
    void release(Runnable memory) {
        if (!released) {
            released = true;
            memory.run();
        }
    }

    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return EngineStreams.this.read(into, from, length);
            }

            @Override
            public int available() {
                return plain.remaining();
            }
        };
    }

    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int from, int length) throws IOException {
                EngineStreams.this.write(octets, from, length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }
}
