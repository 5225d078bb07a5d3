package org.hongting.central.meeting;

import java.util.List;
import java.util.Map;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.LeaveEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Verdict;

/// Tells every terminal of a meeting who is away with leave.
public final class LeaveSource implements DocumentSource {
    private static final String KIND = "leave";

    /// To be called wherever something is ruled about attendance at a meeting.
    public static void mark(Transaction transaction, MeetingId meeting) {
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
        List<DocumentEntry> away = AttendanceBook.rulings(transaction, meeting).values().stream()
                .filter(ruling -> ruling.verdict() == Verdict.EXCUSED)
                .map(ruling -> DocumentEntry.of(new LeaveEntry(ruling.member())))
                .toList();
        return Map.of(DocumentName.leaveOf(meeting), away);
    }
}
