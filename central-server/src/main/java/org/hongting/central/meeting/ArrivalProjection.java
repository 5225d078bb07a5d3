package org.hongting.central.meeting;

import org.hongting.central.ingest.Alarms;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizRuling;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;
import org.hongting.protocol.time.ClockReading;

/// Keeps a row per arrival and departure, so that a meeting's page need not read bodies. A repeated showing counts
/// as evidence too: it proves presence where the first fact was lost with a disk.
public final class ArrivalProjection implements FactProjection {
    private enum What {
        ARRIVED,
        REPEATED,
        DEPARTED
    }

    private final Alarms alarms;

    public ArrivalProjection(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void project(Transaction transaction, StoredFact fact) {
        switch (fact.fact()) {
            case Fact.CheckInAdmitted admitted ->
                add(transaction, fact, admitted.meeting(), admitted.member(), admitted.origin(), What.ARRIVED);
            case Fact.CheckInRepeated repeated ->
                add(transaction, fact, repeated.meeting(), repeated.member(), repeated.origin(), What.REPEATED);
            case Fact.CheckedOut left ->
                add(transaction, fact, left.meeting(), left.member(), left.origin(), What.DEPARTED);
            case Fact.CheckInVoided voided -> strike(transaction, fact, voided);
            case Fact.CheckInRefused _,
                    Fact.TerminalLife _,
                    Fact.MeetingLife _,
                    Fact.Ruling _,
                    Fact.Personal _,
                    StudyFact _,
                    StudyRuling _,
                    QuizFact _,
                    QuizRuling _ -> {
                // Neither says that anybody came or went.
            }
        }
    }

    private void add(
            Transaction transaction,
            StoredFact fact,
            MeetingId meeting,
            MemberId member,
            Fact.Origin origin,
            What what) {
        ClockReading clock = momentOf(fact);
        Fact.Mark mark = fact.fact() instanceof Fact.CheckInAdmitted admitted ? admitted.mark() : null;
        Fact.PassUse pass = origin.pass();
        transaction.update(
                "INSERT INTO arrival (terminal, epoch, seq, meeting, member, repeated, departed, credential, device, simulated,"
                        + " boot, mono, wall, quality, phone, step, marked_by, mark_reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, epoch, seq) DO NOTHING",
                fact.terminal().value(),
                fact.epoch().value(),
                fact.seq(),
                meeting.value(),
                member.value(),
                what == What.REPEATED ? 1 : 0,
                what == What.DEPARTED ? 1 : 0,
                origin.credential().name(),
                origin.device(),
                origin.simulated() ? 1 : 0,
                clock.boot().value(),
                clock.monotonicNanos(),
                clock.wall().toString(),
                clock.quality().name(),
                pass == null ? null : pass.phone(),
                pass == null ? null : pass.step(),
                mark == null ? null : mark.by().value(),
                mark == null ? null : mark.reason().name());
        if (pass != null) {
            tellOfOtherTerminals(transaction, fact, member, pass);
        }
        ArrivalsSource.mark(transaction, meeting);
    }

    private static void strike(Transaction transaction, StoredFact fact, Fact.CheckInVoided voided) {
        transaction.update(
                "INSERT INTO voided_arrival (terminal, void_epoch, void_seq, epoch, seq, meeting, member, reason, voided_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, void_epoch, void_seq) DO NOTHING",
                fact.terminal().value(),
                fact.epoch().value(),
                fact.seq(),
                voided.voided().epoch().value(),
                voided.voided().seq(),
                voided.meeting().value(),
                voided.member().value(),
                voided.reason().name(),
                voided.by().value());
        ArrivalsSource.mark(transaction, voided.meeting());
    }

    /// When it happened: of the record, unless a read had to wait for the choice of a meeting.
    private static ClockReading momentOf(StoredFact fact) {
        if (fact.fact() instanceof Fact.CheckInAdmitted admitted) {
            Fact.ReadMoment read = admitted.read();
            return read == null ? fact.envelope().clock() : read.reading();
        }
        return fact.envelope().clock();
    }

    /// One showing of a phone at two terminals: a copy was about. Whoever looks at the alarms decides what it means.
    private void tellOfOtherTerminals(Transaction transaction, StoredFact fact, MemberId member, Fact.PassUse pass) {
        transaction
                .query(
                        "SELECT DISTINCT terminal FROM arrival WHERE member = ? AND phone = ? AND step = ?"
                                + " AND terminal <> ? ORDER BY terminal",
                        row -> row.text("terminal"),
                        member.value(),
                        pass.phone(),
                        pass.step(),
                        fact.terminal().value())
                .forEach(other -> alarms.raise(
                        transaction,
                        Alarms.Kind.PASS_REUSED,
                        fact.terminal(),
                        "member " + member + ", phone " + pass.phone() + ", step " + pass.step() + ": also at " + other,
                        fact.received()));
    }
}
