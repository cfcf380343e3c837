package dev.pawl.activities.broker;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A UNIX socket that plain HTTP is spoken to.
final class Door implements AutoCloseable {

    /// What the kernel takes, less the zero at the end.
    private static final int LONGEST_PATH = 107;

    /// More than any agent has at once; the memory of the worker is for all of them.
    private static final int MOST_VISITORS = 16;

    private final ChannelGroup visitors = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Host host;
    private final Space space;
    private @Nullable Channel server;

    private Door(Host host, Space space) {
        this.host = host;
        this.space = space;
    }

    /// Whose door it is.
    interface Host {

        /// Whether somebody may come in, as far as the head of a request tells; nothing else of it is taken before.
        boolean knows(HttpHeaders headers);

        /// How those are spoken to who are sent away.
        byte[] complaint(int status, String sentence);

        /// Serves a visit, on a thread of its own.
        void serve(Visit visit);
    }

    /// Anybody may connect who can see the socket, as the sandbox's user is another one than the worker's. Only those
    /// see it whom it is shown to: it lies where others cannot go, and is bound into the view of one sandbox.
    static Door open(EventLoopGroup threads, Path socket, Space space, Host host) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException("%s is too long for a UNIX socket. Name a shorter folder in PAWL_STATION_FOLDER."
                    .formatted(socket));
        }
        Door door = new Door(host, space);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(threads)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        door.welcome(channel);
                    }
                });
        Channel bound = bootstrap
                .bind(UnixDomainSocketAddress.of(socket))
                .awaitUninterruptibly()
                .channel();
        if (!bound.isActive()) {
            throw new IOException("No socket can be opened at " + socket);
        }
        door.server = bound;
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        return door;
    }

    private void welcome(Channel channel) {
        if (visitors.size() >= MOST_VISITORS) {
            ChannelFuture _ = channel.close();
            return;
        }
        visitors.add(channel);
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new FlowControlHandler())
                .addLast(new Guest(host, space));
    }

    /// Nobody comes in any more, and whoever is in is sent away.
    @Override
    public void close() {
        Channel bound = server;
        if (bound != null) {
            bound.close().awaitUninterruptibly();
        }
        visitors.close().awaitUninterruptibly();
    }
}
