package io.fromline.bench;

import io.fromline.peer.TestAuthority;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The wire of the bench's own peers: two event loops, and BoringSSL where the platform has it, as they share the processors with what is
 * measured.
 */
final class Wire {

    static final TestAuthority AUTHORITY = TestAuthority.create();

    private static final EventLoopGroup LOOPS =
            new MultiThreadIoEventLoopGroup(2, new DefaultThreadFactory("bench-wire", true), NioIoHandler.newFactory());
    private static final SslProvider PROVIDER = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    private static final SslContext SERVER = server();
    private static final SslContext CLIENT = client();

    private Wire() {}

    /** Listens on the loopback interface, with TLS from the start if so told. */
    static Channel listen(boolean tls, Supplier<ChannelHandler> handler) {
        return new ServerBootstrap()
                .group(LOOPS)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(initializer(tls ? SERVER : null, handler))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    /** Connects, with TLS if so told; whose certificate it is does not matter on this machine. */
    static ChannelFuture connect(int port, boolean tls, ChannelHandler handler) {
        return new Bootstrap()
                .group(LOOPS)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(initializer(tls ? CLIENT : null, () -> handler))
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    static int port(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private static ChannelInitializer<Channel> initializer(@Nullable SslContext tls, Supplier<ChannelHandler> handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(handler.get());
            }
        };
    }

    private static SslContext server() {
        var keys = AUTHORITY.serverKeys("localhost");
        try {
            return SslContextBuilder.forServer(
                            PROVIDER == SslProvider.OPENSSL ? new OpenSslCachingX509KeyManagerFactory(keys) : keys)
                    .sslProvider(PROVIDER)
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SslContext client() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(PROVIDER)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm("")
                    .build();
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
