package org.hongting.central.meeting;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.platform.database.UtcText;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;

/// Makes the terminals' meetings, and the list of those that are held at some terminals only: yesterday's, today's and
/// tomorrow's, so that a kiosk that loses the network over
/// night opens the next morning with the right ones. Units are written out with all below them: a kiosk knows no
/// tree.
public final class MeetingsSource implements DocumentSource {
    static final String KIND = "meetings";

    /// The scope of a mark that stands for every terminal.
    static final String ALL = "all";

    /// Units of one meeting, those below others included: with them it still fits into one document entry.
    public static final int BRANCHES = 200;

    private static final int MOST = 500;

    /// Kiosks show a meeting that was opened there for seven days; a day more for their clocks.
    private static final Duration HELD = Duration.ofDays(8);

    private final Meetings meetings;
    private final Clock clock;

    public MeetingsSource(Meetings meetings, Clock clock) {
        this.meetings = meetings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        ZoneId zone = clock.getZone();
        LocalDate today = LocalDate.now(clock);
        BranchTree tree = BranchTree.load(transaction);
        List<Meeting> near = meetings.between(
                transaction,
                today.minusDays(1).atStartOfDay(zone).toInstant(),
                today.plusDays(2).atStartOfDay(zone).toInstant(),
                MOST);
        Map<Meeting, DocumentEntry> entries = new LinkedHashMap<>();
        near.forEach(meeting -> entries.put(meeting, DocumentEntry.of(entry(transaction, meeting, tree, zone))));
        Map<DocumentName, List<DocumentEntry>> contents = new LinkedHashMap<>();
        contents.put(
                DocumentName.ELSEWHERE,
                those(
                        entries,
                        meeting -> !meeting.cancelled() && !meeting.stations().isEmpty()));
        transaction
                .query(
                        "SELECT id FROM terminal WHERE revoked_at IS NULL ORDER BY id",
                        row -> new TerminalId(row.text("id")))
                .forEach(terminal -> {
                    List<DocumentEntry> served =
                            new ArrayList<>(those(entries, meeting -> meeting.isServedAt(terminal)));
                    calledOff(transaction, terminal)
                            .forEach(meeting -> served.add(DocumentEntry.of(
                                    entry(transaction, meeting, tree, zone).calledOff())));
                    contents.put(DocumentName.meetingsOf(terminal), served);
                });
        return contents;
    }

    /// The meetings that a terminal opened itself and that were cancelled or joined into others since: it may
    /// never have been told of them and would serve them on. They are said for as long as it shows them to
    /// whoever is in charge.
    private List<Meeting> calledOff(Transaction transaction, TerminalId terminal) {
        return transaction
                .query(
                        "SELECT meeting.id FROM opened_meeting JOIN meeting ON meeting.id = opened_meeting.meeting"
                                + " WHERE opened_meeting.terminal = ? AND meeting.cancelled_at IS NOT NULL"
                                + " AND meeting.ends_at > ? ORDER BY meeting.starts_at, meeting.id",
                        row -> new MeetingId(row.text("id")),
                        terminal.value(),
                        UtcText.of(clock.instant().minus(HELD)))
                .stream()
                .flatMap(id -> meetings.find(transaction, id).stream())
                .toList();
    }

    private static List<DocumentEntry> those(Map<Meeting, DocumentEntry> entries, Predicate<Meeting> wanted) {
        return entries.entrySet().stream()
                .filter(one -> wanted.test(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static MeetingEntry entry(Transaction transaction, Meeting meeting, BranchTree tree, ZoneId zone) {
        Meeting.Plan plan = meeting.plan();
        return new MeetingEntry(
                meeting.id(),
                plan.title(),
                plan.kind().word(),
                tree.name(plan.host()),
                plan.place(),
                plan.times().starts().atZone(zone).toOffsetDateTime(),
                plan.times().ends().atZone(zone).toOffsetDateTime(),
                plan.times().window(zone),
                AttendanceBook.branches(meeting, tree).stream().sorted().toList(),
                meeting.audience().members().stream().sorted().toList(),
                plan.times().leaving().map(leaving -> leaving.window(zone)).orElse(null),
                plan.rules(),
                Closings.counting(transaction, meeting.id())
                        .map(closed -> closed.at().atZone(zone).toOffsetDateTime())
                        .orElse(null),
                plan.host(),
                Closings.takenBack(transaction, meeting.id()),
                null);
    }
}
