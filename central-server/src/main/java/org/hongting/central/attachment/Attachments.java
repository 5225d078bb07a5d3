package org.hongting.central.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Attachment.MediaType;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.wire.AttachmentPart;
import org.hongting.protocol.wire.AttachmentReceipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What facts name by hash, and how much of it is here. An attachment is taken only from a terminal one of whose facts
/// names it: what nobody named fills no disk.
///
/// Safe for use by many threads; parts are written one after the other.
public final class Attachments {
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    /// What attachments leave free on the disk: records come first.
    private static final long RESERVED_BYTES = 512L * 1024 * 1024;

    private final Database database;
    private final InstantSource clock;
    private final AttachmentFolder folder;

    /// @param folder made with the first attachment
    public Attachments(Database database, InstantSource clock, Path folder) {
        this.database = database;
        this.clock = clock;
        this.folder = new AttachmentFolder(folder);
    }

    /// What became of a part.
    public sealed interface Answer {
        record Received(AttachmentReceipt receipt) implements Answer {}

        /// No fact of this terminal that is here names such an attachment.
        record NotNamed() implements Answer {}

        /// The disk has too little room left; later perhaps.
        record NoRoom() implements Answer {}
    }

    /// How much of an attachment is here.
    ///
    /// @param received bytes; all of them means that it can be read
    public record Progress(Attachment attachment, long received) {
        public boolean isWhole() {
            return received == attachment.size();
        }
    }

    /// Writes down what new facts name.
    public static FactProjection projection() {
        return (transaction, facts) -> facts.forEach(fact -> fact.fact()
                .attachments()
                .forEach(attachment -> name(transaction, fact.terminal(), attachment, fact.received())));
    }

    /// A fact names these.
    static void name(Transaction transaction, TerminalId terminal, Attachment attachment, Instant now) {
        transaction.update(
                "INSERT INTO attachment (hash, terminal, size, media_type, named_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (hash, terminal) DO NOTHING",
                attachment.hash().hex(),
                terminal.value(),
                attachment.size(),
                attachment.mediaType().name(),
                UtcText.of(now));
    }

    /// Takes a part whose signature and hash were checked.
    ///
    /// @throws UncheckedIOException if the disk fails; nothing is promised then, and the terminal asks again
    public synchronized Answer take(AttachmentPart part) {
        AttachmentPart.Header header = part.header();
        Optional<Attachment> named = named(header.attachment(), header.terminal());
        if (named.isEmpty()) {
            return new Answer.NotNamed();
        }
        if (isGivenUp(header.attachment(), header.terminal())) {
            return new Answer.Received(
                    new AttachmentReceipt(header.attachment(), named.get().size()));
        }
        try {
            return take(part, named.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer take(AttachmentPart part, Attachment attachment) throws IOException {
        Digest hash = attachment.hash();
        String sender = part.header().terminal().value();
        if (!folder.holds(hash)) {
            if (part.bytes().length > 0) {
                if (folder.usableBytes() < RESERVED_BYTES) {
                    return new Answer.NoRoom();
                }
                long here = folder.unfinished(hash, sender);
                if (part.header().offset() == here && here + part.bytes().length <= attachment.size()) {
                    folder.append(hash, sender, part.bytes());
                }
            }
            // Also where the centre stopped between the last part and this, and the terminal only asks how far it is.
            if (folder.unfinished(hash, sender) == attachment.size() && !folder.finish(hash, sender)) {
                LOG.warn("an attachment of terminal {} is not what its hash says: none of it is kept", sender);
            }
        }
        boolean isWhole = folder.holds(hash);
        if (isWhole) {
            markReceived(attachment);
        }
        return new Answer.Received(
                new AttachmentReceipt(hash, isWhole ? attachment.size() : folder.unfinished(hash, sender)));
    }

    /// The bytes that a terminal sent, or is to send, are wanted no more: they are removed unless another terminal's
    /// facts name them too, and a terminal that still sends them is told that all of them are here.
    ///
    /// @throws UncheckedIOException if the disk fails; it can be tried again
    public synchronized void giveUp(TerminalId terminal, Digest hash) {
        boolean isLast = database.reading(transaction -> transaction
                .queryFirst(
                        "SELECT 1 AS n FROM attachment WHERE hash = ? AND terminal <> ? AND given_up_at IS NULL",
                        row -> row.integer("n"),
                        hash.hex(),
                        terminal.value())
                .isEmpty());
        try {
            // Before it is written down: what was not removed is found again the next time.
            folder.remove(hash, terminal.value(), isLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database.inTransaction(transaction -> transaction.update(
                "UPDATE attachment SET given_up_at = ? WHERE hash = ? AND terminal = ?",
                UtcText.of(clock.instant()),
                hash.hex(),
                terminal.value()));
    }

    private boolean isGivenUp(Digest hash, TerminalId terminal) {
        return database.reading(transaction -> transaction
                .queryFirst(
                        "SELECT 1 AS n FROM attachment WHERE hash = ? AND terminal = ? AND given_up_at IS NOT NULL",
                        row -> row.integer("n"),
                        hash.hex(),
                        terminal.value())
                .isPresent());
    }

    /// How far an attachment has come; empty if no fact names it.
    public Optional<Progress> progress(Digest hash) {
        record Row(Attachment attachment, String terminal, boolean isReceived) {}
        return database.reading(transaction -> transaction.queryFirst(
                        "SELECT * FROM attachment WHERE hash = ? ORDER BY received_at IS NULL, named_at, terminal",
                        row -> new Row(attachment(row), row.text("terminal"), !row.isNull("received_at")),
                        hash.hex()))
                .map(row -> new Progress(
                        row.attachment, row.isReceived ? row.attachment.size() : unfinished(hash, row.terminal)));
    }

    private long unfinished(Digest hash, String terminal) {
        try {
            return folder.unfinished(hash, terminal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bytes, once they are whole.
    public Optional<byte[]> read(Digest hash) {
        if (!folder.holds(hash)) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.read(hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Attachment> named(Digest hash, TerminalId terminal) {
        return database.reading(transaction -> transaction.queryFirst(
                "SELECT * FROM attachment WHERE hash = ? AND terminal = ?",
                Attachments::attachment,
                hash.hex(),
                terminal.value()));
    }

    private void markReceived(Attachment attachment) {
        database.inTransaction(transaction -> transaction.update(
                "UPDATE attachment SET received_at = ? WHERE hash = ? AND received_at IS NULL",
                UtcText.of(clock.instant()),
                attachment.hash().hex()));
    }

    private static Attachment attachment(Transaction.Row row) {
        return new Attachment(
                Digest.ofHex(row.text("hash")), row.integer("size"), MediaType.valueOf(row.text("media_type")));
    }
}
