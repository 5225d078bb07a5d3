package org.hongting.simulator.benchmark;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/// A desk as it stands in a terminal, on a file of its own: a school of any size, and one meeting that expects a branch
/// of it. Everybody comes once, by card or by badge.
final class MeasuredDesk implements AutoCloseable {
    private static final TerminalId TERMINAL = new TerminalId("kiosk-bench");
    private static final BranchId BRANCH = new BranchId("branch-1");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T08:50:00+08:00");
    private static final int SITE = 0x1234;
    private static final byte[] CARD_SECRET = new byte[32];
    private static final int FIRST_CARD = 0x51000000;

    private final SqliteDatabase file;
    private final Counting database;
    private final CheckInDesk desk;
    private final RecordLines firstArrival;
    private final KeyPair badgeKey;
    private int next;

    record IssuedBadge(String digits, MemberCode code) {}

    private MeasuredDesk(SqliteDatabase file, int members) {
        this.file = file;
        this.database = new Counting(file);
        long start = System.nanoTime();
        DeskTables tables = new DeskTables(TERMINAL);
        Schema.apply(database, DeskTables.migrations());
        Journal journal =
                Journal.open(database, TERMINAL, () -> reading(System.nanoTime() - start), new Random(1), "bench");
        this.desk = new CheckInDesk(database, journal, tables, () -> reading(System.nanoTime() - start));
        this.badgeKey = P256.newKeyPair(new SecureRandom());
        publish(
                database,
                tables,
                DocumentName.KEYS,
                List.of(
                        DocumentEntry.of(SiteKey.site(SITE)),
                        DocumentEntry.of(SiteKey.badge(1, badgeKey.getPublic().getEncoded())),
                        DocumentEntry.of(SiteKey.card(1, CARD_SECRET))));
        publish(
                database,
                tables,
                DocumentName.ROSTER,
                IntStream.range(0, members).mapToObj(MeasuredDesk::member).toList());
        publish(database, tables, DocumentName.meetingsOf(TERMINAL), List.of(DocumentEntry.of(meeting())));
        showNextCard();
        this.firstArrival = journal.outbox()
                .next(journal.epoch(), 1, 1 << 20, 1)
                .orElseThrow()
                .records()
                .getFirst();
    }

    static MeasuredDesk open(Path file, int members) {
        return new MeasuredDesk(SqliteDatabase.open(file), members);
    }

    Decision showNextCard() {
        return show(new Shown.CardShown(card(next++)));
    }

    /// The badge of somebody who has not come yet.
    IssuedBadge nextBadge() {
        byte[] bytes = MemberCode.signBadge(SITE, 1, id(next++), 1, LocalDate.of(2030, 8, 31), Signer.of(badgeKey));
        return new IssuedBadge(DigitCode.write(bytes), MemberCode.parse(bytes).orElseThrow());
    }

    Decision show(IssuedBadge badge) {
        return show(Shown.code(badge.digits(), Shown.Source.CAMERA));
    }

    void verify(IssuedBadge badge) {
        if (!badge.code().isSignedWith(badgeKey.getPublic())) {
            throw new IllegalStateException("a badge of ours is not");
        }
    }

    private Decision show(Shown shown) {
        return desk.decide(new CredentialRead(new DeviceName("bench"), shown, 0, false));
    }

    /// The record of an arrival, as long as every other.
    RecordLines firstArrival() {
        return firstArrival;
    }

    /// Transactions that wrote, since the start.
    long commits() {
        return database.commits.get();
    }

    private static ClockReading reading(long mono) {
        return new ClockReading(NOW.plus(Duration.ofNanos(mono)), ClockQuality.SYNCED, new BootId("boot-1"), mono);
    }

    private static MemberId id(int index) {
        return MemberId.ofBytes(
                ByteBuffer.allocate(MemberId.BYTES).putLong(index + 1L).array());
    }

    private static byte[] card(int index) {
        return ByteBuffer.allocate(4).putInt(FIRST_CARD + index).array();
    }

    private static DocumentEntry member(int index) {
        return DocumentEntry.of(new RosterEntry(
                id(index), "李*", BRANCH, List.of(CardHash.of(new CardUid(card(index)), 1, CARD_SECRET)), 1));
    }

    private static MeetingEntry meeting() {
        OffsetDateTime starts = NOW.plusHours(1);
        return new MeetingEntry(
                new MeetingId("assembly"),
                "支部党员大会",
                "branch-assembly",
                "第一党支部",
                "301",
                starts,
                starts.plusHours(2),
                new CheckInWindow(starts.minusHours(2), starts, starts.plusHours(2)),
                List.of(BRANCH),
                List.of(),
                null);
    }

    /// Puts a whole document into the desk's tables.
    static void publish(Database database, DeskTables tables, DocumentName name, List<DocumentEntry> entries) {
        database.inTransaction(transaction -> {
            tables.projections().stream()
                    .filter(projection -> projection.wants(name))
                    .forEach(projection ->
                            projection.apply(transaction, name, new DocumentChange(true, entries, List.of())));
            return true;
        });
    }

    @Override
    public void close() {
        file.close();
    }

    private record Counting(Database database, AtomicLong commits) implements Database {
        Counting(Database database) {
            this(database, new AtomicLong());
        }

        @Override
        public <T extends @Nullable Object> T inTransaction(Work<T> work) {
            commits.incrementAndGet();
            return database.inTransaction(work);
        }

        @Override
        public <T extends @Nullable Object> T reading(Work<T> work) {
            return database.reading(work);
        }
    }
}
