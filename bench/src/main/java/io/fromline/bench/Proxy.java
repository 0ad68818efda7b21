package io.fromline.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way to a port of this machine, longer than it is: each direction takes its time, keeps the order and any amount of octets at once. */
final class Proxy implements AutoCloseable {

    private final int target;
    private final int delayMillis;
    private final Channel listener;
    private volatile boolean silent;

    Proxy(int target, int delayMillis) {
        this.target = target;
        this.delayMillis = delayMillis;
        this.listener = Wire.listen(false, Incoming::new);
    }

    int port() {
        return Wire.port(listener);
    }

    /** From now on connections come about, and nothing is ever said on them. */
    void fallSilent() {
        silent = true;
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
    }

    /** From who connects, read once the other side stands. */
    private final class Incoming extends ChannelInboundHandlerAdapter {

        private @Nullable Channel other;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (silent) {
                return;
            }
            var here = context.channel();
            here.config().setAutoRead(false);
            var onward = Wire.connect(target, false, new Outgoing(here));
            other = onward.channel();
            onward.addListener(connected -> here.config().setAutoRead(true));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object octets) {
            if (other == null) {
                ReferenceCountUtil.release(octets);
            } else {
                later(other, octets);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (other != null) {
                closeLater(other);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable gone) {
            context.close();
        }
    }

    private final class Outgoing extends ChannelInboundHandlerAdapter {

        private final Channel back;

        Outgoing(Channel back) {
            this.back = back;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object octets) {
            later(back, octets);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closeLater(back);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable gone) {
            context.close();
        }
    }

    /** Tasks of one delay run in the order in which they came. */
    private void later(Channel to, Object octets) {
        to.eventLoop().schedule(() -> to.writeAndFlush(octets), delayMillis, TimeUnit.MILLISECONDS);
    }

    private void closeLater(Channel channel) {
        channel.eventLoop().schedule(() -> channel.close(), delayMillis, TimeUnit.MILLISECONDS);
    }
}
