package org.hongting.protocol.wire;

import java.util.Arrays;
import java.util.Optional;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;

/// A topic of version 1: `ht/v1/<shard>/<terminal>/<channel>`.
///
/// The shard is the first byte of the SHA-256 of the terminal id, modulo 64: a server instance that leases a shard
/// subscribes to exactly that part of the fleet.
public record Topic(TerminalId terminal, Channel channel) {
    /// How many shards the fleet is divided into; part of version 1.
    public static final int SHARDS = 64;

    private static final String ROOT = "ht/v1/";

    public static int shardOf(TerminalId terminal) {
        return Math.floorMod(
                Digest.of(terminal.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .bytes()[0],
                SHARDS);
    }

    /// Everything below one terminal, with a slash at the end.
    public static String treeOf(TerminalId terminal) {
        return ROOT + shardOf(terminal) + "/" + terminal + "/";
    }

    /// The topic as text, unless it is none of ours or names a terminal in a shard that is not its own.
    public static Optional<Topic> parse(String text) {
        String[] words = text.split("/", -1);
        if (words.length != 5 || !text.startsWith(ROOT)) {
            return Optional.empty();
        }
        try {
            TerminalId terminal = new TerminalId(words[3]);
            return Arrays.stream(Channel.values())
                    .filter(channel -> channel.word().equals(words[4]))
                    .map(channel -> new Topic(terminal, channel))
                    .filter(topic -> topic.text().equals(text))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return treeOf(terminal) + channel.word();
    }
}
