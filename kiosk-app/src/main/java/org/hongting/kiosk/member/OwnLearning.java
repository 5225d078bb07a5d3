package org.hongting.kiosk.member;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// How far members are with learning, as another desk of this terminal keeps it.
public interface OwnLearning {
    /// Where nothing is known of anybody.
    OwnLearning NONE = (transaction, member, now) -> new Known(Optional.empty(), List.of(), Optional.empty());

    /// @param now by the terminal's wall clock
    Known of(Transaction transaction, MemberId member, Instant now);

    /// @param year what the centre counts in the running year; empty where it has not said
    /// @param lessons the latest first
    /// @param heard when the centre was heard last; empty where it was not since this terminal started
    record Known(Optional<Year> year, List<Lesson> lessons, Optional<OffsetDateTime> heard) {
        public Known {
            lessons = List.copyOf(lessons);
        }
    }

    /// @param number like 2026
    /// @param target what the year asks for; empty where nothing is asked
    record Year(int number, Duration credited, Optional<Duration> target) {
        /// What is missing to it; empty where nothing is asked, or all is there.
        public Optional<Duration> missing() {
            return target.map(asked -> asked.minus(credited)).filter(Duration::isPositive);
        }
    }

    /// @param title of the lesson, or of its course where the lesson is not on this terminal
    record Lesson(String title, Instant last, Duration credited) {}
}
