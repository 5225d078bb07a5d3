package org.hongting.kiosk.member;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hongting.device.camera.QrSymbol;
import org.hongting.protocol.document.PersonalEntry;

/// What a member sees of themself at a kiosk.
///
/// @param told what the centre said of meetings and quizzes; empty where it knows of none, or was not heard yet
/// @param timeline the latest first
/// @param phonePage the link to their own page on a phone, where there are phone pages
public record OwnRecord(
        Optional<OwnLearning.Year> year,
        Optional<Told> told,
        List<Moment> timeline,
        Optional<OffsetDateTime> heard,
        Optional<QrSymbol> phonePage) {
    public OwnRecord {
        timeline = List.copyOf(timeline);
    }

    /// @param attended of the meetings of this year that asked for them
    /// @param passed of the quizzes that are told of
    public record Told(int attended, int expected, int quizzes, int passed) {}

    /// Something on the timeline.
    public sealed interface Moment {
        Instant at();

        String title();

        /// @param state the console's word
        record Met(Instant at, String title, String state) implements Moment {}

        /// @param passed empty where nobody passes or fails
        /// @param place in a contest
        record Tried(Instant at, String title, int percent, Optional<Boolean> passed, Optional<Integer> place)
                implements Moment {}

        record Studied(Instant at, String title, Duration credited) implements Moment {}
    }

    static OwnRecord of(Optional<PersonalEntry> entry, OwnLearning.Known learned, Optional<QrSymbol> phonePage) {
        List<Moment> timeline = new ArrayList<>();
        learned.lessons()
                .forEach(lesson -> timeline.add(new Moment.Studied(lesson.last(), lesson.title(), lesson.credited())));
        entry.ifPresent(told -> {
            told.meetings()
                    .forEach(one -> timeline.add(new Moment.Met(one.at().toInstant(), one.title(), one.state())));
            told.quizzes()
                    .forEach(one -> timeline.add(new Moment.Tried(
                            one.at().toInstant(),
                            one.title(),
                            one.score().percent(),
                            Optional.ofNullable(one.passed()),
                            Optional.ofNullable(one.place()))));
        });
        timeline.sort(Comparator.comparing(Moment::at).reversed());
        return new OwnRecord(
                learned.year(),
                entry.map(told -> new Told(
                        told.attended(),
                        told.expected(),
                        told.quizzes().size(),
                        Math.toIntExact(told.quizzes().stream()
                                .filter(one -> Boolean.TRUE.equals(one.passed()))
                                .count()))),
                timeline,
                learned.heard(),
                phonePage);
    }
}
