package org.hongting.sync.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.store.Schema;
import org.jspecify.annotations.Nullable;

/// Appends facts to the terminal's journal. Safe for use by many threads; one transaction at a time. It must not be
/// called from inside another transaction of the same database.
///
/// Every opening mints an epoch whose first record names the end of the one before. Where the next record goes is
/// read from the disk inside each transaction, so the chain in memory can never run ahead of the file: a commit that
/// was reported as failed and is there after all is simply gone on from. If the file has less than was committed, or
/// its end does not hold after a fault, a new epoch is opened rather than a number used twice.
public final class Journal {
    /// How many records at the end of an epoch are recomputed at opening and after a fault.
    private static final int TAIL_RECORDS = 64;

    private final Database database;
    private final TerminalId terminal;
    private final TerminalClock clock;
    private final RandomGenerator random;
    private final String software;
    private final List<JournalListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Tail> committed;
    private final Optional<ChainBreak> previousBreak;
    private final Outbox outbox;
    private volatile boolean doubtful;

    private Journal(
            Database database, TerminalId terminal, TerminalClock clock, RandomGenerator random, String software) {
        this.database = database;
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.software = software;
        Schema.apply(database, JournalTables.MIGRATIONS);
        this.previousBreak = database.reading(transaction -> JournalTables.tail(transaction)
                .flatMap(tail -> ChainCheck.ofEnd(transaction, tail, ownerOf(transaction, tail), TAIL_RECORDS)));
        this.committed = new AtomicReference<>(
                database.inTransaction(transaction -> openEpoch(transaction, JournalTables.tail(transaction)).tail));
        this.outbox = new Outbox(database, terminal, () -> committed.get().position());
    }

    /// Opens the journal of a terminal and begins an epoch.
    ///
    /// @param random for epoch ids and salts; [java.security.SecureRandom] on a real terminal
    /// @param software version of the terminal's software, at most 64 characters
    /// @throws JournalFault if the opening could not be recorded
    public static Journal open(
            Database database, TerminalId terminal, TerminalClock clock, RandomGenerator random, String software) {
        try {
            return new Journal(database, terminal, clock, random, software);
        } catch (DatabaseFault e) {
            throw new JournalFault(e);
        }
    }

    /// Runs the work in one transaction and returns when its facts, and whatever it wrote beside them, are on the
    /// disk; or throws, and then neither is believed to be.
    ///
    /// @throws JournalFault if it is not durable: the kiosk must then say "not recorded"
    public <T extends @Nullable Object> T write(Writing<T> work) {
        Written<T> written;
        boolean verified = doubtful;
        try {
            written = database.inTransaction(transaction -> {
                Appending appending = goOn(transaction);
                return new Written<>(work.in(transaction, appending), appending.tail);
            });
        } catch (DatabaseFault e) {
            doubtful = true;
            throw new JournalFault(e);
        }
        if (verified) {
            doubtful = false;
        }
        Tail before = committed.getAndAccumulate(written.tail(), Tail::later);
        if (!before.equals(written.tail())) {
            long pending = outbox.pending();
            listeners.forEach(listener -> tell(listener, pending));
        }
        return written.result();
    }

    /// What is durable is durable, whatever a listener makes of it.
    private static void tell(JournalListener listener, long pending) {
        try {
            listener.recorded(pending);
        } catch (RuntimeException e) {
            System.getLogger(Journal.class.getName()).log(System.Logger.Level.ERROR, "a journal listener failed", e);
        }
    }

    /// The epoch that records are added to. It changes only after the disk was found to have lost records.
    public EpochId epoch() {
        return committed.get().epoch();
    }

    public TerminalId terminal() {
        return terminal;
    }

    /// What the centre does not yet hold.
    public Outbox outbox() {
        return outbox;
    }

    /// What was wrong at the end of the previous epoch when this one was opened. The journal goes on all the same:
    /// the break stays visible, and nobody at the door is sent away for it.
    public Optional<ChainBreak> previousBreak() {
        return previousBreak;
    }

    public void listen(JournalListener listener) {
        listeners.add(listener);
    }

    private Appending goOn(Transaction transaction) {
        Tail known = committed.get();
        if (!doubtful && JournalTables.endsWith(transaction, known)) {
            return new Appending(transaction, known);
        }
        Optional<Tail> disk = JournalTables.tail(transaction);
        return disk.filter(tail -> tail.ordinal() == known.ordinal() && tail.seq() >= known.seq())
                .filter(tail -> tail.seq() > known.seq() || tail.head().equals(known.head()))
                .filter(tail -> !doubtful
                        || ChainCheck.ofEnd(transaction, tail, terminal, TAIL_RECORDS)
                                .isEmpty())
                .map(tail -> new Appending(transaction, tail))
                .orElseGet(() -> openEpoch(transaction, disk));
    }

    private Appending openEpoch(Transaction transaction, Optional<Tail> previous) {
        EpochId epoch = EpochId.draw(random);
        Tail opened = new Tail(
                previous.map(Tail::ordinal).orElse(0L) + 1,
                epoch,
                previous.map(Tail::position).orElse(0L),
                0,
                Chain.start(terminal, epoch));
        JournalTables.insertEpoch(transaction, opened, terminal);
        Appending appending = new Appending(transaction, opened);
        // The end of another terminal's epoch would tell the centre nothing: this disk was claimed anew since.
        Fact.PreviousEpoch end = previous.filter(
                        tail -> ownerOf(transaction, tail).equals(terminal))
                .map(tail -> new Fact.PreviousEpoch(tail.epoch(), tail.seq(), tail.head()))
                .orElse(null);
        appending.append(new Fact.EpochOpened(end, software));
        return appending;
    }

    private static TerminalId ownerOf(Transaction transaction, Tail tail) {
        return transaction
                .queryFirst(
                        "SELECT terminal FROM journal_epoch WHERE ordinal = ?",
                        row -> new TerminalId(row.text("terminal")),
                        tail.ordinal())
                .orElseThrow();
    }

    private record Written<T extends @Nullable Object>(T result, Tail tail) {}

    private final class Appending implements Appender {
        private final Transaction transaction;
        private final ClockReading now = clock.read();
        private Tail tail;

        Appending(Transaction transaction, Tail tail) {
            this.transaction = transaction;
            this.tail = tail;
        }

        @Override
        public Entry append(Fact fact) {
            var lines = RecordLines.of(tail.seq() + 1, now, fact, random);
            tail = tail.plus(Chain.next(tail.head(), lines.envelope()));
            JournalTables.insertRecord(transaction, tail, lines);
            return new Entry(tail.epoch(), tail.seq(), tail.head());
        }

        @Override
        public ClockReading now() {
            return now;
        }
    }
}
