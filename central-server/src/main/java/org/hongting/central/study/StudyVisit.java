package org.hongting.central.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;

/// One stay with one lesson, from opening it to leaving it: what cmi5 calls a session.
///
/// @param steps its intervals, in order
/// @param ending how it ended
record StudyVisit(List<Step> steps, Ending ending) {
    /// Nothing was heard of a session for so long: its terminal died, and says no more.
    static final long SILENCE_MILLIS = 24 * 3_600_000L;

    StudyVisit {
        steps = List.copyOf(steps);
    }

    /// One interval.
    record Step(
            String source,
            String session,
            String course,
            int edition,
            String lesson,
            long from,
            long until,
            StudyFact.Cause cause,
            int parts,
            Coverage seen) {
        boolean isOfOneVisitWith(Step other) {
            return session.equals(other.session)
                    && course.equals(other.course)
                    && edition == other.edition
                    && lesson.equals(other.lesson);
        }
    }

    /// How a stay ended.
    enum Ending {
        LEFT,
        BROKEN_OFF,
        /// It may still go on.
        OPEN
    }

    Step first() {
        return steps.getFirst();
    }

    Step last() {
        return steps.getLast();
    }

    /// Milliseconds of learning, each moment once.
    long credited() {
        Moments moments = new Moments();
        return steps.stream()
                .flatMap(step -> moments.add(new Moments.Span(step.from(), step.until())).stream())
                .mapToLong(Moments.Span::length)
                .sum();
    }

    /// All of a member, by session and then by time.
    ///
    /// @param now milliseconds since 1970
    static List<StudyVisit> of(Transaction transaction, MemberId member, long now) {
        List<Step> steps = transaction.query(
                "SELECT terminal, epoch, seq, session, course, edition, lesson, from_at, until_at, cause, parts, seen"
                        + " FROM study_interval WHERE member = ? AND course IS NOT NULL"
                        + " ORDER BY min(from_at) OVER (PARTITION BY session), session, from_at, until_at, seq",
                StudyVisit::read,
                member.value());
        List<StudyVisit> visits = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= steps.size(); i++) {
            if (i == steps.size() || !steps.get(i).isOfOneVisitWith(steps.get(start))) {
                List<Step> visit = steps.subList(start, i);
                boolean goesOn = i < steps.size()
                        && Objects.equals(
                                steps.get(i).session(), visit.getLast().session());
                visits.add(new StudyVisit(visit, ending(visit.getLast(), goesOn, now)));
                start = i;
            }
        }
        return visits;
    }

    private static Ending ending(Step last, boolean goesOn, long now) {
        if (goesOn) {
            return Ending.LEFT;
        }
        return switch (last.cause()) {
            case SIGNED_OUT, LESSON_CHANGED -> Ending.LEFT;
            case BROKEN_OFF -> Ending.BROKEN_OFF;
            case PAUSED, SETTLED -> now - last.until() > SILENCE_MILLIS ? Ending.BROKEN_OFF : Ending.OPEN;
        };
    }

    private static Step read(Transaction.Row row) {
        return new Step(
                row.text("terminal") + "/" + row.text("epoch") + "/" + row.integer("seq"),
                row.text("session"),
                row.text("course"),
                Math.toIntExact(row.integer("edition")),
                row.text("lesson"),
                row.integer("from_at"),
                row.integer("until_at"),
                StudyFact.Cause.valueOf(row.text("cause")),
                Math.toIntExact(row.integer("parts")),
                LessonProgress.coverage(row.textOrNull("seen")));
    }
}
