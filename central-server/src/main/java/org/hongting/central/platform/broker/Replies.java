package org.hongting.central.platform.broker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttMessage;

/// Packets that we write past the broker. A channel that cannot take one is closed: its client waits for nothing.
final class Replies {
    private Replies() {}

    static void write(Channel channel, MqttMessage packet) {
        ChannelPromise written = channel.newPromise();
        written.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        var _ = channel.writeAndFlush(packet, written);
    }
}
