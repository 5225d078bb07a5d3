package org.hongting.protocol.courier;

import org.hongting.protocol.wire.Channel;

/// Which way a file is carried.
public enum Way {
    /// From the station to the centre.
    UP("up"),
    /// From the centre to the station.
    DOWN("down");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// Whether messages of that channel are carried this way.
    boolean carries(Channel channel) {
        return switch (this) {
            case UP -> channel == Channel.HELLO || channel == Channel.UP;
            case DOWN -> channel == Channel.ACKNOWLEDGEMENT || channel == Channel.DOCUMENT;
        };
    }
}
