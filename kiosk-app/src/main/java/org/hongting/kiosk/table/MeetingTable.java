package org.hongting.kiosk.table;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.attendance.CheckInWindow;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// The meetings this kiosk serves: which one is open now, who is expected, how many heads. Times are milliseconds of
/// UTC.
public final class MeetingTable implements Projection {
    static final List<String> TABLES =
            List.of("""
            CREATE TABLE desk_meeting (
                id TEXT PRIMARY KEY, opens INTEGER NOT NULL, closes INTEGER NOT NULL, starts INTEGER NOT NULL,
                expected INTEGER NOT NULL DEFAULT 0, line BLOB NOT NULL
            ) STRICT
            """, "CREATE INDEX desk_meeting_closes ON desk_meeting (closes)", """
            CREATE TABLE desk_meeting_branch (meeting TEXT NOT NULL, branch TEXT NOT NULL, PRIMARY KEY (meeting, branch))
            STRICT, WITHOUT ROWID
            """, """
            CREATE TABLE desk_meeting_member (meeting TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (meeting, member))
            STRICT, WITHOUT ROWID
            """);

    /// Equal to the check-in's where a meeting asks for no check-out, so that one condition serves both.
    static final List<String> CHECK_OUT = List.of(
            "ALTER TABLE desk_meeting ADD COLUMN leaves_from INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE desk_meeting ADD COLUMN leaves_until INTEGER NOT NULL DEFAULT 0",
            "UPDATE desk_meeting SET leaves_from = opens, leaves_until = closes");

    /// Meetings that were opened here and that no document of the centre names yet, and when a meeting was closed
    /// before its time. `shut` is when it would have closed.
    static final List<String> OPENED = List.of(
            "ALTER TABLE desk_meeting ADD COLUMN local INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE desk_meeting ADD COLUMN shut INTEGER",
            "CREATE TABLE desk_closed (meeting TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID");

    /// Which record closed it, so that the centre can take exactly that back. No record of before has this
    /// name.
    static final List<String> NAMED_CLOSINGS = List.of(
            "ALTER TABLE desk_closed ADD COLUMN epoch TEXT NOT NULL DEFAULT '00000000000000000000000000000000'",
            "ALTER TABLE desk_closed ADD COLUMN seq INTEGER NOT NULL DEFAULT 1");

    private static final Comparator<Standing> EARLIEST_FIRST = Comparator.<Standing, Instant>comparing(
                    standing -> standing.meeting().starts().toInstant())
            .thenComparing(standing -> standing.meeting().id().value());

    private final MeetingEntries entries = new MeetingEntries();
    private final DocumentName document;

    MeetingTable(TerminalId terminal) {
        this.document = DocumentName.meetingsOf(terminal);
    }

    @Override
    public boolean wants(DocumentName name) {
        return name.equals(document);
    }

    @Override
    public void apply(Transaction transaction, DocumentName name, DocumentChange change) {
        if (change.snapshot()) {
            // What was opened here stays until the centre names it.
            transaction.update("DELETE FROM desk_meeting WHERE local = 0");
            transaction.update("DELETE FROM desk_meeting_branch WHERE meeting NOT IN (SELECT id FROM desk_meeting)");
            transaction.update("DELETE FROM desk_meeting_member WHERE meeting NOT IN (SELECT id FROM desk_meeting)");
        }
        change.removed().stream().filter(id -> !isLocal(transaction, id)).forEach(id -> remove(transaction, id));
        change.put().forEach(entry -> put(transaction, entry));
        countExpected(transaction);
    }

    /// Meetings that take check-ins or check-outs at that moment, earliest start first.
    public List<MeetingEntry> open(Transaction transaction, Instant now) {
        return transaction.query(
                "SELECT line FROM desk_meeting WHERE (opens <= ?1 AND closes >= ?1) OR (leaves_from <= ?1 AND leaves_until >= ?1)"
                        + " ORDER BY starts, id",
                this::read,
                now.toEpochMilli());
    }

    /// How the member stands at each of [#open], in the same order.
    public List<Standing> standings(Transaction transaction, KnownMember member, Instant now) {
        List<Standing> standings = transaction.query(
                """
                SELECT m.line AS line,
                """ + Headcounts.COLUMNS + """
                    , EXISTS (SELECT 1 FROM desk_meeting_branch AS b WHERE b.meeting = m.id AND b.branch = ?2)
                        OR EXISTS (SELECT 1 FROM desk_meeting_member AS x WHERE x.meeting = m.id AND x.member = ?3)
                        AS expected,
                    (SELECT a.at FROM desk_arrival AS a WHERE a.meeting = m.id AND a.member = ?3) AS arrived,
                    (SELECT d.at FROM desk_departure AS d WHERE d.meeting = m.id AND d.member = ?3) AS departed,
                    EXISTS (SELECT 1 FROM desk_taken_back AS t WHERE t.meeting = m.id AND t.member = ?3) AS taken_back,
                    EXISTS (SELECT 1 FROM desk_choice AS c WHERE c.member = ?3) AS choosing,
                    EXISTS (SELECT 1 FROM desk_leave AS l WHERE l.meeting = m.id AND l.member = ?3) AS on_leave
                """ + Headcounts.FROM + """
                WHERE (opens <= ?1 AND closes >= ?1) OR (leaves_from <= ?1 AND leaves_until >= ?1)""",
                row -> Standing.read(row, entries),
                now.toEpochMilli(),
                member.branch().value(),
                member.attendee().member().value());
        // There is hardly ever more than one, and SQLite would sort that one too.
        return standings.size() == 1
                ? standings
                : standings.stream().sorted(EARLIEST_FIRST).toList();
    }

    /// The next meeting to open after that moment and before another.
    public Optional<MeetingEntry> next(Transaction transaction, Instant now, Instant before) {
        return transaction.queryFirst(
                "SELECT line FROM desk_meeting WHERE opens > ? AND opens < ? ORDER BY starts, id LIMIT 1",
                this::read,
                now.toEpochMilli(),
                before.toEpochMilli());
    }

    /// The next meeting here that expects the member and has not begun to take check-ins at that moment.
    public Optional<MeetingEntry> nextOf(Transaction transaction, KnownMember member, Instant now, Instant before) {
        return transaction
                .query(
                        "SELECT line FROM desk_meeting WHERE opens > ? AND opens < ? ORDER BY starts, id",
                        this::read,
                        now.toEpochMilli(),
                        before.toEpochMilli())
                .stream()
                .filter(meeting -> expects(transaction, meeting.id(), member))
                .findFirst();
    }

    /// The meetings here that expect the member and start between two moments, in order of their start.
    public List<MeetingEntry> comingOf(Transaction transaction, KnownMember member, Instant now, Instant before) {
        return transaction
                .query(
                        "SELECT line FROM desk_meeting WHERE starts > ? AND starts < ? ORDER BY starts, id",
                        this::read,
                        now.toEpochMilli(),
                        before.toEpochMilli())
                .stream()
                .filter(meeting -> expects(transaction, meeting.id(), member))
                .toList();
    }

    public boolean expects(Transaction transaction, MeetingId meeting, KnownMember member) {
        return !transaction
                .query(
                        """
                        SELECT 1 AS hit FROM desk_meeting_branch WHERE meeting = ? AND branch = ?
                        UNION ALL SELECT 1 FROM desk_meeting_member WHERE meeting = ? AND member = ?
                        """,
                        row -> row.integer("hit"),
                        meeting.value(),
                        member.branch().value(),
                        meeting.value(),
                        member.attendee().member().value())
                .isEmpty();
    }

    public Optional<MeetingEntry> find(Transaction transaction, MeetingId meeting) {
        return transaction.queryFirst("SELECT line FROM desk_meeting WHERE id = ?", this::read, meeting.value());
    }

    /// Counts heads once when a list changes, so that nobody counts at the door.
    void countExpected(Transaction transaction) {
        transaction.update("""
                UPDATE desk_meeting SET expected = (
                    SELECT COUNT(*) FROM desk_member AS m
                    WHERE m.branch IN (SELECT branch FROM desk_meeting_branch WHERE meeting = desk_meeting.id)
                       OR m.id IN (SELECT member FROM desk_meeting_member WHERE meeting = desk_meeting.id))
                """);
        Headcounts.countGuests(transaction);
    }

    private MeetingEntry read(Transaction.Row row) {
        return entries.of(row.bytes("line"));
    }

    /// A meeting that was opened at this kiosk.
    public void putLocal(Transaction transaction, MeetingEntry meeting) {
        put(transaction, meeting, true);
        countExpected(transaction);
    }

    /// Closes a meeting before its time.
    ///
    /// @param name of the record that says so
    public void close(Transaction transaction, MeetingEntry meeting, OffsetDateTime at, Fact.RecordName name) {
        boolean local = isLocal(transaction, meeting.id().value());
        transaction.update(
                "INSERT INTO desk_closed (meeting, at, epoch, seq) VALUES (?, ?, ?, ?)",
                meeting.id().value(),
                at.toString(),
                name.epoch().value(),
                name.seq());
        put(transaction, meeting, local);
        countExpected(transaction);
    }

    /// Meetings that begin to take arrivals before that moment and end after another, the latest start first.
    public List<MeetingEntry> between(Transaction transaction, Instant from, Instant to) {
        return transaction.query(
                "SELECT line FROM desk_meeting WHERE opens <= ? AND starts >= ? ORDER BY starts DESC, id",
                this::read,
                to.toEpochMilli(),
                from.toEpochMilli());
    }

    /// Meetings that would take arrivals at that moment, had nobody closed them.
    public List<MeetingEntry> closedBefore(Transaction transaction, Instant now) {
        return transaction.query(
                "SELECT line FROM desk_meeting WHERE shut IS NOT NULL AND shut >= ?1 AND closes <= ?1 AND opens <= ?1",
                this::read,
                now.toEpochMilli());
    }

    private static boolean isLocal(Transaction transaction, String meeting) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM desk_meeting WHERE id = ? AND local = 1",
                        row -> row.integer("hit"),
                        meeting)
                .isPresent();
    }

    private static void put(Transaction transaction, DocumentEntry entry) {
        try {
            put(transaction, entry.as(MeetingEntry.class), false);
        } catch (MalformedJson e) {
            // One entry that makes no sense must not close the others.
        }
    }

    private static void put(Transaction transaction, MeetingEntry entry, boolean local) {
        remove(transaction, entry.id().value());
        if (entry.wasCancelled()) {
            return;
        }
        MeetingEntry meeting = closing(transaction, entry).map(entry::closedAt).orElse(entry);
        CheckInWindow window = meeting.taking();
        long opens = window.opens().toInstant().toEpochMilli();
        long closes = window.closes().toInstant().toEpochMilli();
        CheckOutWindow leaves = meeting.checkOut();
        transaction.update(
                "INSERT INTO desk_meeting (local, shut, id, opens, closes, leaves_from, leaves_until, starts, line)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                local ? 1 : 0,
                meeting.closed() == null
                        ? null
                        : meeting.window().closes().toInstant().toEpochMilli(),
                meeting.id().value(),
                opens,
                closes,
                leaves == null ? opens : leaves.opens().toInstant().toEpochMilli(),
                leaves == null ? closes : leaves.closes().toInstant().toEpochMilli(),
                meeting.starts().toInstant().toEpochMilli(),
                Json.write(meeting));
        meeting.branches()
                .forEach(branch -> transaction.update(
                        "INSERT OR IGNORE INTO desk_meeting_branch (meeting, branch) VALUES (?, ?)",
                        meeting.id().value(),
                        branch.value()));
        meeting.members()
                .forEach(member -> transaction.update(
                        "INSERT OR IGNORE INTO desk_meeting_member (meeting, member) VALUES (?, ?)",
                        meeting.id().value(),
                        member.value()));
    }

    /// When it was closed here, unless the centre took that back.
    private static Optional<OffsetDateTime> closing(Transaction transaction, MeetingEntry entry) {
        record Closing(OffsetDateTime at, Fact.RecordName name) {}
        return transaction
                .queryFirst(
                        "SELECT at, epoch, seq FROM desk_closed WHERE meeting = ?",
                        row -> new Closing(
                                OffsetDateTime.parse(row.text("at")),
                                new Fact.RecordName(new EpochId(row.text("epoch")), row.integer("seq"))),
                        entry.id().value())
                .filter(closing -> {
                    boolean counts = !entry.tookBack(closing.name());
                    if (!counts) {
                        transaction.update(
                                "DELETE FROM desk_closed WHERE meeting = ?",
                                entry.id().value());
                    }
                    return counts;
                })
                .map(Closing::at);
    }

    private static void remove(Transaction transaction, String meeting) {
        transaction.update("DELETE FROM desk_meeting WHERE id = ?", meeting);
        transaction.update("DELETE FROM desk_meeting_branch WHERE meeting = ?", meeting);
        transaction.update("DELETE FROM desk_meeting_member WHERE meeting = ?", meeting);
    }
}
