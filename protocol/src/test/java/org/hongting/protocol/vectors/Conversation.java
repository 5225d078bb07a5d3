package org.hongting.protocol.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.wire.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a terminal and a centre of one release said to each other: lines of JSON. The first one says who they are and
/// holds the terminal's database as it was before; each other one is a message, in the order in which they passed.
///
/// @param terminalKey by which the terminal signs
/// @param serverKey by which the centre does
/// @param epoch which the terminal wrote
/// @param newest the last record of it
/// @param disk the terminal's database before it connected for the first time, packed, as base64
public record Conversation(
        TerminalId terminal,
        String software,
        PublicKey terminalKey,
        PublicKey serverKey,
        StoreId store,
        EpochId epoch,
        long newest,
        String disk,
        List<Said> said) {
    private static final int PIECE = 32 * 1024;

    public Conversation {
        said = List.copyOf(said);
    }

    /// One message.
    ///
    /// @param base64 its bytes
    public record Said(Channel channel, String base64) {
        public static Said of(Channel channel, byte[] frame) {
            return new Said(channel, Base64.getEncoder().encodeToString(frame));
        }

        public byte[] frame() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /// The database as it was.
    public byte[] image() {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(disk)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What [#image] unpacks.
    public static String packed(byte[] image) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(image);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /// The messages of one channel.
    public List<byte[]> on(Channel channel) {
        return said.stream()
                .filter(one -> one.channel() == channel)
                .map(Said::frame)
                .toList();
    }

    public static Conversation read(String release) {
        String name = "conversations/" + release + ".jsonl";
        try (InputStream in = Objects.requireNonNull(Conversation.class.getResourceAsStream(name), name)) {
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads what [#lines] wrote.
    public static Conversation parse(byte[] file) {
        List<ObjectNode> lines = new String(file, UTF_8)
                .lines()
                .map(line -> Json.readObject(line.getBytes(UTF_8)))
                .toList();
        ObjectNode head = lines.getFirst();
        List<Said> said = new ArrayList<>();
        for (ObjectNode line : lines.subList(1, lines.size())) {
            said.add(new Said(channel(text(line, "channel")), joined(line, "frame")));
        }
        return new Conversation(
                new TerminalId(text(head, "terminal")),
                text(head, "software"),
                key(head, "terminalKey"),
                key(head, "serverKey"),
                new StoreId(text(head, "store"), head.path("generation").asLong()),
                new EpochId(text(head, "epoch")),
                head.path("newest").asLong(),
                joined(head, "disk"),
                said);
    }

    /// The lines of a file that [#read] understands.
    public byte[] lines() {
        ObjectNode head = Json.newObject();
        head.put("terminal", terminal.value());
        head.put("software", software);
        head.put("terminalKey", base64(terminalKey));
        head.put("serverKey", base64(serverKey));
        head.put("store", store.id());
        head.put("generation", store.generation());
        head.put("epoch", epoch.value());
        head.put("newest", newest);
        pieces(head.putArray("disk"), disk);
        List<String> lines = new ArrayList<>(List.of(Json.writeText(head)));
        for (Said one : said) {
            ObjectNode line = Json.newObject();
            line.put("channel", one.channel().word());
            pieces(line.putArray("frame"), one.base64());
            lines.add(Json.writeText(line));
        }
        return String.join("\n", lines).getBytes(UTF_8);
    }

    /// No text of the JSON that we read is longer than a message.
    private static void pieces(ArrayNode into, String base64) {
        for (int from = 0; from < base64.length(); from += PIECE) {
            into.add(base64.substring(from, Math.min(base64.length(), from + PIECE)));
        }
    }

    private static String joined(JsonNode line, String name) {
        return line.path(name).valueStream().map(JsonNode::asString).collect(Collectors.joining());
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

    private static PublicKey key(JsonNode line, String name) {
        return P256.publicKey(Base64.getDecoder().decode(text(line, name)));
    }

    private static String base64(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
