package org.hongting.central.study;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;

/// What tests came to, as the centre has marked them.
public interface TestResults {
    /// A test that people pass or fail.
    ///
    /// @param pass per cent
    /// @param isOver whether nobody gets a paper of it any more
    record Test(QuizId id, CourseId course, String title, int pass, boolean isOver) {}

    /// Every one of them, those that are over last.
    List<Test> tests(Transaction transaction);

    /// When each member who has passed a test did so first.
    ///
    /// @param from the first of the members that are meant, by their ids
    /// @param until the first after them
    Map<MemberId, Instant> passed(Transaction transaction, QuizId test, String from, String until);

    /// One attempt at a test that counts.
    ///
    /// @param source names the record that tells of its beginning
    /// @param pass per cent; empty where nobody passes or fails
    /// @param used milliseconds of its own time
    record Sitting(
            String source,
            QuizId test,
            Optional<Integer> pass,
            Instant begun,
            long used,
            Score score,
            QuizFact.Ending ending) {
        Instant ended() {
            return begun.plusMillis(used);
        }
    }

    /// Those of a member.
    List<Sitting> of(Transaction transaction, MemberId member);
}
