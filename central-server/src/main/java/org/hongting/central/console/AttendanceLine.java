package org.hongting.central.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.Evidence;
import org.hongting.central.meeting.MeetingHall;
import org.hongting.central.organisation.Member;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.time.DatedMoment;
import org.jspecify.annotations.Nullable;

/// One row of a meeting's table.
///
/// @param state `on-time`, `late`, `missing` (not seen, and some terminal may still know), `absent`,
/// `on-leave`, `excused` or `guest`
/// @param first the arrival that counts; absent where nobody saw the person
/// @param last the departure that counts; absent where nobody saw the person leave
/// @param early the person left before the end
/// @param ruled the latest ruling; absent where what was seen counts alone
/// @param evidence everything, earliest first
public record AttendanceLine(
        String member,
        String name,
        String number,
        String branch,
        String state,
        @Nullable Seen first,
        @Nullable Seen last,
        boolean early,
        @Nullable Ruled ruled,
        List<Seen> evidence) {
    /// What was ruled about the person, in words of the bundles' keys.
    ///
    /// @param note empty where none was written
    public record Ruled(String verdict, String reason, String by, Instant at, String note) {}

    /// One piece of evidence in words a template can print.
    ///
    /// @param certainty key of the sentence that says where the date comes from
    /// @param seconds how far off it may be
    /// @param doubts keys of what speaks against it
    /// @param markedBy who said so, where somebody in charge did
    /// @param voidedBy who took it back; absent where it counts
    public record Seen(
            Instant at,
            String terminal,
            String epoch,
            long seq,
            String credential,
            String device,
            boolean simulated,
            boolean repeated,
            boolean departed,
            String certainty,
            long seconds,
            List<String> doubts,
            @Nullable String markedBy,
            @Nullable String markReason,
            @Nullable String voidedBy,
            @Nullable String voidReason) {
        static Seen of(Evidence evidence, Map<MemberId, String> names) {
            Fact.Mark mark = evidence.mark();
            Evidence.Voiding voiding = evidence.voiding();
            DatedMoment moment = evidence.seen().moment();
            return new Seen(
                    moment.at(),
                    evidence.terminal().value(),
                    evidence.epoch().value(),
                    evidence.seq(),
                    word(evidence.seen().origin().credential()),
                    evidence.seen().origin().device(),
                    evidence.seen().origin().simulated(),
                    evidence.repeated(),
                    evidence.departed(),
                    word(moment.provenance()),
                    moment.uncertainty().toSeconds(),
                    evidence.doubts().stream()
                            .sorted()
                            .map(doubt -> word(doubt))
                            .toList(),
                    mark == null
                            ? null
                            : names.getOrDefault(mark.by(), mark.by().value()),
                    mark == null ? null : word(mark.reason()),
                    voiding == null
                            ? null
                            : names.getOrDefault(voiding.by(), voiding.by().value()),
                    voiding == null ? null : word(voiding.reason()));
        }

        private static String word(Enum<?> value) {
            return Words.of(value);
        }
    }

    /// What speaks against any of the evidence.
    public List<String> doubts() {
        return evidence.stream()
                .flatMap(seen -> seen.doubts().stream())
                .distinct()
                .toList();
    }

    /// Who came last stands first: that is the row people look for at the door; then those not seen, by number.
    static List<AttendanceLine> sorted(MeetingHall.Whole whole, Attendance.Part part) {
        Comparator<AttendanceLine> latestFirst = Comparator.comparing(
                line -> line.first() == null ? null : line.first().at(),
                Comparator.nullsLast(Comparator.reverseOrder()));
        Map<MemberId, String> names = whole.attendance().lines().stream()
                .flatMap(line -> line.known().stream())
                .collect(Collectors.toMap(Member::id, Member::name, (one, _) -> one));
        return whole.attendance().lines(part).stream()
                .map(line -> of(whole, line, names))
                .sorted(latestFirst.thenComparing(AttendanceLine::number))
                .toList();
    }

    private static AttendanceLine of(MeetingHall.Whole whole, Attendance.Line line, Map<MemberId, String> names) {
        List<Seen> seen = line.evidence().stream()
                .sorted(Comparator.comparing(
                                (Evidence one) -> one.seen().moment().at())
                        .thenComparing(one -> one.seen().source()))
                .map(one -> Seen.of(one, names))
                .toList();
        return new AttendanceLine(
                line.member().value(),
                line.known().map(member -> member.name()).orElse(""),
                line.known().map(member -> member.studentNumber()).orElse(""),
                line.known().map(member -> whole.tree().name(member.branch())).orElse(""),
                line.state(whole.reporting().isComplete()).word(),
                seen.stream()
                        .filter(one -> one.voidedBy() == null && !one.departed())
                        .findFirst()
                        .orElse(null),
                seen.reversed().stream()
                        .filter(one -> one.voidedBy() == null && one.departed())
                        .findFirst()
                        .orElse(null),
                line.leftEarly(),
                ruled(line),
                seen);
    }

    private static @Nullable Ruled ruled(Attendance.Line line) {
        return line.ruling()
                .map(ruling -> new Ruled(
                        Seen.word(ruling.verdict()),
                        Seen.word(ruling.reason()),
                        ruling.by(),
                        ruling.at(),
                        ruling.note() == null ? "" : ruling.note()))
                .orElse(null);
    }
}
