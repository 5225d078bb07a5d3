package org.hongting.central.platform.broker;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/// Follows the framing of the packets of one connection and lets none pass that says it is longer than the limit: its
/// first bytes are enough, so nothing of it is ever held in memory. The connection is closed.
///
/// A packet is one byte of kind, then its length in 7 bits a byte, lowest first and at most 4 bytes, then so many bytes
/// (MQTT 5.0, section 2.1).
final class PacketGuard extends ChannelInboundHandlerAdapter {
    private static final int LENGTH_BYTES = 4;
    private static final int MORE = 0x80;

    private final int limit;
    private final Consumer<Channel> refused;

    private Part part = Part.KIND;
    private int length;
    private int lengthBytes;
    private boolean closed;

    private enum Part {
        KIND,
        LENGTH,
        REST
    }

    /// @param limit of the bytes after a packet's length
    /// @param refused told of the channel once, before it is closed
    PacketGuard(int limit, Consumer<Channel> refused) {
        this.limit = limit;
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closed || (message instanceof ByteBuf bytes && !areWithinLimit(bytes))) {
            ReferenceCountUtil.release(message);
            if (!closed) {
                closed = true;
                refused.accept(context.channel());
                var _ = context.close();
            }
            return;
        }
        context.fireChannelRead(message);
    }

    /// Reads without taking anything out.
    private boolean areWithinLimit(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            switch (part) {
                case KIND -> {
                    at++;
                    length = 0;
                    lengthBytes = 0;
                    part = Part.LENGTH;
                }
                case LENGTH -> {
                    int next = bytes.getUnsignedByte(at++);
                    length |= (next & ~MORE) << (7 * lengthBytes++);
                    boolean isWhole = next < MORE;
                    if (length > limit || (!isWhole && lengthBytes == LENGTH_BYTES)) {
                        return false;
                    }
                    if (isWhole) {
                        part = length == 0 ? Part.KIND : Part.REST;
                    }
                }
                case REST -> {
                    int passed = Math.min(length, bytes.writerIndex() - at);
                    at += passed;
                    length -= passed;
                    if (length == 0) {
                        part = Part.KIND;
                    }
                }
            }
        }
        return true;
    }
}
