package org.hongting.central.request;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.hongting.central.ingest.ClockAnchors;
import org.hongting.central.ingest.FactProjection;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;

/// Makes wishes for leave that members uttered at a terminal into the same requests that their phones make. One
/// that cannot be one, because the meeting had begun when it was uttered or was cancelled, is told to the terminal
/// as refused; one that is not needed changes nothing.
public final class KioskWishes implements FactProjection {
    private final Supplier<AttendanceRequests> requests;
    private final Clock clock;

    /// @param requests asked for when the first wish comes: they rest on the journal that this belongs to
    public KioskWishes(Supplier<AttendanceRequests> requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public void project(Transaction transaction, List<StoredFact> facts) {
        facts.forEach(fact -> project(transaction, fact));
    }

    private void project(Transaction transaction, StoredFact fact) {
        if (fact.fact() instanceof Fact.LeaveAsked asked) {
            ask(transaction, asked, uttered(transaction, fact));
        }
    }

    private void ask(Transaction transaction, Fact.LeaveAsked asked, Instant uttered) {
        try {
            requests.get()
                    .ask(
                            transaction,
                            asked.member(),
                            new AttendanceRequests.Wish(
                                    asked.meeting(), AttendanceRequest.Kind.LEAVE, reasonOf(asked.reason()), ""),
                            uttered);
        } catch (RequestRefused refused) {
            switch (refused.why()) {
                case ALREADY_ASKED, NOT_NEEDED -> {
                    // It stands as it should already.
                }
                case NOT_YOUR_MEETING, NOT_NOW, TOO_MANY, TOO_LONG, NO_ANSWER, NOT_OPEN ->
                    transaction.update(
                            "INSERT INTO leave_wish_refused (meeting, member, why, refused_at) VALUES (?, ?, ?, ?)"
                                    + " ON CONFLICT (meeting, member) DO UPDATE"
                                    + " SET why = excluded.why, refused_at = excluded.refused_at",
                            asked.meeting().value(),
                            asked.member().value(),
                            refused.why().word(),
                            UtcText.of(clock.instant()));
            }
        }
        WishSource.mark(transaction, asked.meeting());
    }

    /// When the member asked, as the centre dates it: a terminal may have been off the network since. Nobody asks
    /// in the future.
    private static Instant uttered(Transaction transaction, StoredFact fact) {
        ClockReading told = fact.envelope().clock();
        Instant dated = DatedMoment.of(
                        told,
                        ClockAnchors.find(transaction, fact.terminal(), told.boot())
                                .orElse(null))
                .at();
        return dated.isAfter(fact.received()) ? fact.received() : dated;
    }

    private static AttendanceRequest.Reason reasonOf(LeaveReason reason) {
        return switch (reason) {
            case SICK -> AttendanceRequest.Reason.SICK;
            case FAMILY -> AttendanceRequest.Reason.FAMILY;
            case DUTY -> AttendanceRequest.Reason.DUTY;
            case OTHER -> AttendanceRequest.Reason.OTHER;
        };
    }
}
