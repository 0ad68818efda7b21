package io.fromline.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One connection to the sink: finds where commands and messages end, and looks at nothing else. */
final class SinkSession extends ByteToMessageDecoder {

    private static final byte[] OK = octets("250 2.0.0 Ok\r\n");
    private static final byte[] GO_AHEAD = octets("354 Go ahead\r\n");
    private static final byte[] LOGGED_IN = octets("235 2.7.0 Ok\r\n");
    private static final byte[] BYE = octets("221 2.0.0 Bye\r\n");

    private final Sink sink;
    private final byte[] extensions;
    private boolean loggedIn;
    private boolean inMessage;
    private int chunk;
    private boolean lastChunk;
    private String recipient = "";

    SinkSession(Sink sink, String extensions) {
        this.sink = sink;
        this.extensions = octets(extensions);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        say(context, octets("220 localhost ESMTP\r\n"));
        context.flush();
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (loggedIn) {
            sink.left();
        }
        super.channelInactive(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        while (in.isReadable()) {
            if (chunk > 0) {
                skipChunk(context, in);
                continue;
            }
            int length = in.bytesBefore((byte) '\n') + 1;
            if (length == 0) {
                return;
            }
            int start = in.readerIndex();
            in.skipBytes(length);
            if (inMessage) {
                if (length == 3 && in.getByte(start) == '.') {
                    inMessage = false;
                    taken(context);
                }
            } else {
                command(context, in, start, length);
            }
        }
    }

    private void skipChunk(ChannelHandlerContext context, ByteBuf in) {
        int here = Math.min(chunk, in.readableBytes());
        in.skipBytes(here);
        chunk -= here;
        if (chunk == 0) {
            chunkEnded(context);
        }
    }

    private void chunkEnded(ChannelHandlerContext context) {
        if (lastChunk) {
            taken(context);
        } else {
            say(context, OK);
        }
    }

    private void taken(ChannelHandlerContext context) {
        sink.taken(recipient);
        say(context, OK);
    }

    private void command(ChannelHandlerContext context, ByteBuf in, int start, int length) {
        switch (in.toString(start, Math.min(4, length), StandardCharsets.US_ASCII)) {
            case "EHLO" -> say(context, extensions);
            case "AUTH" -> {
                loggedIn = true;
                sink.loggedIn();
                say(context, LOGGED_IN);
            }
            case "RCPT" -> {
                if (sink.watched()) {
                    var line = in.toString(start, length, StandardCharsets.US_ASCII);
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('@'));
                }
                say(context, OK);
            }
            case "DATA" -> {
                inMessage = true;
                say(context, GO_AHEAD);
            }
            case "BDAT" -> {
                var words = in.toString(start, length, StandardCharsets.US_ASCII)
                        .strip()
                        .split(" ", -1);
                chunk = Integer.parseInt(words[1]);
                lastChunk = words.length > 2;
                if (chunk == 0) {
                    chunkEnded(context);
                }
            }
            case "QUIT" -> {
                say(context, BYE);
                context.flush();
                context.close();
            }
            default -> say(context, OK);
        }
    }

    private static void say(ChannelHandlerContext context, byte[] line) {
        context.write(Unpooled.wrappedBuffer(line));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable gone) {
        context.close(); // it comes back if it has more
    }
}
