package org.hongting.simulator.version;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.wire.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a terminal and a centre of one release said to each other: lines of JSON. The first one says who they are and
/// holds the terminal's database as it was before; each other one is a message, in the order in which they passed.
///
/// @param terminalKey SubjectPublicKeyInfo by which the terminal signs
/// @param serverKey that of the centre
/// @param epoch which the terminal wrote
/// @param newest the last record of it
/// @param disk the terminal's database before it connected for the first time
record Conversation(
        TerminalId terminal,
        String software,
        byte[] terminalKey,
        byte[] serverKey,
        StoreId store,
        EpochId epoch,
        long newest,
        byte[] disk,
        List<Said> said) {
    /// One message.
    record Said(Channel channel, byte[] frame) {}

    /// The messages of one channel.
    List<byte[]> on(Channel channel) {
        return said.stream()
                .filter(one -> one.channel() == channel)
                .map(Said::frame)
                .toList();
    }

    static Conversation read(String release) {
        String name = release + ".jsonl";
        try (InputStream in = Objects.requireNonNull(Conversation.class.getResourceAsStream(name), name)) {
            List<ObjectNode> lines = new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> Json.readObject(line.getBytes(UTF_8)))
                    .toList();
            ObjectNode head = lines.getFirst();
            List<Said> said = new ArrayList<>();
            for (ObjectNode line : lines.subList(1, lines.size())) {
                said.add(new Said(channel(text(line, "channel")), bytes(line, "frame")));
            }
            return new Conversation(
                    new TerminalId(text(head, "terminal")),
                    text(head, "software"),
                    bytes(head, "terminalKey"),
                    bytes(head, "serverKey"),
                    new StoreId(text(head, "store"), head.path("generation").asLong()),
                    new EpochId(text(head, "epoch")),
                    head.path("newest").asLong(),
                    unpack(bytes(head, "disk")),
                    said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines of a file that [#read] understands.
    byte[] lines() throws IOException {
        ObjectNode head = Json.newObject();
        head.put("terminal", terminal.value());
        head.put("software", software);
        head.put("terminalKey", base64(terminalKey));
        head.put("serverKey", base64(serverKey));
        head.put("store", store.id());
        head.put("generation", store.generation());
        head.put("epoch", epoch.value());
        head.put("newest", newest);
        head.put("disk", base64(pack(disk)));
        StringBuilder lines = new StringBuilder(Json.writeText(head)).append('\n');
        for (Said one : said) {
            ObjectNode line = Json.newObject();
            line.put("channel", one.channel().word());
            line.put("frame", base64(one.frame()));
            lines.append(Json.writeText(line)).append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    private static Channel channel(String word) {
        for (Channel channel : Channel.values()) {
            if (channel.word().equals(word)) {
                return channel;
            }
        }
        throw new IllegalArgumentException("no such channel");
    }

    private static String text(JsonNode line, String name) {
        return line.path(name).asString();
    }

    private static byte[] bytes(JsonNode line, String name) {
        return Base64.getDecoder().decode(text(line, name));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] pack(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
