package org.hongting.kiosk.study;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.StudySessionId;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Interval;
import org.hongting.protocol.study.LearningRule;

/// One member at the screen, from sign-in to sign-out: the lesson that is open, and what is counted and in no fact yet.
final class StudySession {
    /// Who it is, and what proved it.
    record Who(StudySessionId id, KnownMember member, Fact.Origin origin, BootId boot) {}

    /// The lesson that is open, or the questions.
    ///
    /// @param lesson empty where questions are answered
    record OpenLesson(Optional<Parts> lesson, LearningClock clock) {}

    /// A lesson, and how many parts it has.
    record Parts(StudyFact.LessonName name, int of) {}

    private final Who who;
    private final Map<Evidence, Integer> shown = new EnumMap<>(Evidence.class);
    private List<Interval> earned = List.of();
    private Optional<OpenLesson> lesson = Optional.empty();
    private Coverage seen = Coverage.NONE;
    private final VisitedPage page = new VisitedPage();
    private int place;
    private long passedAt;
    private long writtenMillis;
    private long writtenAt;
    private long keptAt;

    StudySession(Who who) {
        this.who = who;
    }

    Who who() {
        return who;
    }

    Optional<OpenLesson> lesson() {
        return lesson;
    }

    void open(OpenLesson opened, long now) {
        lesson = Optional.of(opened);
        earned = List.of();
        shown.clear();
        seen = Coverage.NONE;
        page.begin();
        passedAt = now;
        writtenAt = now;
        keptAt = now;
    }

    void closeLesson() {
        lesson = Optional.empty();
    }

    /// Another page.
    void turn(Position next) {
        page.turn(next.place());
        at(next);
    }

    /// @return whether something of the page came into sight that was not before, since the lesson was opened
    boolean at(Position now) {
        boolean further = page.at(now);
        place = now.place();
        seen = seen.and(page.seen());
        return further;
    }

    /// Time has passed.
    ///
    /// @param counts whether it is learning time; what a machine slept is not
    void pass(long now, boolean counts) {
        long passed = now - passedAt;
        passedAt = now;
        if (!counts) {
            page.pause();
        } else if (passed <= LearningRule.STANDARD.stall().toMillis()) {
            page.stands(passed);
            seen = seen.and(page.seen());
        }
    }

    /// Somebody has shown that they are there.
    void prove() {
        page.prove();
        seen = seen.and(page.seen());
    }

    void count(Evidence evidence) {
        shown.merge(evidence, 1, Integer::sum);
    }

    /// What is counted for good by now, and in no fact yet.
    Optional<Checkpoint> settled(OffsetDateTime at) {
        lesson.ifPresent(open -> earned = joined(earned, open.clock().take()));
        return checkpoint(earned, at);
    }

    /// The same, and what would be counted if the machine stopped now.
    Optional<Checkpoint> unsettled(OffsetDateTime at) {
        settled(at);
        return checkpoint(
                lesson.map(open -> joined(earned, open.clock().checkpoint())).orElse(earned), at);
    }

    private Optional<Checkpoint> checkpoint(List<Interval> intervals, OffsetDateTime at) {
        return lesson.filter(_ -> !intervals.isEmpty())
                .map(open -> new Checkpoint(
                        who.id(),
                        who.member().attendee().member(),
                        who.origin(),
                        open.lesson().map(Parts::name).orElse(null),
                        who.boot(),
                        at,
                        intervals,
                        shown,
                        open.lesson().map(this::reading).orElse(null),
                        null));
    }

    private StudyFact.Reading reading(Parts parts) {
        return new StudyFact.Reading(Math.min(place, parts.of()), parts.of(), seen);
    }

    /// It is handed over to be written down.
    void written(Checkpoint checkpoint, long now) {
        writtenMillis += checkpoint.creditedMillis();
        earned = List.of();
        shown.clear();
        seen = Coverage.NONE;
        writtenAt = now;
    }

    void kept(long now) {
        keptAt = now;
    }

    boolean isToBeWritten(long now, Duration after) {
        return now - writtenAt >= after.toMillis();
    }

    boolean isToBeKept(long now, Duration after) {
        return now - keptAt >= after.toMillis();
    }

    Duration credited(OffsetDateTime at) {
        return Duration.ofMillis(
                writtenMillis + unsettled(at).map(Checkpoint::creditedMillis).orElse(0L));
    }

    /// Stretches that follow each other without a gap are one.
    private static List<Interval> joined(List<Interval> before, List<Interval> more) {
        List<Interval> all = new ArrayList<>(before);
        for (Interval next : more) {
            if (!all.isEmpty() && all.getLast().until() == next.from()) {
                Interval last = all.removeLast();
                all.add(new Interval(last.from(), next.until(), next.proven()));
            } else {
                all.add(next);
            }
        }
        return all;
    }
}
