package org.hongting.sync.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.ReadFact;
import org.hongting.sync.store.SqliteDatabase;

/// A journal file seen from outside: every epoch's chain and every body is recomputed, and every epoch must begin
/// with the true end of the one before it. The file is only read; it may be a copy or the live one.
///
/// What this cannot see is a newest epoch that was cut short at its end: only the centre knows how far that one went.
public final class JournalFile {
    private static final FileAttribute<?> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private JournalFile() {}

    /// @throws DatabaseFault if the file cannot be read or holds no journal
    public static Verdict verify(Path file) {
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(file)) {
            return verify(database);
        }
    }

    /// Copies the whole file from inside, while a terminal writes it or not, and verifies the copy. What is broken in
    /// the journal is as broken in the copy; the verdict says so. There is no new file where this throws.
    ///
    /// @throws FileAlreadyExistsException if there is something in that place: nothing is written over
    /// @throws DatabaseFault if the file cannot be read, holds no journal, or the copy is not whole
    public static Verdict copy(Path file, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(file)) {
            Files.createFile(unfinished, OWNERS_ONLY);
            database.copyTo(unfinished);
            Verdict verdict = verifyCopy(unfinished);
            force(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            force(Objects.requireNonNull(target.toAbsolutePath().getParent()));
            return verdict;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Verdict verifyCopy(Path copy) {
        try (SqliteDatabase database = SqliteDatabase.openReadOnly(copy)) {
            List<String> found = database.reading(
                    transaction -> transaction.query("PRAGMA integrity_check(1)", row -> row.text("integrity_check")));
            if (!found.equals(List.of("ok"))) {
                throw new DatabaseFault(DatabaseFault.Kind.CORRUPT, "the copy is not whole: " + found);
            }
            return verify(database);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Verdict verify(Database database) {
        return database.reading(transaction -> {
            requireNoStrays(transaction);
            List<VerifiedEpoch> epochs = new ArrayList<>();
            Optional<ChainBreak> firstBreak = Optional.empty();
            for (StoredEpoch stored : storedEpochs(transaction)) {
                Optional<ChainBreak> found = verify(transaction, stored, epochs);
                firstBreak = firstBreak.or(() -> found);
            }
            return new Verdict(epochs, firstBreak);
        });
    }

    private static Optional<ChainBreak> verify(
            Transaction transaction, StoredEpoch stored, List<VerifiedEpoch> before) {
        ChainCheck check = new ChainCheck(
                stored.epoch(),
                stored.base(),
                stored.pruned(),
                stored.pruned() == 0
                        ? Chain.start(stored.terminal(), stored.epoch())
                        : JournalTables.headAt(transaction, stored.ordinal(), stored.base(), stored.pruned())
                                .orElseThrow());
        Optional<ChainBreak> found = stored.last() < 1
                ? Optional.of(new ChainBreak(stored.epoch(), 1, ChainBreak.What.MISSING))
                : check.upTo(transaction, stored.last())
                        .or(() -> beginsWithTrueEnd(transaction, stored, before)
                                ? Optional.empty()
                                : Optional.of(new ChainBreak(stored.epoch(), 1, ChainBreak.What.WRONG_END)));
        before.add(new VerifiedEpoch(
                stored.epoch(), stored.terminal(), stored.last(), stored.pruned(), check.head(), found.isEmpty()));
        return found;
    }

    private static boolean beginsWithTrueEnd(Transaction transaction, StoredEpoch stored, List<VerifiedEpoch> before) {
        Optional<VerifiedEpoch> previous = before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
        if (stored.pruned() > 0 || (previous.isPresent() && !previous.get().intact())) {
            return true;
        }
        // An epoch names the end of the one before it, or nothing where there is none of this terminal.
        Optional<Fact.PreviousEpoch> end = previous.filter(
                        epoch -> epoch.terminal().equals(stored.terminal()))
                .map(epoch -> new Fact.PreviousEpoch(epoch.epoch(), epoch.records(), epoch.head()));
        return StoredRecord.after(transaction, stored.base(), 1).stream().allMatch(first -> names(first, end));
    }

    /// The first record names nobody, so a tombstone in its place only hides what it says.
    private static boolean names(StoredRecord first, Optional<Fact.PreviousEpoch> end) {
        Line envelope = first.lines().envelope();
        try {
            return switch (ReadFact.of(Envelope.ofLine(envelope), first.lines().body())) {
                case ReadFact.Known(Fact.EpochOpened opened) -> end.equals(Optional.ofNullable(opened.previous()));
                case ReadFact.Unknown _ -> true;
                case ReadFact.Known _, ReadFact.Erased _, ReadFact.Bad _ -> false;
            };
        } catch (MalformedJson e) {
            return false;
        }
    }

    /// An epoch that is gone takes its records' names with it; records that nobody claims must not pass for none.
    private static void requireNoStrays(Transaction transaction) {
        boolean strays =
                transaction.queryFirst("""
                        SELECT 1 AS stray FROM journal_record
                        WHERE position <= coalesce((SELECT min(base) FROM journal_epoch), position) LIMIT 1""", row -> row.integer("stray")).isPresent();
        if (strays) {
            throw new DatabaseFault(DatabaseFault.Kind.CORRUPT, "there are records that belong to no epoch");
        }
    }

    private static List<StoredEpoch> storedEpochs(Transaction transaction) {
        // A file of before records were pruned is still a journal.
        boolean hasPruned = transaction
                .queryFirst(
                        "SELECT 1 AS there FROM sqlite_schema WHERE name = 'journal_pruned'",
                        row -> row.integer("there"))
                .isPresent();
        return transaction.query(
                """
                SELECT e.ordinal, e.epoch, e.terminal, e.base,
                  coalesce((SELECT n.base FROM journal_epoch n WHERE n.ordinal = e.ordinal + 1),
                           (SELECT max(position) FROM journal_record), e.base) AS last_position
                FROM journal_epoch e ORDER BY e.ordinal""",
                row -> new StoredEpoch(
                        row.integer("ordinal"),
                        new EpochId(row.text("epoch")),
                        new TerminalId(row.text("terminal")),
                        row.integer("base"),
                        row.integer("last_position") - row.integer("base"),
                        hasPruned ? JournalTables.pruned(transaction, row.integer("ordinal")) : 0));
    }

    /// @param pruned records that were given up here, from the first on
    private record StoredEpoch(long ordinal, EpochId epoch, TerminalId terminal, long base, long last, long pruned) {}

    /// An epoch as it was found.
    ///
    /// @param records how many there are or should be, and those that were `pruned` among them
    /// @param head the chain value after the last record that is as it was written
    public record VerifiedEpoch(
            EpochId epoch, TerminalId terminal, long records, long pruned, Digest head, boolean intact) {}

    /// What was found: all epochs in order of opening, and the first record that is wrong, if one is.
    public record Verdict(List<VerifiedEpoch> epochs, Optional<ChainBreak> firstBreak) {
        public Verdict {
            epochs = List.copyOf(epochs);
        }

        public boolean isIntact() {
            return firstBreak.isEmpty();
        }

        public long records() {
            return epochs.stream().mapToLong(VerifiedEpoch::records).sum();
        }

        /// Records whose bytes were given up here: only the chain value behind them is left to compare.
        public long pruned() {
            return epochs.stream().mapToLong(VerifiedEpoch::pruned).sum();
        }
    }
}
