package org.hongting.central.meeting;

import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.ClockReading;

/// Keeps a row per arrival, so that a meeting's page need not read bodies. A repeated showing counts as evidence too:
/// it proves presence where the first fact was lost with a disk.
public final class ArrivalProjection implements FactProjection {
    @Override
    public void project(Transaction transaction, StoredFact fact) {
        switch (fact.fact()) {
            case Fact.CheckInAdmitted admitted ->
                add(transaction, fact, admitted.meeting(), admitted.member(), admitted.origin(), false);
            case Fact.CheckInRepeated repeated ->
                add(transaction, fact, repeated.meeting(), repeated.member(), repeated.origin(), true);
            case Fact.CheckInRefused _, Fact.TerminalLife _ -> {
                // Neither says that anybody arrived.
            }
        }
    }

    private static void add(
            Transaction transaction,
            StoredFact fact,
            MeetingId meeting,
            MemberId member,
            Fact.Origin origin,
            boolean repeated) {
        ClockReading clock = fact.envelope().clock();
        transaction.update(
                "INSERT INTO arrival (terminal, epoch, seq, meeting, member, repeated, credential, device, simulated,"
                        + " boot, mono, wall, quality) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, epoch, seq) DO NOTHING",
                fact.terminal().value(),
                fact.epoch().value(),
                fact.seq(),
                meeting.value(),
                member.value(),
                repeated ? 1 : 0,
                origin.credential().name(),
                origin.device(),
                origin.simulated() ? 1 : 0,
                clock.boot().value(),
                clock.monotonicNanos(),
                clock.wall().toString(),
                clock.quality().name());
        DueDocuments.mark(transaction, ArrivalsSource.KIND, meeting.value());
    }
}
