package io.fromline.mail.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;

/**
 * A TLS engine between the streams of a socket; one thread that may block reads, another may write meanwhile.
 *
 * <p>It holds buffers only while there is something to read, so that a connection that rests holds nothing.
 */
public final class EngineStreams {

    /** Buffers live as long as a call here, so that nobody need look for lost ones. */
    private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(true, true);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The most that a record holds, and what TLS may add to it (RFC 8446 §5.2, RFC 5246 §6.2.3). */
    private static final int RECORD = 16 << 10;

    private static final int OVERHEAD = 2_048;

    /** What TLS adds to what is sent, nearly always. */
    private static final int USUAL_OVERHEAD = 256;

    private final SSLEngine engine;
    private final int usual;
    private final InputStream in;
    private final OutputStream out;

    /** From the socket, to be read. */
    private ByteBuffer received = NOTHING;

    /** From the engine, to be read. */
    private ByteBuffer plain = NOTHING;

    /** What is sealed first leaves first. */
    private final Object sealing = new Object();

    private volatile boolean released;

    private EngineStreams(SSLEngine engine, Socket socket, int usual) throws IOException {
        this.engine = engine;
        this.usual = usual;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * Shakes hands over a socket, as client or server, as the engine is set.
     *
     * @param maker of an engine whose memory has to be given back
     * @param usual octets that mostly come at once; more may come
     * @throws IOException when that fails; then nothing is left to release
     */
    public static EngineStreams shakeHands(Function<ByteBufAllocator, SSLEngine> maker, Socket socket, int usual)
            throws IOException {
        var engine = maker.apply(MEMORY);
        try {
            var streams = new EngineStreams(engine, socket, usual);
            streams.handshake();
            return streams;
        } catch (IOException failed) {
            ReferenceCountUtil.release(engine);
            throw failed;
        }
    }

    /** What both sides agreed on. */
    public SSLSession session() {
        return engine.getSession();
    }

    private void handshake() throws IOException {
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
        synchronized (sealing) {
            var sealed = ByteBuffer.allocate(Math.min(source.remaining(), RECORD) + USUAL_OVERHEAD);
            var result = engine.wrap(source, sealed);
            while (result.getStatus() == Status.BUFFER_OVERFLOW) {
                sealed = ByteBuffer.allocate(Math.max(2 * sealed.capacity(), RECORD + OVERHEAD));
                result = engine.wrap(source, sealed);
            }
            out.write(sealed.array(), 0, sealed.position());
            if (result.getStatus() == Status.CLOSED) {
                throw new EOFException();
            }
            return result;
        }
    }

    /** Turns what is received into what is plain, and waits for more where that does not suffice. */
    private SSLEngineResult unwrap() throws IOException {
        if (plain.capacity() == 0) {
            plain = ByteBuffer.allocate(usual);
        }
        plain.clear();
        var result = engine.unwrap(received, plain);
        switch (result.getStatus()) {
            case OK -> {}
            case BUFFER_UNDERFLOW -> {
                // A server hears the handshake's end with what it has already, and may be the one to speak first.
                if (result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
                    fill();
                }
            }
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
            received = ByteBuffer.allocate(received.capacity() == 0 ? usual : RECORD + OVERHEAD)
                    .put(received);
        } else {
            received.compact();
        }
        int length = 0; // when the time is up
        try {
            length = in.read(received.array(), received.position(), received.remaining());
        } finally {
            received.position(received.position() + Math.max(0, length)).flip();
        }
        if (length < 0) {
            throw new EOFException();
        }
    }

    private int read(byte[] into, int from, int length) throws IOException {
        while (!plain.hasRemaining()) {
            try {
                checkHeld();
                // What the other side sends of a new handshake's messages, such as tickets, gives nothing to read.
                if (unwrap().getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    wrap(NOTHING);
                }
            } catch (EOFException _) {
                return -1;
            }
        }
        int some = Math.min(length, plain.remaining());
        plain.get(into, from, some);
        if (!plain.hasRemaining() && !received.hasRemaining()) {
            plain = NOTHING;
            received = NOTHING;
        }
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

    /** Says that nothing more will be written. */
    public void finish() throws IOException {
        checkHeld();
        engine.closeOutbound();
        try {
            wrap(NOTHING);
        } catch (EOFException said) {
            // that is how the engine puts it
        }
    }

    /** Nothing is read or written any more; the memory is given back once, however often this is called. */
    public void release() {
        if (!released) {
            released = true;
            ReferenceCountUtil.release(engine);
        }
    }

    /** What the other side says; for one thread at a time. */
    public InputStream input() {
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

    /** What is said to the other side, at once. */
    public OutputStream output() {
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
