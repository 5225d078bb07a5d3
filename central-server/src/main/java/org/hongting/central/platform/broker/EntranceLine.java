package org.hongting.central.platform.broker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;

/// Lets in so many at once; the others wait in the kernel's line before the door, in the order in which they came. A
/// fleet that finds its server again comes within a second. If all were let in together, each would get its part of a
/// processor, all would be late, and who is late gives up and begins again: for minutes nobody would come in at all.
final class EntranceLine {
    /// Whoever has said nothing for so long keeps nobody waiting behind, nor does who is not done after the second.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// A terminal connects, subscribes and says hello, each when the one before was answered: with the third all is
    /// done
    /// that coming costs.
    private static final int SPOKEN = 3;

    private final int most;
    private int underWay;

    /// @param most many enough that terminals whose answers take a second keep the processors busy
    EntranceLine(int most) {
        this.most = most;
    }

    /// Counts its connection from its acceptance until it has said hello or is gone.
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
        private int spoken;

        Counted(SSLEngine engine) {
            super(engine);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            super.handlerAdded(context);
            Channel door = context.channel().parent();
            began(door);
            in(context, LONGEST_SILENCE, () -> {
                if (!heard) {
                    leave(door);
                }
            });
            in(context, LONGEST, () -> leave(door));
            context.channel().closeFuture().addListener(_ -> leave(door));
        }

        private void in(ChannelHandlerContext context, Duration delay, Runnable step) {
            Future<?> timer = context.executor().schedule(step, delay.toMillis(), TimeUnit.MILLISECONDS);
            context.channel().closeFuture().addListener(_ -> timer.cancel(false));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            heard = true;
            if (!over.get() && handshakeFuture().isSuccess() && ++spoken == SPOKEN) {
                leave(context.channel().parent());
            }
            super.channelRead(context, message);
        }

        private void leave(Channel door) {
            if (over.compareAndSet(false, true)) {
                ended(door);
            }
        }
    }
}
