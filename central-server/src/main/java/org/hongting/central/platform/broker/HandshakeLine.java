package org.hongting.central.platform.broker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;

/// Shakes hands with so many at once; the others wait in the kernel's line before the door, in the order in which they
/// came. A fleet that finds its server again comes within a second. If all were let in together, each handshake would
/// get its part of a processor, all would end late, and what ends too late is given up and begun again: for minutes
/// nobody would come in at all.
final class HandshakeLine {
    /// Whoever has said nothing for so long keeps nobody waiting behind, nor does who is not done after the second.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final int most;
    private int underWay;

    /// @param most many enough that terminals whose answers take a second keep the processors busy
    HandshakeLine(int most) {
        this.most = most;
    }

    /// A handshake that is counted from its connection's acceptance until its end.
    SslHandler of(SSLEngine engine) {
        return new Counted(engine);
    }

    /// Both are called by the threads of many connections: the last of them must be the last word to the door.
    private synchronized void began(Channel door) {
        underWay++;
        door.config().setAutoRead(underWay < most);
    }

    private synchronized void ended(Channel door) {
        underWay--;
        door.config().setAutoRead(underWay < most);
    }

    private final class Counted extends SslHandler {
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile boolean heard;

        Counted(SSLEngine engine) {
            super(engine);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            super.handlerAdded(context);
            Channel door = context.channel().parent();
            began(door);
            Future<?> silence = in(context, LONGEST_SILENCE, () -> {
                if (!heard) {
                    leave(door);
                }
            });
            Future<?> limit = in(context, LONGEST, () -> leave(door));
            handshakeFuture().addListener(_ -> {
                silence.cancel(false);
                limit.cancel(false);
                leave(door);
            });
        }

        private static Future<?> in(ChannelHandlerContext context, Duration delay, Runnable step) {
            return context.executor().schedule(step, delay.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            heard = true;
            super.channelRead(context, message);
        }

        private void leave(Channel door) {
            if (over.compareAndSet(false, true)) {
                ended(door);
            }
        }
    }
}
