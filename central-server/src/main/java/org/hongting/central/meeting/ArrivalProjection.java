package org.hongting.central.meeting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
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
import org.jspecify.annotations.Nullable;

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
    public void project(Transaction transaction, List<StoredFact> facts) {
        Rows rows = new Rows();
        facts.forEach(rows::take);
        rows.write(transaction);
    }

    /// What many facts say, until all of it is written.
    private final class Rows {
        private final List<@Nullable Object[]> arrivals = new ArrayList<>();
        private final List<@Nullable Object[]> voided = new ArrayList<>();
        private final Map<StoredFact, PassUses.Use> passes = new LinkedHashMap<>();
        private final SortedSet<MeetingId> meetings = new TreeSet<>();

        void take(StoredFact fact) {
            switch (fact.fact()) {
                case Fact.CheckInAdmitted admitted ->
                    add(fact, admitted.meeting(), admitted.member(), admitted.origin(), What.ARRIVED);
                case Fact.CheckInRepeated repeated ->
                    add(fact, repeated.meeting(), repeated.member(), repeated.origin(), What.REPEATED);
                case Fact.CheckedOut left -> add(fact, left.meeting(), left.member(), left.origin(), What.DEPARTED);
                case Fact.CheckInVoided taken -> strike(fact, taken);
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

        private void add(StoredFact fact, MeetingId meeting, MemberId member, Fact.Origin origin, What what) {
            ClockReading clock = momentOf(fact);
            Fact.Mark mark = fact.fact() instanceof Fact.CheckInAdmitted admitted ? admitted.mark() : null;
            Fact.PassUse pass = origin.pass();
            arrivals.add(new Object[] {
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
                mark == null ? null : mark.reason().name()
            });
            if (pass != null) {
                passes.put(fact, new PassUses.Use(member, pass.phone(), pass.step()));
            }
            meetings.add(meeting);
        }

        private void strike(StoredFact fact, Fact.CheckInVoided taken) {
            voided.add(new Object[] {
                fact.terminal().value(),
                fact.epoch().value(),
                fact.seq(),
                taken.voided().epoch().value(),
                taken.voided().seq(),
                taken.meeting().value(),
                taken.member().value(),
                taken.reason().name(),
                taken.by().value()
            });
            meetings.add(taken.meeting());
        }

        void write(Transaction transaction) {
            // Before the rows are there: of two terminals in one transaction the second one tells of the first.
            tellOfOtherTerminals(transaction, passes);
            transaction.updateEach(
                    "INSERT INTO arrival (terminal, epoch, seq, meeting, member, repeated, departed, credential, device,"
                            + " simulated, boot, mono, wall, quality, phone, step, marked_by, mark_reason)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (terminal, epoch, seq) DO NOTHING",
                    arrivals);
            transaction.updateEach(
                    "INSERT INTO voided_arrival (terminal, void_epoch, void_seq, epoch, seq, meeting, member, reason,"
                            + " voided_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (terminal, void_epoch, void_seq) DO NOTHING",
                    voided);
            meetings.forEach(meeting -> ArrivalsSource.mark(transaction, meeting));
        }
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
    private void tellOfOtherTerminals(Transaction transaction, Map<StoredFact, PassUses.Use> passes) {
        PassUses known = PassUses.of(transaction, passes.values());
        passes.forEach((fact, use) -> {
            known.elsewhere(use, fact.terminal())
                    .forEach(other -> alarms.raise(
                            transaction,
                            Alarms.Kind.PASS_REUSED,
                            fact.terminal(),
                            "member " + use.member() + ", phone " + use.phone() + ", step " + use.step() + ": also at "
                                    + other,
                            fact.received()));
            known.add(use, fact.terminal());
        });
    }
}
