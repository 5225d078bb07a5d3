package org.hongting.central.conclusion;

import java.time.Instant;
import java.util.List;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.meeting.Closings;
import org.hongting.central.meeting.LeaveSource;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;

/// Keeps a row beside every ruling of the centre. What claims to be one and comes from a terminal changes nothing.
public final class RulingProjection implements FactProjection {
    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        facts.forEach(fact -> project(transaction, fact));
    }

    private static void project(Transaction transaction, StoredFact fact) {
        if (fact.fact() instanceof Fact.Ruling ruling && fact.terminal().equals(OwnJournal.CENTRE)) {
            project(transaction, ruling, fact.received());
        }
    }

    private static void project(Transaction transaction, Fact.Ruling ruling, Instant at) {
        switch (ruling) {
            case Fact.AttendanceRuled ruled -> {
                transaction.update(
                        "INSERT INTO ruling (meeting, member, verdict, reason, note, ruled_by, ruled_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        ruled.meeting().value(),
                        ruled.member().value(),
                        ruled.verdict().name(),
                        ruled.reason().name(),
                        ruled.note() == null ? null : ruled.note().bytes(),
                        ruled.by(),
                        UtcText.of(at));
                LeaveSource.mark(transaction, ruled.meeting());
            }
            case Fact.TerminalWrittenOff off ->
                transaction.update(
                        "INSERT INTO written_off (meeting, terminal, written_by, written_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (meeting, terminal) DO NOTHING",
                        off.meeting().value(),
                        off.terminal().value(),
                        off.by(),
                        UtcText.of(at));
            case Fact.MeetingsJoined joined -> {
                transaction.update(
                        "INSERT INTO joined_meeting (meeting, into_meeting, joined_by, joined_at) VALUES (?, ?, ?, ?)",
                        joined.meeting().value(),
                        joined.into().value(),
                        joined.by(),
                        UtcText.of(at));
                LeaveSource.mark(transaction, joined.meeting());
            }
            case Fact.ClosingTakenBack takenBack -> Closings.takeBack(transaction, takenBack, at);
            case Fact.MeetingSealed sealed ->
                transaction.update(
                        "INSERT INTO seal (meeting, edition, content, sealed_by, sealed_at) VALUES (?, ?, ?, ?, ?)",
                        sealed.meeting().value(),
                        sealed.edition(),
                        sealed.content().bytes(),
                        sealed.by(),
                        UtcText.of(at));
            case Fact.SealCountersigned signed ->
                transaction.update(
                        "UPDATE seal SET countersigned_by = ?, countersigned_at = ? WHERE meeting = ? AND edition = ?",
                        signed.by(),
                        UtcText.of(at),
                        signed.meeting().value(),
                        signed.edition());
        }
    }
}
