package org.hongting.central.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Tells every terminal of a meeting how its members' wishes for leave stand: the latest of each.
public final class WishSource implements DocumentSource {
    private static final String KIND = "requests";

    static void mark(Transaction transaction, MeetingId meeting) {
        DueDocuments.mark(transaction, KIND, meeting.value());
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Said(String member, String state) {}

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        MeetingId meeting = new MeetingId(scope);
        Map<String, String> latest = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT member, 'refused' AS state FROM leave_wish_refused WHERE meeting = ? ORDER BY member",
                        row -> new Said(row.text("member"), row.text("state")),
                        scope)
                .forEach(said -> latest.put(said.member(), said.state()));
        transaction
                .query(
                        "SELECT member, state FROM attendance_request WHERE meeting = ? AND kind = 'leave' ORDER BY id",
                        row -> new Said(row.text("member"), row.text("state")),
                        scope)
                .forEach(said -> latest.put(said.member(), said.state()));
        List<DocumentEntry> entries = latest.entrySet().stream()
                .flatMap(said -> state(said.getValue())
                        .map(state -> DocumentEntry.of(new RequestEntry(new MemberId(said.getKey()), state)))
                        .stream())
                .toList();
        return Map.of(DocumentName.requestsAt(meeting), entries);
    }

    private static Optional<RequestEntry.State> state(String word) {
        return switch (word) {
            case "asked" -> Optional.of(RequestEntry.State.ASKED);
            case "granted" -> Optional.of(RequestEntry.State.GRANTED);
            case "refused" -> Optional.of(RequestEntry.State.REFUSED);
            default -> Optional.empty(); // Withdrawn: as if it had never been asked.
        };
    }
}
