package org.hongting.central.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Fact.PreviousEpoch;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.wire.Batch;

/// Histories that came under the name of an epoch which the centre holds otherwise. Each is kept in the quarantine and
/// has a name of its own, so that it can be taken in later as an epoch of that name.
final class SecondHistories {
    private static final int NAME_DIGITS = 32;
    private static final String COLUMNS = "SELECT branch, epoch, common, common_head, up_to, head FROM fork_branch";

    private final Transaction transaction;
    private final TerminalId terminal;

    SecondHistories(Transaction transaction, TerminalId terminal) {
        this.transaction = transaction;
        this.terminal = terminal;
    }

    /// One of them.
    ///
    /// @param name of the epoch that it becomes
    /// @param epoch under whose name it came
    /// @param common the last record that both have
    /// @param upTo the last record of it that came
    record Branch(EpochId name, EpochId epoch, long common, Digest commonHead, long upTo, Digest head) {}

    Optional<Branch> find(EpochId name) {
        return transaction.queryFirst(
                COLUMNS + " WHERE terminal = ? AND branch = ?", SecondHistories::read, terminal.value(), name.value());
    }

    /// Where a disk says that it goes on from: if that is the end of a second history, by the name of that one.
    PreviousEpoch byItsName(PreviousEpoch previous) {
        return transaction
                .queryFirst(
                        "SELECT branch FROM fork_branch WHERE terminal = ? AND epoch = ? AND up_to = ? AND head = ?",
                        row -> new EpochId(row.text("branch")),
                        terminal.value(),
                        previous.epoch().value(),
                        previous.last(),
                        previous.head().bytes())
                .map(name -> new PreviousEpoch(name, previous.last(), previous.head()))
                .orElse(previous);
    }

    /// Whether somebody decided so about one that is no epoch here yet.
    boolean isSetAside(EpochId name) {
        return transaction
                .queryFirst(
                        "SELECT verdict FROM fork_decision WHERE terminal = ? AND branch = ?",
                        row -> row.text("verdict"),
                        terminal.value(),
                        name.value())
                .filter(Forks.Verdict.SET_ASIDE.word()::equals)
                .isPresent();
    }

    /// The one that a batch goes on with, or repeats a part of.
    Optional<Branch> meantBy(Batch batch) {
        Batch.Header header = batch.header();
        List<Branch> branches = transaction.query(
                COLUMNS + " WHERE terminal = ? AND epoch = ? ORDER BY branch",
                SecondHistories::read,
                terminal.value(),
                header.epoch().value());
        return branches.stream()
                .filter(branch -> branch.upTo() >= header.first() - 1 && branch.upTo() <= header.last())
                .filter(branch -> batch.chainAt(branch.upTo()).equals(branch.head()))
                .findFirst();
    }

    /// Keeps what of a batch is not held already; repeating it changes nothing.
    ///
    /// @param apart the records that differ or stand behind one that does, by sequence number
    void keep(Batch batch, Map<Long, RecordLines> apart, Instant now) {
        NavigableMap<Long, RecordLines> inOrder = new TreeMap<>(apart);
        if (inOrder.isEmpty()) {
            return;
        }
        Branch branch = meantBy(batch).or(() -> holding(batch, inOrder)).orElseGet(() -> begin(batch, inOrder, now));
        RecordTable table =
                new RecordTable(transaction, terminal, batch.header().epoch(), now);
        inOrder.forEach((seq, lines) -> table.keepApart(seq, lines, branch.name()));
        advance(branch, batch);
    }

    void advance(Branch branch, Batch batch) {
        transaction.update(
                "UPDATE fork_branch SET up_to = ?, head = ? WHERE terminal = ? AND branch = ? AND up_to < ?",
                batch.header().last(),
                batch.header().head().bytes(),
                terminal.value(),
                branch.name().value(),
                batch.header().last());
    }

    /// A fact of a second history that was taken in names records of its own history, which have another name now.
    Fact ownNames(Fact fact, EpochId epoch) {
        if (!(fact instanceof Fact.CheckInVoided voided)) {
            return fact;
        }
        Fact.RecordName meant = voided.voided();
        return find(epoch)
                .filter(branch -> branch.epoch().equals(meant.epoch()) && meant.seq() > branch.common())
                .<Fact>map(branch -> new Fact.CheckInVoided(
                        voided.meeting(),
                        voided.member(),
                        voided.origin(),
                        new Fact.RecordName(branch.name(), meant.seq()),
                        voided.reason(),
                        voided.by()))
                .orElse(fact);
    }

    /// By the envelope: a body may have been erased since, here or there.
    private Optional<Branch> holding(Batch batch, NavigableMap<Long, RecordLines> apart) {
        RecordLines first = apart.firstEntry().getValue();
        return transaction
                .queryFirst(
                        "SELECT branch FROM quarantine"
                                + " WHERE terminal = ? AND epoch = ? AND seq = ? AND envelope = ? AND branch IS NOT NULL",
                        row -> new EpochId(row.text("branch")),
                        terminal.value(),
                        batch.header().epoch().value(),
                        apart.firstKey(),
                        first.envelope().bytes())
                .flatMap(this::find);
    }

    private Branch begin(Batch batch, NavigableMap<Long, RecordLines> apart, Instant now) {
        long common = apart.firstKey() - 1;
        EpochId name = new EpochId(batch.chainAt(common + 1).hex().substring(0, NAME_DIGITS));
        transaction.update(
                "INSERT INTO fork_branch (terminal, branch, epoch, common, common_head, up_to, head, found_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, branch) DO NOTHING",
                terminal.value(),
                name.value(),
                batch.header().epoch().value(),
                common,
                batch.chainAt(common).bytes(),
                batch.header().last(),
                batch.header().head().bytes(),
                UtcText.of(now));
        return find(name).orElseThrow();
    }

    private static Branch read(Transaction.Row row) {
        return new Branch(
                new EpochId(row.text("branch")),
                new EpochId(row.text("epoch")),
                row.integer("common"),
                Digest.wrap(row.bytes("common_head")),
                row.integer("up_to"),
                Digest.wrap(row.bytes("head")));
    }
}
