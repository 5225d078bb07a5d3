package org.hongting.kiosk.table;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hongting.protocol.document.ArrivalEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.MalformedJson;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;
import org.jspecify.annotations.Nullable;

/// Who has arrived: the mark against doing it twice, and the heads that stand on the screen. Arrivals at other kiosks
/// come in with `arrivals/<meeting>`; what this kiosk decided itself always stays.
public final class ArrivalTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE desk_arrival (
                meeting TEXT NOT NULL, member TEXT NOT NULL, at TEXT NOT NULL, late INTEGER NOT NULL,
                PRIMARY KEY (meeting, member)
            ) STRICT, WITHOUT ROWID
            """, """
            CREATE TABLE desk_headcount (meeting TEXT PRIMARY KEY, present INTEGER NOT NULL, late INTEGER NOT NULL)
            STRICT, WITHOUT ROWID
            """);

    static final List<String> DEPARTURES = List.of("""
            CREATE TABLE desk_departure (
                meeting TEXT NOT NULL, member TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (meeting, member)
            ) STRICT, WITHOUT ROWID
            """);

    /// Where this kiosk's own record stands, so that it can be taken back; empty for what was heard from elsewhere.
    static final List<String> TAKING_BACK = List.of(
            "ALTER TABLE desk_arrival ADD COLUMN epoch TEXT",
            "ALTER TABLE desk_arrival ADD COLUMN seq INTEGER",
            "ALTER TABLE desk_arrival ADD COLUMN credential TEXT",
            """
            CREATE TABLE desk_taken_back (meeting TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (meeting, member))
            STRICT, WITHOUT ROWID
            """);

    /// How many came without being expected, and when another terminal saw somebody whom this one saw, too.
    static final List<String> GUESTS = List.of(
            "ALTER TABLE desk_headcount ADD COLUMN guests INTEGER NOT NULL DEFAULT 0",
            "DELETE FROM desk_guest WHERE kind = 'MEMBERS'",
            "ALTER TABLE desk_arrival ADD COLUMN elsewhere TEXT",
            Headcounts.COUNT_GUESTS);

    private final TerminalId terminal;

    ArrivalTable(TerminalId terminal) {
        this.terminal = terminal;
    }

    /// An arrival that this kiosk recorded.
    public record Own(OffsetDateTime at, Fact.RecordName name, CredentialKind credential) {}

    @Override
    public boolean wants(DocumentName document) {
        return document.kind().equals("arrivals");
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        MeetingId meeting = new MeetingId(document.scope());
        goneAtTheCentre(transaction, meeting, change).forEach(member -> {
            transaction.update("DELETE FROM desk_taken_back WHERE meeting = ? AND member = ?", meeting.value(), member);
            // What this kiosk recorded stays until it is taken back here.
            removeWhere(transaction, meeting, member, " AND seq IS NULL");
            seenElsewhere(transaction, meeting, member, null);
        });
        for (DocumentEntry entry : change.put()) {
            read(entry).ifPresent(arrival -> hear(transaction, meeting, arrival));
        }
        Headcounts.countGuests(transaction);
    }

    /// Whether an arrival elsewhere was late is the centre's word; the screen counts it as present only.
    private void hear(Transaction transaction, MeetingId meeting, ArrivalEntry arrival) {
        boolean isOurs = arrival.by() == null || arrival.by().equals(terminal);
        if (!isOurs || !isTakenBack(transaction, meeting, arrival.id())) {
            mark(transaction, meeting, arrival.id(), arrival.at(), false);
        }
        seenElsewhere(transaction, meeting, arrival.id().value(), isOurs ? null : arrival.at());
    }

    private static void seenElsewhere(
            Transaction transaction, MeetingId meeting, String member, @Nullable OffsetDateTime at) {
        transaction.update(
                "UPDATE desk_arrival SET elsewhere = ? WHERE meeting = ? AND member = ?",
                at == null ? null : at.toString(),
                meeting.value(),
                member);
    }

    /// Members whom the centre counts no more.
    private static List<String> goneAtTheCentre(Transaction transaction, MeetingId meeting, DocumentChange change) {
        if (!change.snapshot()) {
            return change.removed();
        }
        Set<String> there = change.put().stream().map(DocumentEntry::id).collect(Collectors.toSet());
        return transaction
                .query(
                        "SELECT member FROM desk_arrival WHERE meeting = ?1 AND seq IS NULL"
                                + " UNION SELECT member FROM desk_taken_back WHERE meeting = ?1",
                        row -> row.text("member"),
                        meeting.value())
                .stream()
                .filter(member -> !there.contains(member))
                .toList();
    }

    /// The centre may not have heard of it yet: its list still names what this kiosk saw.
    private static boolean isTakenBack(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM desk_taken_back WHERE meeting = ? AND member = ?",
                        row -> row.integer("hit"),
                        meeting.value(),
                        member.value())
                .isPresent();
    }

    /// What this kiosk recorded itself of that arrival.
    public Optional<Own> own(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction.queryFirst(
                "SELECT at, epoch, seq, credential FROM desk_arrival WHERE meeting = ? AND member = ? AND seq IS NOT NULL",
                row -> new Own(
                        OffsetDateTime.parse(row.text("at")),
                        new Fact.RecordName(new EpochId(row.text("epoch")), row.integer("seq")),
                        CredentialKind.valueOf(row.text("credential"))),
                meeting.value(),
                member.value());
    }

    /// What this kiosk saw counts no more, and neither does a departure after it. What another saw counts on.
    public void strike(Transaction transaction, MeetingId meeting, MemberId member) {
        Optional<OffsetDateTime> elsewhere = transaction.queryFirst(
                "SELECT elsewhere FROM desk_arrival WHERE meeting = ? AND member = ? AND elsewhere IS NOT NULL",
                row -> OffsetDateTime.parse(row.text("elsewhere")),
                meeting.value(),
                member.value());
        removeWhere(transaction, meeting, member.value(), "");
        transaction.update(
                "DELETE FROM desk_departure WHERE meeting = ? AND member = ?", meeting.value(), member.value());
        transaction.update(
                "INSERT OR IGNORE INTO desk_taken_back (meeting, member) VALUES (?, ?)",
                meeting.value(),
                member.value());
        elsewhere.ifPresent(at -> {
            mark(transaction, meeting, member, at, false);
            seenElsewhere(transaction, meeting, member.value(), at);
        });
        Headcounts.countGuests(transaction);
    }

    private static void removeWhere(Transaction transaction, MeetingId meeting, String member, String condition) {
        Optional<Long> late = transaction.queryFirst(
                "SELECT late FROM desk_arrival WHERE meeting = ? AND member = ?" + condition,
                row -> row.integer("late"),
                meeting.value(),
                member);
        if (late.isPresent()) {
            transaction.update("DELETE FROM desk_arrival WHERE meeting = ? AND member = ?", meeting.value(), member);
            transaction.update(
                    "UPDATE desk_headcount SET present = present - 1, late = late - ? WHERE meeting = ?",
                    late.get(),
                    meeting.value());
        }
    }

    /// One entry that makes no sense must not hide the others.
    private static Optional<ArrivalEntry> read(DocumentEntry entry) {
        try {
            return Optional.of(entry.as(ArrivalEntry.class));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    public Optional<OffsetDateTime> find(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction.queryFirst(
                "SELECT at FROM desk_arrival WHERE meeting = ? AND member = ?",
                row -> OffsetDateTime.parse(row.text("at")),
                meeting.value(),
                member.value());
    }

    /// Marks the member as arrived, unless that was marked before, and counts the head.
    public void mark(Transaction transaction, MeetingId meeting, MemberId member, OffsetDateTime at, boolean late) {
        int added = transaction.update(
                "INSERT OR IGNORE INTO desk_arrival (meeting, member, at, late) VALUES (?, ?, ?, ?)",
                meeting.value(),
                member.value(),
                at.toString(),
                late ? 1 : 0);
        if (added == 1) {
            Headcounts.add(transaction, meeting, late, false); // Guests are counted when all are in.
        }
    }

    /// Marks the arrival of somebody who has not arrived yet, as this kiosk recorded it in the same transaction, and
    /// counts the head.
    ///
    /// @return the heads with the new one
    public Headcount mark(Transaction transaction, Standing standing, MemberId member, boolean late, Own own) {
        MeetingId meeting = standing.meeting().id();
        transaction.update(
                "INSERT INTO desk_arrival (meeting, member, at, late, epoch, seq, credential) VALUES (?, ?, ?, ?, ?, ?, ?)",
                meeting.value(),
                member.value(),
                own.at().toString(),
                late ? 1 : 0,
                own.name().epoch().value(),
                own.name().seq(),
                own.credential().name());
        if (standing.takenBack()) {
            transaction.update(
                    "DELETE FROM desk_taken_back WHERE meeting = ? AND member = ?", meeting.value(), member.value());
        }
        Headcounts.add(transaction, meeting, late, !standing.expected());
        return standing.headsAfterArrival(late);
    }

    public boolean hasLeft(Transaction transaction, MeetingId meeting, MemberId member) {
        return left(transaction, meeting, member).isPresent();
    }

    /// When the member left last, as far as this kiosk saw it.
    public Optional<OffsetDateTime> left(Transaction transaction, MeetingId meeting, MemberId member) {
        return transaction.queryFirst(
                "SELECT at FROM desk_departure WHERE meeting = ? AND member = ?",
                row -> OffsetDateTime.parse(row.text("at")),
                meeting.value(),
                member.value());
    }

    /// Marks that the member left, also where the arrival was at another kiosk and is not known here. The last time
    /// counts.
    public void markLeft(Transaction transaction, MeetingId meeting, MemberId member, OffsetDateTime at) {
        transaction.update(
                "INSERT INTO desk_departure (meeting, member, at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (meeting, member) DO UPDATE SET at = excluded.at",
                meeting.value(),
                member.value(),
                at.toString());
    }
}
