package org.hongting.central.meeting;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;

/// Tells every terminal of a meeting who has arrived at the others.
public final class ArrivalsSource implements DocumentSource {
    private static final String KIND = "arrivals";

    private final AttendanceBook book;
    private final Clock clock;

    public ArrivalsSource(AttendanceBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /// To be called wherever something is heard of who is at a meeting. What was joined into another is told to
    /// the terminals of that one.
    static void mark(Transaction transaction, MeetingId meeting) {
        DueDocuments.mark(transaction, KIND, meeting.value());
        transaction
                .query(
                        "SELECT into_meeting FROM joined_meeting WHERE meeting = ?",
                        row -> row.text("into_meeting"),
                        meeting.value())
                .forEach(into -> DueDocuments.mark(transaction, KIND, into));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        MeetingId meeting = new MeetingId(scope);
        List<DocumentEntry> entries = book.firstArrivals(transaction, meeting).values().stream()
                .map(first -> DocumentEntry.of(new ArrivalEntry(
                        first.member(),
                        first.seen().moment().at().atZone(clock.getZone()).toOffsetDateTime(),
                        first.terminal())))
                .toList();
        return Map.of(DocumentName.arrivalsAt(meeting), entries);
    }
}
