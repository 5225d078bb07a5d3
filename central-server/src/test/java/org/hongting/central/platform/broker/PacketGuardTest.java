package org.hongting.central.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PacketGuardTest {
    private static final int LIMIT = 300;

    private final AtomicInteger refused = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(new PacketGuard(LIMIT, _ -> refused.incrementAndGet()));

    private static ByteBuf packet(int kind, int length) {
        ByteBuf packet = Unpooled.buffer().writeByte(kind);
        int rest = length;
        while (rest >= 0x80) {
            packet.writeByte((rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        packet.writeByte(rest);
        // Were these bytes taken for the head of a packet, it would be one of 268 MB.
        for (int filled = 0; filled < length; filled++) {
            packet.writeByte(0xff);
        }
        return packet;
    }

    private void arrives(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }

    private int passed() {
        int bytes = 0;
        for (ByteBuf read = channel.readInbound(); read != null; read = channel.readInbound()) {
            bytes += read.readableBytes();
            read.release();
        }
        return bytes;
    }

    @Test
    void packetsUpToTheLimitPassHoweverTheyAreCut() {
        ByteBuf stream =
                Unpooled.wrappedBuffer(packet(0x10, 12), packet(0xc0, 0), packet(0x32, LIMIT), packet(0x30, 127));
        int length = stream.readableBytes();
        arrives(stream.copy());
        assertThat(passed()).isEqualTo(length);
        while (stream.isReadable()) {
            arrives(stream.readBytes(1));
        }
        assertThat(passed()).isEqualTo(length);
        assertThat(refused).hasValue(0);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aPacketThatSaysItIsLongerClosesTheConnectionAtItsFirstBytes() {
        arrives(Unpooled.wrappedBuffer(HexFormat.of().parseHex("32ad02")));
        assertThat(refused).hasValue(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(passed()).isZero();
    }

    @Test
    void aLengthOfMoreThanFourBytesIsNone() {
        for (int part : new int[] {0x32, 0x80, 0x80, 0x80, 0x80}) {
            assertThat(channel.isOpen()).isTrue();
            channel.writeInbound(Unpooled.buffer().writeByte(part));
        }
        assertThat(refused).hasValue(1);
        assertThat(channel.isOpen()).isFalse();
    }
}
