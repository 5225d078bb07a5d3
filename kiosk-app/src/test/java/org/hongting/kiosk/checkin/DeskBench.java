package org.hongting.kiosk.checkin;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.device.Shown;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.card.CardHash;
import org.hongting.protocol.card.CardUid;
import org.hongting.protocol.code.DigitCode;
import org.hongting.protocol.code.MemberCode;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.PhoneKey;
import org.hongting.protocol.document.RosterEntry;
import org.hongting.protocol.document.SiteKey;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.ReadFact;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.P256;
import org.hongting.protocol.signing.Signer;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.sync.journal.Journal;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.store.Schema;
import org.hongting.sync.store.SqliteDatabase;

/// A desk on a real SQLite database in memory, with a small school around it and a clock that stands until it is
/// moved.
public final class DeskBench {
    public static final TerminalId TERMINAL = new TerminalId("kiosk-test");
    public static final TerminalId ELSEWHERE = new TerminalId("kiosk-elsewhere");
    public static final BranchId FIRST_BRANCH = new BranchId("branch-1");
    public static final BranchId SECOND_BRANCH = new BranchId("branch-2");
    public static final MemberId LI = new MemberId("00000000000000a1");
    public static final MemberId WANG = new MemberId("00000000000000a2");
    public static final MemberId OUTSIDER = new MemberId("00000000000000b1");
    public static final byte[] CARD_OF_LI = HexFormat.of().parseHex("51e69621");
    public static final byte[] CARD_OF_WANG = HexFormat.of().parseHex("26defae7");
    public static final int SITE = 0x1234;

    private static final byte[] CARD_SECRET = new byte[32];
    private static final KeyPair BADGE_KEY = P256.newKeyPair(new SecureRandom());
    private static final KeyPair PHONE_KEY = P256.newKeyPair(new SecureRandom());

    /// What the centre opens seals with.
    public static final KeyPair SEAL_KEY = P256.newKeyPair(new SecureRandom());

    /// The number of Li's phone.
    static final int PHONE = 7;

    public final Database database;
    public final DeskTables tables = new DeskTables(TERMINAL);
    public final Journal journal;
    public final CheckInDesk desk;
    private OffsetDateTime now = OffsetDateTime.parse("2026-11-22T08:50:00+08:00");
    private final OffsetDateTime start = now;
    private int starts = 1;
    private Duration shift = Duration.ZERO;
    private ClockQuality quality = ClockQuality.SYNCED;

    DeskBench(Database database) {
        this(database, 1);
    }

    private DeskBench(Database database, long seed) {
        this.database = database;
        Schema.apply(database, DeskTables.migrations());
        this.journal = Journal.open(database, TERMINAL, this::reading, new Random(seed), "test");
        this.desk = new CheckInDesk(database, journal, tables, this::reading);
    }

    public static DeskBench withSchool() {
        DeskBench bench = new DeskBench(SqliteDatabase.inMemory());
        bench.publishSchool();
        return bench;
    }

    /// The same kiosk, started anew.
    public DeskBench restarted() {
        starts++;
        return new DeskBench(database, starts);
    }

    public void publishSchool() {
        publish(
                DocumentName.KEYS,
                DocumentEntry.of(SiteKey.site(SITE)),
                DocumentEntry.of(SiteKey.badge(1, BADGE_KEY.getPublic().getEncoded())),
                DocumentEntry.of(SiteKey.card(1, CARD_SECRET)),
                DocumentEntry.of(SiteKey.seal(1, SEAL_KEY.getPublic().getEncoded())));
        publish(
                DocumentName.ROSTER,
                li(phoneOfLi()),
                member(WANG, "王*", FIRST_BRANCH, CARD_OF_WANG),
                member(OUTSIDER, "赵*", SECOND_BRANCH, HexFormat.of().parseHex("f0000001")));
    }

    public ClockReading reading() {
        return new ClockReading(
                now.plus(shift),
                quality,
                new BootId("boot-1"),
                Duration.between(start, now).toNanos());
    }

    /// Sets the wall clock alone: time goes on as it did.
    public void setWall(OffsetDateTime told, ClockQuality sure) {
        shift = Duration.between(now, told);
        quality = sure;
    }

    /// Sets the kiosk's clock, as somebody or something may at any moment.
    public void setClock(OffsetDateTime told, ClockQuality sure) {
        now = told;
        quality = sure;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public OffsetDateTime now() {
        return now;
    }

    /// A whole document of the centre's.
    public void publish(DocumentName name, DocumentEntry... entries) {
        apply(name, new DocumentChange(true, List.of(entries), List.of()));
    }

    /// What has changed of a document.
    public void change(DocumentName name, List<DocumentEntry> put, List<String> removed) {
        apply(name, new DocumentChange(false, put, removed));
    }

    private void apply(DocumentName name, DocumentChange change) {
        database.inTransaction(transaction -> {
            tables.projections().stream()
                    .filter(projection -> projection.wants(name))
                    .forEach(projection -> projection.apply(transaction, name, change));
            return true;
        });
    }

    /// A meeting that opens 30 minutes before its start and closes two hours after.
    public MeetingEntry meeting(String id, OffsetDateTime starts, BranchId... branches) {
        return new MeetingEntry(
                new MeetingId(id),
                "支部党员大会",
                "branch-assembly",
                "第一党支部",
                "301",
                starts,
                starts.plusHours(2),
                new CheckInWindow(starts.minusMinutes(30), starts, starts.plusHours(2)),
                List.of(branches),
                List.of(),
                null);
    }

    public void publishMeetings(MeetingEntry... meetings) {
        publish(
                DocumentName.meetingsOf(TERMINAL),
                List.of(meetings).stream().map(DocumentEntry::of).toArray(DocumentEntry[]::new));
    }

    public Decision card(byte[] uid) {
        return show(new Shown.CardShown(uid));
    }

    Decision code(String text) {
        return show(Shown.code(text, Shown.Source.CAMERA));
    }

    Decision show(Shown shown) {
        return desk.decide(new CredentialRead(new DeviceName("bench"), shown, 0, false));
    }

    static byte[] badgeBytes(MemberId member, int serial, LocalDate lastDay) {
        return MemberCode.signBadge(SITE, 1, member, serial, lastDay, Signer.of(BADGE_KEY));
    }

    static String badge(MemberId member, int serial) {
        return DigitCode.write(badgeBytes(member, serial, LocalDate.of(2030, 8, 31)));
    }

    /// The pass that Li's phone shows so many steps from the kiosk's own.
    public String passOfLi(long stepsAway) {
        return DigitCode.write(passOf(LI, PHONE, PassWindow.stepAt(now.toInstant()) + stepsAway));
    }

    /// Signed by Li's phone, whatever it claims.
    static byte[] passOf(MemberId member, int phone, long step) {
        return MemberCode.signPass(SITE, phone, member, step, Signer.of(PHONE_KEY));
    }

    /// Li, with these phones.
    public static DocumentEntry li(PhoneKey... phones) {
        return DocumentEntry.of(new RosterEntry(
                LI,
                "李*",
                FIRST_BRANCH,
                List.of(CardHash.of(new CardUid(CARD_OF_LI), 1, CARD_SECRET)),
                1,
                List.of(phones)));
    }

    public static PhoneKey phoneOfLi() {
        return PhoneKey.of(PHONE, PHONE_KEY.getPublic().getEncoded());
    }

    /// Wang, with a card and nothing to type.
    public static RosterEntry wang() {
        return member(WANG, "王*", FIRST_BRANCH, CARD_OF_WANG).as(RosterEntry.class);
    }

    /// All facts in the journal, in order, read back from the stored bytes.
    public List<Fact> facts() {
        return facts(journal.epoch());
    }

    private List<Fact> facts(EpochId epoch) {
        List<RecordLines> records = new ArrayList<>();
        journal.outbox().next(epoch, 0, 1 << 20, 10_000).ifPresent(slice -> records.addAll(slice.records()));
        return records.stream()
                .map(lines -> ReadFact.of(Envelope.ofLine(lines.envelope()), lines.body()))
                .map(read -> ((ReadFact.Known) read).fact())
                .toList();
    }

    /// The facts of one kind of every epoch, whichever start of the kiosk wrote them.
    public <T extends Fact> List<T> allFacts(Class<T> type) {
        return journal.outbox().held().stream()
                .flatMap(held -> facts(held.epoch()).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public <T extends Fact> List<T> facts(Class<T> type) {
        return facts().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static DocumentEntry member(MemberId id, String name, BranchId branch, byte[] card) {
        return DocumentEntry.of(
                new RosterEntry(id, name, branch, List.of(CardHash.of(new CardUid(card), 1, CARD_SECRET)), 1));
    }
}
