package org.hongting.central.conclusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hongting.central.ingest.OwnJournal;
import org.hongting.central.meeting.Closings;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.meeting.OnSite;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.RulingReason;
import org.hongting.protocol.record.Verdict;
import org.jspecify.annotations.Nullable;

/// Rules about meetings, in the name of an account. Each ruling is a record of the centre's own journal and a line of
/// the audit log, in one transaction. All methods run within the caller's transaction and throw a [Refusal] for what
/// may not be.
public final class Conclusions {
    private final OwnJournal journal;
    private final MeetingHall hall;
    private final Members members;
    private final AuditLog audit;
    private final RandomGenerator random;

    public Conclusions(OwnJournal journal, MeetingHall hall, Members members, AuditLog audit, RandomGenerator random) {
        this.journal = journal;
        this.hall = hall;
        this.members = members;
        this.audit = audit;
        this.random = random;
    }

    /// What is ruled about one member.
    public record Attending(MeetingId meeting, MemberId member, Verdict verdict, RulingReason reason) {}

    public void rule(Transaction transaction, Attending ruled, String note, String by) {
        find(transaction, ruled.meeting());
        if (members.find(transaction, ruled.member()).isEmpty()) {
            throw new Refusal(Refusal.Why.NO_SUCH_MEMBER);
        }
        @Nullable Digest kept = RulingNotes.keep(transaction, note, random);
        append(
                transaction,
                new Fact.AttendanceRuled(ruled.meeting(), ruled.member(), ruled.verdict(), ruled.reason(), by, kept),
                by,
                "attendance.rule",
                ruled.meeting(),
                ruled.member() + " " + ruled.verdict() + " " + ruled.reason());
    }

    /// Waits no longer for a terminal: what it still holds is taken when it comes, as an amendment.
    public void writeOff(Transaction transaction, MeetingId meeting, TerminalId terminal, String by) {
        boolean isWaitedFor = find(transaction, meeting).reporting().waiting().stream()
                .anyMatch(station -> station.id().equals(terminal));
        if (!isWaitedFor) {
            throw new Refusal(Refusal.Why.NOT_WAITED_FOR);
        }
        append(
                transaction,
                new Fact.TerminalWrittenOff(meeting, terminal, by),
                by,
                "meeting.write-off",
                meeting,
                terminal.value());
    }

    /// Makes one of two meetings that were opened for the same thing.
    public void join(Transaction transaction, MeetingId meeting, MeetingId into, String by) {
        find(transaction, meeting);
        boolean isOff = find(transaction, into).meeting().cancelled();
        boolean isTouched = transaction
                .queryFirst(
                        "SELECT 1 AS hit FROM joined_meeting WHERE meeting IN (?, ?) OR into_meeting = ?",
                        row -> row.integer("hit"),
                        meeting.value(),
                        into.value(),
                        meeting.value())
                .isPresent();
        if (meeting.equals(into) || isTouched || isOff) {
            throw new Refusal(Refusal.Why.CANNOT_BE_JOINED);
        }
        if (latest(transaction, meeting).isPresent()) {
            throw new Refusal(Refusal.Why.SEALED_BEFORE);
        }
        append(transaction, new Fact.MeetingsJoined(meeting, into, by), by, "meeting.join", meeting, "into " + into);
        hall.joined(transaction, meeting, into);
    }

    /// Lets a meeting go on that was closed at a kiosk: every closing that was heard of counts no more. Who
    /// closes it again closes it anew.
    ///
    /// @param note why
    public void takeClosingBack(Transaction transaction, MeetingId meeting, String note, String by) {
        MeetingHall.Whole whole = find(transaction, meeting);
        List<Closings.Closing> standing = Closings.of(transaction, meeting).stream()
                .filter(closing -> closing.takenBack().isEmpty())
                .toList();
        boolean runs = whole.phase() == MeetingHall.Phase.CLOSED || whole.phase() == MeetingHall.Phase.OPEN;
        if (standing.isEmpty() || !runs) {
            throw new Refusal(Refusal.Why.NOT_CLOSED);
        }
        @Nullable Digest kept = RulingNotes.keep(transaction, note, random);
        if (kept == null) {
            throw new Refusal(Refusal.Why.NO_NOTE);
        }
        for (Closings.Closing closing : standing) {
            append(
                    transaction,
                    new Fact.ClosingTakenBack(meeting, closing.terminal(), closing.name(), by, kept),
                    by,
                    "meeting.take-closing-back",
                    meeting,
                    closing.terminal().value());
        }
    }

    /// Seals what the meeting came to, or what changed since the last seal.
    public void seal(Transaction transaction, MeetingId meeting, String by) {
        MeetingHall.Whole whole = find(transaction, meeting);
        if (!whole.reporting().isComplete() || whole.phase() != MeetingHall.Phase.AFTER) {
            throw new Refusal(Refusal.Why.NOT_COMPLETE);
        }
        Optional<Seal> before = seal(transaction, whole);
        if (before.isPresent() && !before.get().isAmended()) {
            throw new Refusal(Refusal.Why.NOTHING_NEW);
        }
        byte[] bytes = content(transaction, whole).bytes();
        Digest content = SealedContent.hash(bytes);
        transaction.update(
                "INSERT INTO sealed_record (content, bytes) VALUES (?, ?) ON CONFLICT (content) DO NOTHING",
                content.bytes(),
                bytes);
        int edition = before.map(Seal::edition).orElse(0) + 1;
        append(
                transaction,
                new Fact.MeetingSealed(meeting, edition, content, by),
                by,
                "meeting.seal",
                meeting,
                "edition " + edition + " " + content);
    }

    /// A second person answers for the latest seal.
    public void countersign(Transaction transaction, MeetingId meeting, String by) {
        MeetingHall.Whole whole = find(transaction, meeting);
        Seal seal = seal(transaction, whole).orElseThrow(() -> new Refusal(Refusal.Why.NO_SEAL));
        if (seal.by().equals(by)) {
            throw new Refusal(Refusal.Why.SAME_PERSON);
        }
        if (seal.isAmended()) {
            throw new Refusal(Refusal.Why.CHANGED_SINCE);
        }
        if (seal.countersign().isPresent()) {
            throw new Refusal(Refusal.Why.NOTHING_NEW);
        }
        append(
                transaction,
                new Fact.SealCountersigned(meeting, seal.edition(), seal.content(), by),
                by,
                "meeting.countersign",
                meeting,
                "edition " + seal.edition());
    }

    /// The latest seal of a meeting, compared with what the meeting comes to now.
    public Optional<Seal> seal(Transaction transaction, MeetingHall.Whole whole) {
        return latest(transaction, whole.meeting().id()).map(stored -> {
            SealedContent was = Json.read(stored.bytes(), SealedContent.class);
            SealedContent is = content(transaction, whole);
            return new Seal(
                    stored.edition(),
                    stored.content(),
                    stored.by(),
                    stored.at(),
                    stored.countersign(),
                    changed(was, is),
                    !was.head().equals(is.head()));
        });
    }

    private static SealedContent content(Transaction transaction, MeetingHall.Whole whole) {
        return SealedContent.of(
                whole.meeting(),
                whole.attendance(),
                OnSite.of(transaction, whole.meeting().id()));
    }

    private static List<MemberId> changed(SealedContent was, SealedContent is) {
        Map<MemberId, SealedContent.Line> before = new HashMap<>();
        was.lines().forEach(line -> before.put(line.member(), line));
        List<MemberId> changed = new ArrayList<>();
        for (SealedContent.Line line : is.lines()) {
            SealedContent.Line there = before.remove(line.member());
            if (!Objects.equals(there, line)) {
                changed.add(line.member());
            }
        }
        changed.addAll(before.keySet());
        return changed;
    }

    @SuppressWarnings("ArrayRecordComponent") // read, and never compared
    private record Stored(
            int edition,
            Digest content,
            String by,
            java.time.Instant at,
            Optional<Seal.Countersign> countersign,
            byte[] bytes) {}

    /// Whether anybody has ever answered for what the meeting came to.
    public static boolean isSealed(Transaction transaction, MeetingId meeting) {
        return latest(transaction, meeting).isPresent();
    }

    private static Optional<Stored> latest(Transaction transaction, MeetingId meeting) {
        return transaction.queryFirst(
                "SELECT seal.edition, seal.content, seal.sealed_by, seal.sealed_at, seal.countersigned_by,"
                        + " seal.countersigned_at, sealed_record.bytes FROM seal JOIN sealed_record"
                        + " ON sealed_record.content = seal.content WHERE seal.meeting = ?"
                        + " ORDER BY seal.edition DESC LIMIT 1",
                row -> new Stored(
                        (int) row.integer("edition"),
                        Digest.wrap(row.bytes("content")),
                        row.text("sealed_by"),
                        UtcText.parse(row.text("sealed_at")),
                        Optional.ofNullable(row.textOrNull("countersigned_by"))
                                .map(who -> new Seal.Countersign(who, UtcText.parse(row.text("countersigned_at")))),
                        row.bytes("bytes")),
                meeting.value());
    }

    private MeetingHall.Whole find(Transaction transaction, MeetingId meeting) {
        return hall.find(transaction, meeting).orElseThrow(() -> new Refusal(Refusal.Why.NO_SUCH_MEETING));
    }

    private void append(
            Transaction transaction, Fact.Ruling ruling, String by, String action, MeetingId meeting, String detail) {
        journal.append(transaction, ruling);
        audit.record(transaction, by, action, meeting.value(), detail);
    }
}
