package org.hongting.central.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.record.Subject;
import org.jspecify.annotations.Nullable;

/// Replaces the bodies of records about one person by tombstones: of every terminal and of the centre itself, those in
/// quarantine and of second histories, and those that nobody understands. Envelopes stay, and with them every chain.
public final class ErasedBodies {
    private ErasedBodies() {}

    /// What was found, or would be.
    ///
    /// @param kept of them those in quarantine
    public record Found(long records, long kept) {}

    private record Place(
            String terminal,
            String epoch,
            long seq,
            @Nullable Digest content,
            RecordLines lines) {}

    public static Found count(Transaction transaction, MemberId member) {
        return new Found(
                about(transaction, member, "record", "NULL").size(),
                about(transaction, member, "quarantine", "content").size());
    }

    /// A record about somebody.
    ///
    /// @param kept whether it stands in quarantine
    public record About(String terminal, String epoch, long seq, boolean kept, RecordLines lines) {}

    /// All of them, as they would be replaced.
    public static List<About> of(Transaction transaction, MemberId member) {
        return Stream.concat(
                        about(transaction, member, "record", "NULL").stream(),
                        about(transaction, member, "quarantine", "content").stream())
                .map(place ->
                        new About(place.terminal(), place.epoch(), place.seq(), place.content() != null, place.lines()))
                .toList();
    }

    public static Found replace(Transaction transaction, MemberId member) {
        byte[] tombstone = ReadFact.TOMBSTONE.bytes();
        List<@Nullable Object[]> records = new ArrayList<>();
        for (Place place : about(transaction, member, "record", "NULL")) {
            records.add(new Object[] {tombstone, place.terminal(), place.epoch(), place.seq()});
        }
        // One that was of an unknown type waits for nothing any more.
        transaction.updateEach(
                "UPDATE record SET body = ?, known = 1 WHERE terminal = ? AND epoch = ? AND seq = ?", records);
        List<@Nullable Object[]> kept = new ArrayList<>();
        for (Place place : about(transaction, member, "quarantine", "content")) {
            kept.add(new Object[] {
                tombstone,
                place.terminal(),
                place.epoch(),
                place.seq(),
                Objects.requireNonNull(place.content()).bytes()
            });
        }
        transaction.updateEach(
                "UPDATE quarantine SET body = ? WHERE terminal = ? AND epoch = ? AND seq = ? AND content = ?", kept);
        return new Found(records.size(), kept.size());
    }

    /// The store looks through the bytes: only what names the person is read.
    private static List<Place> about(Transaction transaction, MemberId member, String table, String content) {
        return transaction
                .query(
                        "SELECT terminal, epoch, seq, " + content + " AS content, envelope, body FROM " + table
                                + " WHERE instr(body, ?) > 0",
                        row -> new Place(
                                row.text("terminal"),
                                row.text("epoch"),
                                row.integer("seq"),
                                row.isNull("content") ? null : Digest.wrap(row.bytes("content")),
                                new RecordLines(Line.of(row.bytes("envelope")), Line.of(row.bytes("body")))),
                        member.value().getBytes(US_ASCII))
                .stream()
                .filter(place -> Subject.among(Set.of(member), place.lines()).isPresent())
                .toList();
    }
}
