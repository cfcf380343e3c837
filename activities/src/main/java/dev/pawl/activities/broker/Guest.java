package dev.pawl.activities.broker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection. It has one request at a time: none of the agents asks again before it is answered. No byte of a body
/// is kept before it is known who sends it and that there is room for it.
final class Guest extends SimpleChannelInboundHandler<HttpObject> {

    /// So long, a body may take to come.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Door.Host host;
    private final Space space;
    private @Nullable Arrival arrival;
    private @Nullable Visit visit;

    Guest(Door.Host host, Space space) {
        this.host = host;
        this.space = space;
    }

    /// A request whose body is on its way.
    ///
    /// @param deadline ends the connection if it does not come
    private record Arrival(HttpRequest head, ByteBuf body, Space.Place place, Future<?> deadline) {}

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            sendAway(context);
            return;
        }
        if (part instanceof HttpRequest head) {
            receive(context, head);
        }
        if (part instanceof HttpContent content && arrival != null) {
            take(context.channel(), arrival, content);
        }
    }

    private void receive(ChannelHandlerContext context, HttpRequest head) {
        if (isBusy()) {
            sendAway(context);
        } else if (!host.knows(head.headers())) {
            refuse(context, 401, "The token is not known here.");
        } else if (HttpUtil.isTransferEncodingChunked(head)) {
            refuse(context, 411, "Pawl's broker takes no request that does not say how long it is.");
        } else if (HttpUtil.getContentLength(head, 0L) > space.largest()) {
            refuse(context, 413, "Pawl's broker takes requests of %,d bytes at most.".formatted(space.largest()));
        } else {
            findPlace(context, head, (int) HttpUtil.getContentLength(head, 0L));
        }
    }

    private void findPlace(ChannelHandlerContext context, HttpRequest head, int size) {
        Optional<Space.Place> place = space.place(size);
        if (place.isEmpty()) {
            refuse(context, 503, "This agent asks too much at once.");
        } else if (place.get().take()) {
            begin(context, head, size, place.get());
        } else {
            context.channel().config().setAutoRead(false);
            Thread.ofVirtual().name("model-call").start(() -> await(context, head, size, place.get()));
        }
    }

    /// Nothing more is read from the connection meanwhile.
    private void await(ChannelHandlerContext context, HttpRequest head, int size, Space.Place place) {
        boolean taken = place.await();
        context.executor().execute(() -> {
            if (!taken) {
                place.close();
                refuse(context, 503, "Pawl's broker has too much to hold now.");
            } else if (!context.channel().isActive()) {
                place.close();
            } else {
                begin(context, head, size, place);
                context.channel().config().setAutoRead(true);
            }
        });
    }

    private void begin(ChannelHandlerContext context, HttpRequest head, int size, Space.Place place) {
        if (HttpUtil.is100ContinueExpected(head)) {
            ChannelFuture _ = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        Future<?> deadline =
                context.executor().schedule(() -> sendAway(context), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        arrival = new Arrival(head, Unpooled.wrappedBuffer(new byte[size]).clear(), place, deadline);
    }

    private void take(Channel channel, Arrival now, HttpContent content) {
        now.body().writeBytes(content.content());
        if (!(content instanceof LastHttpContent)) {
            return;
        }
        now.deadline().cancel(false);
        arrival = null;
        Visit next = new Visit(channel, now.head(), new Body(now.body().array()));
        visit = next;
        Thread.ofVirtual().name("model-call").start(() -> {
            try (Space.Place _ = now.place()) {
                host.serve(next);
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Arrival cut = arrival;
        if (cut != null) {
            arrival = null;
            cut.deadline().cancel(false);
            cut.place().close();
        }
        Visit here = visit;
        if (here != null) {
            here.leave();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        sendAway(context);
    }

    private boolean isBusy() {
        return arrival != null || (visit != null && !visit.isAnswered());
    }

    /// What still comes of the request is not looked at.
    private void refuse(ChannelHandlerContext context, int status, String sentence) {
        byte[] said = host.complaint(status, sentence);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(said));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set("x-should-retry", String.valueOf(status == 503))
                .setInt(HttpHeaderNames.CONTENT_LENGTH, said.length);
        if (status == 503) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, 1);
        }
        ChannelFuture _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static void sendAway(ChannelHandlerContext context) {
        ChannelFuture _ = context.close();
    }
}
