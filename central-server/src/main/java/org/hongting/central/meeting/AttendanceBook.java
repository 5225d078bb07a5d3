package org.hongting.central.meeting;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Member;
import org.hongting.central.organisation.Members;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.code.PassWindow;
import org.hongting.protocol.conclusion.Presence;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.time.ClockAnchor;
import org.hongting.protocol.time.ClockQuality;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;
import org.jspecify.annotations.Nullable;

/// Concludes attendance. Nothing concluded is stored but who was expected ([Expected]): every look dates the evidence
/// anew, so an anchor that came later corrects what was shown before.
public final class AttendanceBook {
    /// The voidings `v` of an arrival: of the record itself, or of what its terminal recorded of the member there until
    /// it was taken back, however often it was started in between.
    public static final String VOIDINGS = """
            FROM voided_arrival AS v WHERE v.terminal = arrival.terminal
                AND v.meeting = arrival.meeting AND v.member = arrival.member
                AND ((v.epoch = arrival.epoch AND arrival.seq >= v.seq
                        AND (v.void_epoch <> v.epoch OR arrival.seq < v.void_seq))
                    OR (v.void_epoch <> v.epoch AND v.void_epoch = arrival.epoch AND arrival.seq < v.void_seq)
                    OR (v.void_epoch <> v.epoch AND arrival.epoch NOT IN (v.epoch, v.void_epoch) AND arrival.epoch IN (
                        WITH RECURSIVE before (id) AS (
                            SELECT parent_epoch FROM epoch WHERE terminal = v.terminal AND epoch = v.void_epoch
                            UNION SELECT parent_epoch FROM epoch JOIN before ON epoch.epoch = before.id
                                WHERE terminal = v.terminal AND before.id <> v.epoch)
                        SELECT id FROM before)))
            """;

    private static final String VOIDED = "(SELECT reason || '/' || voided_by " + VOIDINGS
            + " ORDER BY v.void_epoch, v.void_seq LIMIT 1) AS voiding,";

    private final Members members;
    private final Expected expected;

    public AttendanceBook(Members members) {
        this.members = members;
        this.expected = new Expected(members);
    }

    /// Everything one meeting came to.
    public Attendance of(Transaction transaction, Meeting meeting, BranchTree tree, ZoneId zone) {
        Meeting.Times times = meeting.plan().times();
        Map<MemberId, Optional<Member>> expected = this.expected.of(transaction, meeting, tree);
        Map<MemberId, List<Evidence>> evidence = evidence(transaction, meeting.id());
        Map<MemberId, Ruling> rulings = rulings(transaction, meeting.id());
        Set<MemberId> everybody = new LinkedHashSet<>(expected.keySet());
        everybody.addAll(evidence.keySet());
        everybody.addAll(rulings.keySet());
        List<Attendance.Line> lines = new ArrayList<>();
        for (MemberId id : everybody) {
            List<Evidence> seen = evidence.getOrDefault(id, List.of());
            Optional<Member> known =
                    expected.getOrDefault(id, Optional.empty()).or(() -> members.find(transaction, id));
            lines.add(new Attendance.Line(
                    id,
                    known,
                    expected.containsKey(id),
                    seen,
                    Presence.of(
                            seen(seen, false),
                            seen(seen, true),
                            times.window(zone),
                            times.leaving().map(leaving -> leaving.window(zone)).orElse(null)),
                    Optional.ofNullable(rulings.get(id))));
        }
        return new Attendance(lines);
    }

    /// The latest ruling about each member, those of joined meetings included.
    static Map<MemberId, Ruling> rulings(Transaction transaction, MeetingId meeting) {
        Map<MemberId, Ruling> latest = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT ruling.member, ruling.verdict, ruling.reason, ruling.ruled_by, ruling.ruled_at,"
                                + " ruling_note.text FROM ruling LEFT JOIN ruling_note ON ruling_note.hash = ruling.note"
                                + " WHERE ruling.meeting = ? OR ruling.meeting IN"
                                + " (SELECT meeting FROM joined_meeting WHERE into_meeting = ?) ORDER BY ruling.ordinal",
                        Ruling::read,
                        meeting.value(),
                        meeting.value())
                .forEach(ruling -> latest.put(ruling.member(), ruling));
        return latest;
    }

    private static List<Presence.Evidence> seen(List<Evidence> evidence, boolean departed) {
        return evidence.stream()
                .filter(one -> one.counts() && one.departed() == departed)
                .map(Evidence::seen)
                .toList();
    }

    /// First arrivals at a meeting, for the document that goes to terminals.
    Map<MemberId, Evidence> firstArrivals(Transaction transaction, MeetingId meeting) {
        Map<MemberId, Evidence> first = new LinkedHashMap<>();
        evidence(transaction, meeting)
                .forEach((member, seen) -> seen.stream()
                        .filter(one -> one.counts() && !one.departed())
                        .min(Comparator.comparing(one -> one.seen().moment().at()))
                        .ifPresent(one -> first.put(member, one)));
        return first;
    }

    private static Map<MemberId, List<Evidence>> evidence(Transaction transaction, MeetingId meeting) {
        Map<MemberId, List<Evidence>> byMember = new HashMap<>();
        transaction
                .query(
                        "SELECT arrival.terminal, arrival.epoch, arrival.seq, arrival.member, arrival.repeated, arrival.departed,"
                                + " arrival.credential, arrival.device, arrival.simulated, arrival.boot, arrival.mono,"
                                + " arrival.wall, arrival.quality, arrival.phone, arrival.step, arrival.marked_by, arrival.mark_reason,"
                                + " CASE WHEN EXISTS (SELECT 1 FROM arrival AS other WHERE other.member = arrival.member"
                                + " AND other.phone = arrival.phone AND other.step = arrival.step"
                                + " AND other.terminal <> arrival.terminal) THEN 1 ELSE 0 END AS elsewhere, " + VOIDED
                                + " clock_anchor.mono AS anchor_mono,"
                                + " clock_anchor.server_time AS anchor_time FROM arrival LEFT JOIN clock_anchor"
                                + " ON clock_anchor.terminal = arrival.terminal AND clock_anchor.boot = arrival.boot"
                                + " WHERE arrival.meeting = ? OR arrival.meeting IN"
                                + " (SELECT meeting FROM joined_meeting WHERE into_meeting = ?)"
                                + " ORDER BY arrival.member, arrival.seq",
                        AttendanceBook::read,
                        meeting.value(),
                        meeting.value())
                .forEach(one -> byMember.computeIfAbsent(one.member(), id -> new ArrayList<>())
                        .add(one));
        return byMember;
    }

    private static Evidence read(Transaction.Row row) {
        BootId boot = new BootId(row.text("boot"));
        ClockReading reading = new ClockReading(
                OffsetDateTime.parse(row.text("wall")),
                ClockQuality.valueOf(row.text("quality")),
                boot,
                row.integer("mono"));
        ClockAnchor anchor = row.isNull("anchor_time")
                ? null
                : new ClockAnchor(boot, row.integer("anchor_mono"), UtcText.parse(row.text("anchor_time")));
        TerminalId terminal = new TerminalId(row.text("terminal"));
        EpochId epoch = new EpochId(row.text("epoch"));
        long seq = row.integer("seq");
        Fact.PassUse pass =
                row.isNull("step") ? null : new Fact.PassUse((int) row.integer("phone"), row.integer("step"));
        Fact.Origin origin = new Fact.Origin(
                CredentialKind.valueOf(row.text("credential")),
                row.text("device"),
                row.integer("simulated") == 1,
                pass);
        DatedMoment moment = DatedMoment.of(reading, anchor);
        return new Evidence(
                new MemberId(row.text("member")),
                terminal,
                epoch,
                seq,
                row.integer("repeated") == 1,
                row.integer("departed") == 1,
                new Presence.Evidence(moment, origin, terminal + "/" + epoch + "/" + seq),
                doubts(pass, moment, row.integer("elsewhere") == 1),
                row.isNull("marked_by")
                        ? null
                        : new Fact.Mark(
                                new MemberId(row.text("marked_by")), MarkReason.valueOf(row.text("mark_reason"))),
                voiding(row.textOrNull("voiding")));
    }

    private static Evidence.@Nullable Voiding voiding(@Nullable String written) {
        if (written == null) {
            return null;
        }
        int middle = written.indexOf('/');
        return new Evidence.Voiding(
                VoidReason.valueOf(written.substring(0, middle)), new MemberId(written.substring(middle + 1)));
    }

    private static Set<Evidence.Doubt> doubts(Fact.@Nullable PassUse pass, DatedMoment moment, boolean elsewhere) {
        Set<Evidence.Doubt> doubts = EnumSet.noneOf(Evidence.Doubt.class);
        if (elsewhere) {
            doubts.add(Evidence.Doubt.PASS_ELSEWHERE);
        }
        if (pass != null && PassWindow.around(moment).of(pass.step()) != PassWindow.Fit.FITS) {
            doubts.add(Evidence.Doubt.PASS_OFF_TIME);
        }
        return doubts;
    }
}
