package org.hongting.central.personal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.meeting.Attendance;
import org.hongting.central.organisation.Member;
import org.hongting.central.study.LearningLedger;
import org.hongting.protocol.document.PersonalEntry;

/// One member's year: what they learned, which meetings they were at, and what they reached in quizzes.
///
/// @param branch with all above it
/// @param meetings the latest first
/// @param quizzes the latest first
/// @param timeline the latest first
/// @param caughtUp false where something of their meetings was not concluded yet: numbers may still change
/// @param waiting names of the terminals that have not reported: until then numbers may rise, and nobody is absent
/// @param made when it was made
public record PersonalRecord(
        Member member,
        String branch,
        LearningLedger.Year learning,
        List<PersonalMeetings.Line> meetings,
        List<PersonalEntry.QuizResult> quizzes,
        List<Moment> timeline,
        boolean caughtUp,
        List<String> waiting,
        Instant made) {
    public PersonalRecord {
        meetings = List.copyOf(meetings);
        quizzes = List.copyOf(quizzes);
        timeline = List.copyOf(timeline);
        waiting = List.copyOf(waiting);
    }

    /// Something on the timeline.
    public sealed interface Moment {
        Instant at();

        record Met(PersonalMeetings.Line line) implements Moment {
            @Override
            public Instant at() {
                return line.starts();
            }
        }

        record Tried(PersonalEntry.QuizResult result) implements Moment {
            @Override
            public Instant at() {
                return result.at().toInstant();
            }
        }

        /// A lesson, when it was studied last.
        ///
        /// @param title of its course
        /// @param credited milliseconds with this lesson, in whatever year
        record Studied(String title, Instant at, long credited) implements Moment {}
    }

    public int year() {
        return learning.year();
    }

    /// Of those that asked for them.
    public long attended() {
        return meetings.stream().filter(PersonalMeetings.Line::isAttended).count();
    }

    public long expected() {
        return meetings.stream().filter(PersonalMeetings.Line::expected).count();
    }

    public long count(Attendance.State state) {
        return meetings.stream().filter(line -> line.state() == state).count();
    }

    /// Milliseconds that are missing to what the year asks; nothing where it asks nothing or all is there.
    public Optional<Long> missing() {
        return learning.total()
                .target()
                .map(target -> target - learning.total().share().total())
                .filter(left -> left > 0);
    }

    public boolean isComplete() {
        return caughtUp && waiting.isEmpty();
    }
}
