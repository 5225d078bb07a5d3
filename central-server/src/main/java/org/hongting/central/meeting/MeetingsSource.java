package org.hongting.central.meeting;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
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

    /// No meeting that is opened at a kiosk is longer: so far back the index of starts is searched.
    private static final Duration LONGEST = Duration.ofDays(1);

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
        Map<TerminalId, List<Meeting>> calledOff = calledOff(transaction);
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
                    calledOff
                            .getOrDefault(terminal, List.of())
                            .forEach(meeting -> served.add(DocumentEntry.of(
                                    entry(transaction, meeting, tree, zone).calledOff())));
                    contents.put(DocumentName.meetingsOf(terminal), served);
                });
        return contents;
    }

    /// The meetings that terminals opened themselves and that were cancelled or joined into others since:
    /// such a terminal may never have been told of them and would serve them on. They are said for as long as
    /// it shows them to whoever is in charge.
    private Map<TerminalId, List<Meeting>> calledOff(Transaction transaction) {
        record Opened(TerminalId terminal, MeetingId meeting) {}
        Map<TerminalId, List<Meeting>> byTerminal = new HashMap<>();
        transaction
                .query(
                        "SELECT opened_meeting.terminal, meeting.id FROM meeting JOIN opened_meeting"
                                + " ON opened_meeting.meeting = meeting.id WHERE meeting.starts_at > ?"
                                + " AND meeting.ends_at > ? AND meeting.cancelled_at IS NOT NULL"
                                + " ORDER BY meeting.starts_at, meeting.id",
                        row -> new Opened(new TerminalId(row.text("terminal")), new MeetingId(row.text("id"))),
                        UtcText.of(clock.instant().minus(HELD).minus(LONGEST)),
                        UtcText.of(clock.instant().minus(HELD)))
                .forEach(opened -> meetings.find(transaction, opened.meeting())
                        .ifPresent(meeting -> byTerminal
                                .computeIfAbsent(opened.terminal(), first -> new ArrayList<>())
                                .add(meeting)));
        return byTerminal;
    }

    private static List<DocumentEntry> those(Map<Meeting, DocumentEntry> entries, Predicate<Meeting> wanted) {
        return entries.entrySet().stream()
                .filter(one -> wanted.test(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static MeetingEntry entry(Transaction transaction, Meeting meeting, BranchTree tree, ZoneId zone) {
        Meeting.Plan plan = meeting.plan();
        List<Closings.Closing> closings = Closings.of(transaction, meeting.id());
        return new MeetingEntry(
                meeting.id(),
                plan.title(),
                plan.kind().word(),
                tree.name(plan.host()),
                plan.place(),
                plan.times().starts().atZone(zone).toOffsetDateTime(),
                plan.times().ends().atZone(zone).toOffsetDateTime(),
                plan.times().window(zone),
                Expected.within(meeting.audience().branches(), tree).stream()
                        .sorted()
                        .toList(),
                meeting.audience().members().stream().sorted().toList(),
                plan.times().leaving().map(leaving -> leaving.window(zone)).orElse(null),
                plan.rules(),
                Closings.counting(closings)
                        .map(closed -> closed.at().atZone(zone).toOffsetDateTime())
                        .orElse(null),
                plan.host(),
                Closings.takenBack(closings),
                null);
    }
}
