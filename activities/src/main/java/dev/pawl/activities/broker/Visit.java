package dev.pawl.activities.broker;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One request of an agent, and the answer that it gets.
final class Visit {

    private final Channel channel;
    private final String method;
    private final String target;
    private final HttpHeaders headers;
    private final Body body;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final List<Runnable> whenGone = new ArrayList<>();
    private volatile boolean answered;

    Visit(Channel channel, HttpRequest head, Body body) {
        this.channel = channel;
        this.method = head.method().name();
        this.target = head.uri();
        this.headers = head.headers();
        this.body = body;
    }

    String method() {
        return method;
    }

    /// The path and what stands behind it.
    String target() {
        return target;
    }

    Body body() {
        return body;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean isAnswered() {
        return answered;
    }

    /// The whole answer at once.
    void answer(int status, Map<String, String> said, byte[] content) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(content));
        said.forEach(response.headers()::set);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        answered = true;
        write(response);
    }

    /// The beginning of an answer that comes piece by piece.
    void begin(int status, Map<String, String> said) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        said.forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        write(response);
    }

    /// The next piece; waits until it is on its way.
    void send(byte[] bytes) {
        if (bytes.length > 0) {
            write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
        }
    }

    void end() {
        answered = true;
        write(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /// The answer is over, and so is the connection.
    void endForGood() {
        answered = true;
        ChannelFuture _ =
                channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
    }

    /// The answer is broken off, so that nobody takes it for a whole one.
    void cut() {
        answered = true;
        ChannelFuture _ = channel.close();
    }

    boolean isGone() {
        return gone.getCount() == 0;
    }

    /// Waits, unless the visitor goes away meanwhile; whether that was so.
    boolean goesWithin(Duration time) throws InterruptedException {
        return gone.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Done when the visitor goes away, at once if it has already.
    void whenGone(Runnable task) {
        synchronized (whenGone) {
            if (!isGone()) {
                whenGone.add(task);
                return;
            }
        }
        task.run();
    }

    /// The visitor has gone away, or is sent away.
    void leave() {
        List<Runnable> tasks;
        synchronized (whenGone) {
            gone.countDown();
            tasks = List.copyOf(whenGone);
            whenGone.clear();
        }
        tasks.forEach(Runnable::run);
    }

    private void write(Object part) {
        if (!channel.writeAndFlush(part).awaitUninterruptibly().isSuccess()) {
            leave();
        }
    }
}
