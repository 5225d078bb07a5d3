package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.OnSiteProjection;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.Branches;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Chain;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Envelope;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.FactType;
import org.hongting.protocol.record.GuestKind;
import org.hongting.protocol.record.Line;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.hongting.protocol.record.VoteCount;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.junit.jupiter.api.Test;

/// What people rule about a meeting, and what is sealed.
class ConclusionsTest extends HeldMeeting {
    @Test
    void nobodyIsAbsentBeforeEveryTerminalHasReported() {
        arrives(zhang, meeting, NINE.minusMinutes(5));
        assertThat(state(zhang)).isEqualTo(Attendance.State.ON_TIME);
        assertThat(state(li)).isEqualTo(Attendance.State.MISSING);
        kioskReported();
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
    }

    @Test
    void aTerminalWhoseSessionStillStandsHasNotReportedBeforeItIsHeard() {
        store.execute("UPDATE terminal SET online = 1, pending = 0, proved_at = ?", "2026-11-16T01:59:30.000Z");
        assertThat(state(li)).isEqualTo(Attendance.State.MISSING);
        refused(Refusal.Why.NOT_COMPLETE, transaction -> conclusions.seal(transaction, meeting.id(), "zhang"));
        store.execute("UPDATE terminal SET proved_at = ?", "2026-11-16T02:00:30.000Z");
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
    }

    @Test
    void theLatestRulingCountsUntilItIsTakenBackAndEvidenceStays() {
        kioskReported();
        arrives(zhang, meeting, NINE.plusMinutes(20));
        rules(li, Verdict.PRESENT, RulingReason.LATE_CHECK_IN, "坐在第三排");
        assertThat(state(li)).isEqualTo(Attendance.State.ON_TIME);
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        assertThat(state(li)).isEqualTo(Attendance.State.ON_LEAVE);
        rules(li, Verdict.EXCUSED, RulingReason.OFFICIAL_DUTY, "");
        assertThat(state(li)).as("no leave, and a good reason").isEqualTo(Attendance.State.EXCUSED);
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        assertThat(whole().attendance().counts()).isEqualTo(new Attendance.Counts(2, 1, 1, 0, 1, 0, 0, 0));
        rules(zhang, Verdict.ABSENT, RulingReason.MISTAKE, "");
        assertThat(state(zhang)).isEqualTo(Attendance.State.ABSENT);
        assertThat(whole().attendance().lines(Attendance.Part.LATE)).isEmpty();
        rules(zhang, Verdict.AS_SEEN, RulingReason.MISTAKE, "");
        rules(li, Verdict.AS_SEEN, RulingReason.MISTAKE, "");
        assertThat(state(zhang)).isEqualTo(Attendance.State.LATE);
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
        assertThat(store.count("ruling")).isEqualTo(7);
        assertThat(store.count("audit WHERE action = 'attendance.rule'")).isEqualTo(7);
    }

    @Test
    void aRulingIsARecordOfTheCentresOwnJournalAndItsWordsStandApart() {
        rules(li, Verdict.PRESENT, RulingReason.LATE_CHECK_IN, "坐在第三排");
        conclusions = started();
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "病假");
        assertThat(store.texts("type", "record WHERE terminal = 'centre' ORDER BY received_at, rowid"))
                .containsExactly(
                        "terminal.epoch-opened", "attendance.ruled", "terminal.epoch-opened", "attendance.ruled");
        assertThat(store.count("epoch WHERE terminal = 'centre' AND parent_epoch IS NOT NULL"))
                .isEqualTo(1);
        for (String epoch : store.texts("epoch", "epoch WHERE terminal = 'centre'")) {
            Digest head = Chain.start(OwnJournal.CENTRE, new EpochId(epoch));
            List<byte[]> envelopes = store.database.reading(transaction -> transaction.query(
                    "SELECT envelope FROM record WHERE epoch = ? ORDER BY seq", row -> row.bytes("envelope"), epoch));
            for (byte[] envelope : envelopes) {
                head = Chain.next(head, Line.of(envelope));
            }
            assertThat(store.database.<List<String>>reading(transaction -> transaction.query(
                            "SELECT head FROM epoch WHERE epoch = ?",
                            row -> HexFormat.of().formatHex(row.bytes("head")),
                            epoch)))
                    .containsExactly(head.toString());
        }
        for (byte[] body : store.database.reading(
                transaction -> transaction.query("SELECT body FROM record", row -> row.bytes("body")))) {
            assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("第三排", "病假");
        }
    }

    @Test
    void aSealCoversGuestsAndTheOnSiteRecordAndALaterRevisionIsAnAmendment() {
        kioskReported();
        seals("admin");
        assertThat(seal().orElseThrow().isAmended()).isFalse();
        Attachment text = Attachment.of(new byte[] {1}, Attachment.MediaType.JSON);
        onSite(new Fact.MeetingRecorded(
                meeting.id(), 1, null, text, List.of(), List.of(new VoteCount(1, 0, 0, 1, 2)), zhang.id()));
        assertThat(seal().orElseThrow().headChanged()).isTrue();
        seals("admin");
        assertThat(seal().orElseThrow().isAmended()).isFalse();
        assertThat(new String(
                        store.database
                                .reading(transaction ->
                                        transaction.query("SELECT bytes FROM sealed_record", row -> row.bytes("bytes")))
                                .getLast(),
                        StandardCharsets.UTF_8))
                .contains(text.hash().hex());
        onSite(new Fact.GuestsAdmitted(meeting.id(), GuestKind.OTHER, 2, zhang.id()));
        assertThat(seal().orElseThrow().headChanged()).isTrue();
    }

    private void onSite(Fact fact) {
        ClockReading clock = new ClockReading(NINE, ClockQuality.SYNCED, new BootId("boot-1"), ++seq);
        Envelope envelope =
                new Envelope(seq, clock, FactType.of(fact).typeName(), 1, Digest.of(new byte[] {(byte) seq}));
        does(transaction -> new OnSiteProjection(meetings, members, new Alarms(random))
                .project(
                        transaction,
                        List.of(new StoredFact(
                                kiosk.id(),
                                new EpochId("00112233445566778899aabbccddeeff"),
                                envelope,
                                fact,
                                AFTER.instant()))));
    }

    @Test
    void aTerminalThatSaysItRulesChangesNothing() {
        Fact fact = new Fact.AttendanceRuled(meeting.id(), li.id(), Verdict.PRESENT, RulingReason.OTHER, "admin", null);
        Envelope envelope = new Envelope(
                1,
                new ClockReading(NINE, ClockQuality.SYNCED, new BootId("boot-1"), 1),
                FactType.of(fact).typeName(),
                1,
                Digest.of(new byte[] {1}));
        does(transaction -> new RulingProjection()
                .project(
                        transaction,
                        List.of(new StoredFact(
                                kiosk.id(),
                                new EpochId("00112233445566778899aabbccddeeff"),
                                envelope,
                                fact,
                                AFTER.instant()))));
        assertThat(store.count("ruling")).isZero();
    }

    @Test
    void aTerminalThatIsWrittenOffIsWaitedForNoLongerAndWhatItSendsIsAnAmendment() {
        refused(
                Refusal.Why.NOT_WAITED_FOR,
                transaction -> conclusions.writeOff(transaction, meeting.id(), new TerminalId("kiosk-9"), "admin"));
        refused(Refusal.Why.NOT_COMPLETE, transaction -> conclusions.seal(transaction, meeting.id(), "admin"));
        does(transaction -> conclusions.writeOff(transaction, meeting.id(), kiosk.id(), "admin"));
        assertThat(state(li)).isEqualTo(Attendance.State.ABSENT);
        seals("admin");
        assertThat(seal().orElseThrow().isAmended()).isFalse();

        arrives(li, meeting, NINE.minusMinutes(5));
        assertThat(seal().orElseThrow().changed()).containsExactly(li.id());
        seals("admin");
        assertThat(seal().orElseThrow().edition()).isEqualTo(2);
        assertThat(seal().orElseThrow().isAmended()).isFalse();
        assertThat(store.count("sealed_record")).isEqualTo(2);
    }

    @Test
    void aSealHoldsTheHashOfWhatItSealedAndASecondPersonCountersigns() {
        kioskReported();
        refused(Refusal.Why.NO_SEAL, transaction -> conclusions.countersign(transaction, meeting.id(), "li"));
        seals("admin");
        refused(Refusal.Why.NOTHING_NEW, transaction -> conclusions.seal(transaction, meeting.id(), "admin"));
        refused(Refusal.Why.SAME_PERSON, transaction -> conclusions.countersign(transaction, meeting.id(), "admin"));
        byte[] sealed = store.database
                .reading(transaction -> transaction.query("SELECT bytes FROM sealed_record", row -> row.bytes("bytes")))
                .getFirst();
        assertThat(seal().orElseThrow().content()).isEqualTo(Digest.of(sealed));
        assertThat(new String(sealed, StandardCharsets.UTF_8))
                .contains(li.id().value())
                .doesNotContain("李思然");

        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        refused(Refusal.Why.CHANGED_SINCE, transaction -> conclusions.countersign(transaction, meeting.id(), "li"));
        seals("admin");
        does(transaction -> conclusions.countersign(transaction, meeting.id(), "li"));
        assertThat(seal().orElseThrow().countersign()).contains(new Seal.Countersign("li", AFTER.instant()));
        refused(Refusal.Why.NOTHING_NEW, transaction -> conclusions.countersign(transaction, meeting.id(), "wang"));
    }

    @Test
    void whoIsNotExpectedAndNotThereIsNoGuestWhateverWasRuled() {
        rules(li, Verdict.EXCUSED, RulingReason.LEAVE, "");
        arrives(zhang, meeting, NINE.minusMinutes(5));
        Branch other = store.database.inTransaction(
                transaction -> new Branches(random).add(transaction, null, BranchKind.BRANCH, "第二党支部"));
        does(transaction -> {
            members.save(transaction, new Member(li.id(), "李思然", "20260002", other.id(), false, true, 1));
            members.save(transaction, new Member(zhang.id(), "张晓明", "20260001", other.id(), false, true, 1));
        });
        assertThat(state(li)).isEqualTo(Attendance.State.ON_LEAVE);
        assertThat(state(zhang)).isEqualTo(Attendance.State.GUEST);
        assertThat(whole().attendance().counts().guests()).isEqualTo(1);

        rules(zhang, Verdict.ABSENT, RulingReason.MISTAKE, "刷错了卡");
        assertThat(state(zhang)).isEqualTo(Attendance.State.ABSENT);
        assertThat(whole().attendance().counts().guests()).isZero();
    }

    @Test
    void whatIsUnknownOrTooLongIsRefused() {
        refused(
                Refusal.Why.NO_SUCH_MEMBER,
                transaction -> conclusions.rule(
                        transaction,
                        new Conclusions.Attending(
                                meeting.id(), new MemberId("00000000000000ff"), Verdict.PRESENT, RulingReason.OTHER),
                        "",
                        "admin"));
        refused(
                Refusal.Why.NOTE_TOO_LONG,
                transaction -> conclusions.rule(
                        transaction,
                        new Conclusions.Attending(meeting.id(), li.id(), Verdict.PRESENT, RulingReason.OTHER),
                        "长".repeat(201),
                        "admin"));
    }
}
