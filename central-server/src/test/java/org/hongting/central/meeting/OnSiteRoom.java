package org.hongting.central.meeting;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A branch, who is in charge of it, and three kiosks, two of them in one room: what they report reaches the centre.
abstract class OnSiteRoom {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-22T09:00:00+08:00");
    static final Clock CLOCK = Clock.fixed(NINE.plusHours(1).toInstant(), ZONE);
    static final TerminalId KIOSK = new TerminalId("kiosk-1");
    static final TerminalId NEXT_TO_IT = new TerminalId("kiosk-2");
    static final TerminalId ELSEWHERE = new TerminalId("kiosk-3");
    static final BootId BOOT = new BootId("boot-1");
    static final MeetingId OPENED = new MeetingId("m-0f1e2d3c4b5a6978");

    @TempDir
    Path folder;

    final Random random = new Random(7);
    final Members members = new Members(random, CLOCK);
    final Meetings meetings = new Meetings(random, CLOCK);
    TestStore store;
    Branch branch;
    Member zhang;
    long seq;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        zhang = store.database.inTransaction(
                transaction -> members.add(transaction, "张晓明", "20260001", branch.id(), false));
        inCharge(zhang);
        terminal(KIOSK, "301");
        terminal(NEXT_TO_IT, "301");
        terminal(ELSEWHERE, "302");
    }

    @AfterEach
    void close() {
        store.close();
    }

    void terminal(TerminalId id, String place) {
        store.execute(
                "INSERT INTO terminal (id, name, place, public_key, claimed_at) VALUES (?, ?, ?, ?, ?)",
                id.value(),
                id.value(),
                place,
                new byte[] {(byte) id.value().hashCode()},
                UtcText.of(Instant.EPOCH));
    }

    void inCharge(Member member) {
        store.execute(
                "INSERT INTO member_charge (member, set_at, set_by) VALUES (?, '', 'admin')",
                member.id().value());
    }

    void told(Fact fact) {
        told(KIOSK, fact, NINE, ClockQuality.SYNCED);
    }

    void told(TerminalId terminal, Fact fact, OffsetDateTime when, ClockQuality quality) {
        ClockReading clock = new ClockReading(when, quality, BOOT, ++seq * 1_000_000_000L);
        Envelope envelope =
                new Envelope(seq, clock, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {(byte) seq}));
        StoredFact stored = new StoredFact(
                terminal, new EpochId("00112233445566778899aabbccddeeff"), envelope, fact, CLOCK.instant());
        store.database.inTransaction(transaction -> {
            new ArrivalProjection(new Alarms(random)).project(transaction, List.of(stored));
            new OnSiteProjection(meetings, members, new Alarms(random)).project(transaction, List.of(stored));
            return null;
        });
    }

    Fact.MeetingOpened opened() {
        return opened(OPENED, branch.id(), zhang.id(), NINE);
    }

    static Fact.MeetingOpened opened(MeetingId id, BranchId unit, MemberId by, OffsetDateTime at) {
        return new Fact.MeetingOpened(
                id,
                "branch-assembly",
                unit,
                "支部党员大会",
                at,
                at.plusHours(2),
                new Fact.Window(at, at.plusMinutes(15), at.plusHours(2)),
                by);
    }

    Optional<Meeting> found(MeetingId id) {
        return store.database.reading(transaction -> meetings.find(transaction, id));
    }

    OnSite onSite(MeetingId id) {
        return store.database.reading(transaction -> OnSite.of(transaction, id));
    }

    MeetingHall hall() {
        return new MeetingHall(store.database, meetings, new AttendanceBook(members), CLOCK);
    }

    Map<DocumentName, List<MeetingEntry>> published() {
        return published(CLOCK);
    }

    Map<DocumentName, List<MeetingEntry>> published(Clock now) {
        Map<DocumentName, List<MeetingEntry>> documents = new java.util.HashMap<>();
        store.database
                .reading(transaction -> new MeetingsSource(meetings, now).contents(transaction, MeetingsSource.ALL))
                .forEach((name, entries) -> documents.put(
                        name,
                        entries.stream()
                                .map(entry -> entry.as(MeetingEntry.class))
                                .toList()));
        return documents;
    }

    List<String> alarms() {
        return store.texts("detail", "alarm WHERE kind = 'opened-in-doubt' ORDER BY detail");
    }
}
