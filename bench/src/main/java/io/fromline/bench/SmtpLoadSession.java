package io.fromline.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** One connection of the load: what it waits for stands in a queue, as commands are pipelined. */
final class SmtpLoadSession extends ByteToMessageDecoder {

    /** Fewer than what Fromline takes on one connection; then another goes on. */
    private static final int MOST_MESSAGES = 900;

    private final SmtpLoad load;
    private final Numbers numbers;
    private final Queue<Awaited> awaited = new ArrayDeque<>(List.of(Awaited.GREETING));
    private int under = -1;
    private int following = -1;
    private int sent;
    private long begun;

    SmtpLoadSession(SmtpLoad load, Numbers numbers) {
        this.load = load;
        this.numbers = numbers;
    }

    /** A reply that is due, and its code. */
    private enum Awaited {
        GREETING("220"),
        EXTENSIONS("250"),
        LOG_IN("235"),
        ENVELOPE("250"),
        DATA("354"),
        MESSAGE("250");

        private final String code;

        Awaited(String code) {
            this.code = code;
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        for (int length = in.bytesBefore((byte) '\n') + 1; length > 0; length = in.bytesBefore((byte) '\n') + 1) {
            int start = in.readerIndex();
            in.skipBytes(length);
            if (length > 4 && in.getByte(start + 3) == '-') {
                continue;
            }
            var due = awaited.poll();
            if (due == null) {
                continue; // after QUIT
            }
            if (!in.toString(start, 3, StandardCharsets.US_ASCII).equals(due.code)) {
                throw new IllegalStateException(
                        due + " was answered: " + in.toString(start, length, StandardCharsets.US_ASCII));
            }
            answered(context, due);
        }
    }

    private void answered(ChannelHandlerContext context, Awaited due) {
        switch (due) {
            case GREETING -> say(context, "EHLO bench.example\r\n", Awaited.EXTENSIONS);
            case EXTENSIONS -> {
                if (load.logIn().isEmpty()) {
                    begin(context);
                } else {
                    say(context, "AUTH PLAIN " + load.logIn() + "\r\n", Awaited.LOG_IN);
                }
            }
            case LOG_IN -> begin(context);
            case ENVELOPE -> {}
            case DATA -> {
                under = following;
                begun = System.nanoTime();
                context.write(load.message());
                awaited.add(Awaited.MESSAGE);
                begin(context);
            }
            case MESSAGE -> numbers.acknowledged(under, System.nanoTime() - begun);
        }
    }

    /** The next envelope, or the end of this connection. */
    private void begin(ChannelHandlerContext context) {
        boolean goesOn = sent++ < MOST_MESSAGES;
        following = goesOn ? numbers.next() : -1;
        if (following >= 0) {
            say(
                    context,
                    "MAIL FROM:<bench@platform.example>\r\nRCPT TO:<c" + following + "@buyers.example>\r\nDATA\r\n",
                    Awaited.ENVELOPE,
                    Awaited.ENVELOPE,
                    Awaited.DATA);
        } else {
            say(context, "QUIT\r\n");
            if (!goesOn) {
                load.connect(numbers);
            }
        }
    }

    private void say(ChannelHandlerContext context, String commands, Awaited... replies) {
        context.write(Unpooled.wrappedBuffer(commands.getBytes(StandardCharsets.US_ASCII)));
        awaited.addAll(List.of(replies));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        if (awaited.contains(Awaited.MESSAGE) || awaited.contains(Awaited.DATA)) {
            numbers.failed(new IllegalStateException("the server left amid message " + following));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        numbers.failed(cause);
        context.close();
    }
}
