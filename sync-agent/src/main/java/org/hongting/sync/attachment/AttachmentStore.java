package org.hongting.sync.attachment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.protocol.Limits;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Attachment.MediaType;
import org.hongting.protocol.record.Digest;
import org.hongting.sync.store.Migration;

/// The terminal's attachments. They stand in the same file as the journal, so that a fact and what it names are durable
/// together or not at all; in pieces of a part's size, so that sending one costs one read. They stay after they were
/// sent: what may be removed from a terminal is decided for the record and its attachments together. Only what was made
/// for the centre alone goes at once.
///
/// Safe for use by many threads.
public final class AttachmentStore {
    public static final List<Migration> MIGRATIONS = List.of(new Migration("attachment", 1, List.of("""
                    CREATE TABLE attachment (
                      ordinal INTEGER NOT NULL PRIMARY KEY,
                      hash TEXT NOT NULL UNIQUE,
                      size INTEGER NOT NULL,
                      media_type TEXT NOT NULL,
                      sent_to TEXT
                    ) STRICT""", """
                    CREATE TABLE attachment_piece (
                      hash TEXT NOT NULL,
                      piece INTEGER NOT NULL,
                      bytes BLOB NOT NULL,
                      PRIMARY KEY (hash, piece)
                    ) STRICT""")));

    /// Pictures of the screen and bundles of logs are of no use here, and would fill the disk.
    private static final String FOR_THE_CENTRE_ALONE = " AND media_type IN ('PNG', 'ZIP')";

    private final Database database;
    private final Supplier<Optional<StoreId>> centre;

    /// @param database with [#MIGRATIONS] applied
    /// @param centre which store of the centre speaks now: what was sent to an older one may have gone with it, and
    /// waits again
    public AttachmentStore(Database database, Supplier<Optional<StoreId>> centre) {
        this.database = database;
        this.centre = centre;
    }

    /// Keeps the bytes, in the transaction of the fact that is to name them. Bytes that are here already are kept
    /// once.
    ///
    /// @throws IllegalArgumentException if there are none or more than [Limits#ATTACHMENT_BYTES]
    public Attachment keep(Transaction transaction, byte[] bytes, MediaType mediaType) {
        Attachment attachment = Attachment.of(bytes, mediaType);
        int isNew = transaction.update(
                "INSERT INTO attachment (hash, size, media_type) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING",
                attachment.hash().hex(),
                attachment.size(),
                mediaType.name());
        for (int piece = 0; isNew == 1 && piece * Limits.ATTACHMENT_PART_BYTES < bytes.length; piece++) {
            int from = piece * Limits.ATTACHMENT_PART_BYTES;
            int to = Math.min(bytes.length, from + Limits.ATTACHMENT_PART_BYTES);
            transaction.update(
                    "INSERT INTO attachment_piece (hash, piece, bytes) VALUES (?, ?, ?)",
                    attachment.hash().hex(),
                    piece,
                    Arrays.copyOfRange(bytes, from, to));
        }
        return attachment;
    }

    /// The whole bytes, if this terminal keeps them.
    public Optional<byte[]> read(Attachment attachment) {
        return database.reading(transaction -> read(transaction, attachment));
    }

    /// The same within a transaction.
    public Optional<byte[]> read(Transaction transaction, Attachment attachment) {
        List<byte[]> pieces = transaction.query(
                "SELECT bytes FROM attachment_piece WHERE hash = ? ORDER BY piece",
                row -> row.bytes("bytes"),
                attachment.hash().hex());
        return pieces.isEmpty() ? Optional.empty() : Optional.of(joined(pieces));
    }

    /// How many wait to be sent.
    public int waiting() {
        String store = present();
        return database.reading(transaction -> transaction
                .queryFirst(
                        "SELECT count(*) AS n FROM attachment WHERE sent_to IS NOT ?",
                        row -> (int) row.integer("n"),
                        store)
                .orElse(0));
    }

    /// The oldest that the centre does not have yet, behind those that were passed over.
    ///
    /// @param behind 0, or the ordinal of one that the centre would not take now
    Optional<Waiting> next(long behind) {
        String store = present();
        return database.reading(transaction -> transaction.queryFirst(
                "SELECT ordinal, hash, size FROM attachment WHERE sent_to IS NOT ? AND ordinal > ?"
                        + " ORDER BY ordinal LIMIT 1",
                row -> new Waiting(row.integer("ordinal"), Digest.ofHex(row.text("hash")), row.integer("size"), store),
                store,
                behind));
    }

    /// The bytes from there on, at most a part of them.
    byte[] part(Waiting attachment, long offset) {
        long piece = offset / Limits.ATTACHMENT_PART_BYTES;
        byte[] bytes = database.reading(transaction -> transaction
                .queryFirst(
                        "SELECT bytes FROM attachment_piece WHERE hash = ? AND piece = ?",
                        row -> row.bytes("bytes"),
                        attachment.hash().hex(),
                        piece)
                .orElse(new byte[0]));
        int within = (int) (offset - piece * Limits.ATTACHMENT_PART_BYTES);
        return within == 0 ? bytes : Arrays.copyOfRange(bytes, Math.min(within, bytes.length), bytes.length);
    }

    void sent(Waiting attachment) {
        database.inTransaction(transaction -> {
            transaction.update(
                    "UPDATE attachment SET sent_to = ? WHERE ordinal = ?", attachment.store(), attachment.ordinal());
            int forThem = transaction.update(
                    "DELETE FROM attachment WHERE ordinal = ?" + FOR_THE_CENTRE_ALONE, attachment.ordinal());
            if (forThem > 0) {
                transaction.update(
                        "DELETE FROM attachment_piece WHERE hash = ?",
                        attachment.hash().hex());
            }
            return true;
        });
    }

    /// Before any store has spoken a word that no store bears.
    private String present() {
        return centre.get().map(store -> store.id() + " " + store.generation()).orElse("none");
    }

    private static byte[] joined(List<byte[]> pieces) {
        byte[] whole = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return whole;
    }

    /// One that is to be sent.
    ///
    /// @param store of the centre, when it was looked for
    record Waiting(long ordinal, Digest hash, long size, String store) {}
}
