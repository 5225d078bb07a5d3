package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.AttendanceBook;
import org.hongting.central.meeting.Closings;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.MeetingDefaults;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.Meetings;
import org.hongting.central.meeting.MeetingsSource;
import org.hongting.central.meeting.OnSiteProjection;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.testing.TestStore;
import org.hongting.central.testing.TestTerminal;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A meeting that runs, was closed at a kiosk, and is let go on in the console.
class ClosingTakenBackTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-16T09:00:00+08:00");
    private static final Clock DURING = Clock.fixed(NINE.plusMinutes(20).toInstant(), ZONE);
    private static final TerminalId KIOSK = new TerminalId("kiosk-1");

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final Members members = new Members(random, DURING);
    private final Meetings meetings = new Meetings(random, DURING);
    private TestStore store;
    private Branch branch;
    private Member zhang;
    private Member li;
    private Meeting meeting;
    private MeetingHall hall;
    private Conclusions conclusions;
    private long seq;

    @BeforeEach
    void openAMeeting() {
        store = new TestStore(folder);
        store.enrol(TestTerminal.named(KIOSK.value(), random));
        branch = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第一党支部"));
        zhang = member("张晓明", "20260001");
        li = member("李思然", "20260002");
        MeetingDefaults asked = new MeetingDefaults(30, 0, 0, Optional.empty());
        meeting = store.database.inTransaction(transaction -> meetings.add(
                transaction,
                new Meeting.Plan(
                        "支部党员大会",
                        MeetingKind.BRANCH_ASSEMBLY,
                        branch.id(),
                        "301",
                        asked.times(NINE.toInstant(), NINE.plusHours(1).toInstant())),
                new Meeting.Audience(Set.of(branch.id()), Set.of()),
                Set.of(KIOSK)));
        hall = new MeetingHall(store.database, meetings, new AttendanceBook(members), DURING);
        conclusions = new Conclusions(
                new OwnJournal(List.of(new RulingProjection()), DURING, () -> 0, random, "test"),
                hall,
                members,
                new AuditLog(store.database, DURING),
                random);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Member member(String name, String number) {
        return store.database.inTransaction(transaction -> members.add(transaction, name, number, branch.id(), false));
    }

    private MeetingHall.Phase phase() {
        return hall.find(meeting.id()).orElseThrow().phase();
    }

    private void does(Consumer<Transaction> act) {
        store.database.inTransaction(transaction -> {
            act.accept(transaction);
            return null;
        });
    }

    private void refused(Refusal.Why why, Consumer<Transaction> act) {
        assertThatThrownBy(() -> does(act))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }

    @Test
    void aClosingIsTakenBackByAFactOfTheCentreForEveryKioskAndCanBeClosedAnew() {
        refused(Refusal.Why.NOT_CLOSED, tx -> conclusions.takeClosingBack(tx, meeting.id(), "误按", "admin"));
        store.execute(
                "INSERT INTO member_charge (member, set_at, set_by) VALUES (?, '', 'admin')",
                zhang.id().value());
        closes(zhang);
        closes(li);
        assertThat(phase()).isEqualTo(MeetingHall.Phase.CLOSED);
        refused(Refusal.Why.NO_NOTE, tx -> conclusions.takeClosingBack(tx, meeting.id(), " ", "admin"));

        does(tx -> conclusions.takeClosingBack(tx, meeting.id(), "误按了结束签到", "admin"));

        assertThat(phase()).isEqualTo(MeetingHall.Phase.OPEN);
        List<Closings.Closing> closings = store.database.reading(transaction -> Closings.of(transaction, meeting.id()));
        assertThat(closings)
                .as("the doubted one too: its own kiosk goes on")
                .hasSize(2)
                .allSatisfy(
                        one -> assertThat(one.takenBack().orElseThrow().why()).isEqualTo("误按了结束签到"));
        assertThat(entry().takenBack())
                .containsExactlyElementsOf(
                        closings.stream().map(Closings.Closing::name).toList());
        assertThat(entry().closed()).isNull();
        assertThat(store.count("record WHERE terminal = 'centre' AND type = 'meeting.closing-taken-back'"))
                .isEqualTo(2);
        refused(Refusal.Why.NOT_CLOSED, tx -> conclusions.takeClosingBack(tx, meeting.id(), "再次", "admin"));

        closes(zhang);
        assertThat(phase()).isEqualTo(MeetingHall.Phase.CLOSED);
        assertThat(entry().closed()).isNotNull();
    }

    @Test
    void aTerminalThatClaimsToTakeAClosingBackChangesNothing() {
        closes(zhang);
        Closings.Closing closing = store.database
                .reading(transaction -> Closings.of(transaction, meeting.id()))
                .getFirst();
        told(new Fact.ClosingTakenBack(meeting.id(), KIOSK, closing.name(), "admin", Digest.of(new byte[] {1})));
        assertThat(store.count("meeting_closing WHERE taken_back_at IS NULL")).isEqualTo(1);
    }

    private void closes(Member by) {
        told(new Fact.MeetingClosed(meeting.id(), by.id()));
    }

    private void told(Fact fact) {
        ClockReading clock = new ClockReading(NINE.plusMinutes(10), ClockQuality.SYNCED, new BootId("boot-1"), ++seq);
        Envelope envelope =
                new Envelope(seq, clock, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {(byte) seq}));
        StoredFact stored = new StoredFact(
                KIOSK, new EpochId("00112233445566778899aabbccddeeff"), envelope, fact, DURING.instant());
        does(transaction -> {
            new OnSiteProjection(meetings, members, new Alarms(random)).project(transaction, stored);
            new RulingProjection().project(transaction, stored);
        });
    }

    private MeetingEntry entry() {
        return store.database
                .reading(transaction -> new MeetingsSource(meetings, DURING).contents(transaction, "all"))
                .getOrDefault(DocumentName.meetingsOf(KIOSK), List.of())
                .getFirst()
                .as(MeetingEntry.class);
    }
}
