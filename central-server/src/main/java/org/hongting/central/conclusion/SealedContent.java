package org.hongting.central.conclusion;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.meeting.OnSite;
import org.hongting.protocol.conclusion.Presence;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.record.Attachment;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.VoteCount;
import org.jspecify.annotations.Nullable;

/// What a seal covers: the meeting and what it came to, person by person, in an order that depends on nothing else.
/// Members stand in it by their ids; the on-site record by the hashes of its parts. The JSON bytes of this record are
/// what is hashed and kept.
record SealedContent(
        MeetingId meeting,
        String title,
        String kind,
        String host,
        String place,
        Instant starts,
        Instant ends,
        List<Line> lines,
        @Nullable List<Guests> guests,
        @Nullable List<Minutes> minutes) {
    SealedContent {
        lines = List.copyOf(lines);
        // Absent and none are the same, and have the bytes they had before there were any.
        guests = guests == null || guests.isEmpty() ? null : List.copyOf(guests);
        minutes = minutes == null || minutes.isEmpty() ? null : List.copyOf(minutes);
    }

    /// Guests who were only counted.
    record Guests(String kind, long count) {}

    /// A revision of the on-site record: the hashes of its text and photographs, and how was voted.
    record Minutes(Digest text, List<Digest> photographs, List<VoteCount> votes) {}

    /// @param arrived to the second; absent where nobody saw the member come
    /// @param reason of the ruling that decided the state, where one did
    record Line(
            MemberId member,
            String state,
            @Nullable Instant arrived,
            @Nullable Instant left,
            @Nullable String reason) {}

    static SealedContent of(Meeting meeting, Attendance attendance, OnSite onSite) {
        Meeting.Plan plan = meeting.plan();
        return new SealedContent(
                meeting.id(),
                plan.title(),
                plan.kind().word(),
                plan.host().value(),
                plan.place(),
                plan.times().starts(),
                plan.times().ends(),
                attendance.lines().stream()
                        .map(SealedContent::line)
                        .sorted(Comparator.comparing(line -> line.member().value()))
                        .toList(),
                onSite.guests().stream()
                        .map(guests -> new Guests(guests.word(), guests.count()))
                        .toList(),
                onSite.minutes().stream()
                        .map(one -> new Minutes(
                                one.text().hash(),
                                one.photographs().stream().map(Attachment::hash).toList(),
                                one.votes()))
                        .toList());
    }

    /// All but the people.
    SealedContent head() {
        return new SealedContent(meeting, title, kind, host, place, starts, ends, List.of(), guests, minutes);
    }

    private static Line line(Attendance.Line line) {
        return new Line(
                line.member(),
                line.state(true).word(),
                line.presence().map(presence -> seconds(presence.arrival())).orElse(null),
                line.presence()
                        .flatMap(Presence::departure)
                        .map(departure -> seconds(departure.last()))
                        .orElse(null),
                line.ruling().map(ruling -> ruling.reason().name()).orElse(null));
    }

    private static Instant seconds(Presence.Evidence seen) {
        return seen.moment().at().truncatedTo(ChronoUnit.SECONDS);
    }

    byte[] bytes() {
        return Json.write(this);
    }

    static Digest hash(byte[] bytes) {
        return Digest.of(bytes);
    }
}
