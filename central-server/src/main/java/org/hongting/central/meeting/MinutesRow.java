package org.hongting.central.meeting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.ingest.StoredFact;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.VoteCount;

/// The table of on-site records.
final class MinutesRow {
    private MinutesRow() {}

    record Photographs(@JsonProperty(required = true) List<Attachment> several) {}

    record Votes(@JsonProperty(required = true) List<VoteCount> several) {}

    /// All revisions of a meeting and of those that were joined into it, the latest first.
    static List<OnSite.Minutes> of(Transaction transaction, MeetingId meeting) {
        return transaction.query(
                "SELECT terminal, revision, minutes, photographs, votes, written_by, written_at, doubt FROM meeting_minutes"
                        + " WHERE meeting = ? OR meeting IN (SELECT meeting FROM joined_meeting WHERE into_meeting = ?)"
                        + " ORDER BY written_at DESC, terminal, revision DESC",
                row -> new OnSite.Minutes(
                        new TerminalId(row.text("terminal")),
                        (int) row.integer("revision"),
                        read(row.text("minutes"), Attachment.class),
                        read(row.text("photographs"), Photographs.class).several(),
                        read(row.text("votes"), Votes.class).several(),
                        new MemberId(row.text("written_by")),
                        UtcText.parse(row.text("written_at")),
                        row.textOrNull("doubt")),
                meeting.value(),
                meeting.value());
    }

    /// @return how many rows it makes: none for a record that is there already
    static int add(
            Transaction transaction,
            StoredFact fact,
            Fact.MeetingRecorded recorded,
            Instant at,
            Optional<String> doubt) {
        return transaction.update(
                "INSERT INTO meeting_minutes (terminal, epoch, seq, meeting, revision, minutes, photographs, votes,"
                        + " written_by, written_at, doubt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (terminal, epoch, seq) DO NOTHING",
                fact.terminal().value(),
                fact.epoch().value(),
                fact.seq(),
                recorded.meeting().value(),
                recorded.revision(),
                Json.writeText(recorded.minutes()),
                Json.writeText(new Photographs(recorded.photographs())),
                Json.writeText(new Votes(recorded.votes())),
                recorded.by().value(),
                UtcText.of(at),
                doubt.orElse(null));
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
