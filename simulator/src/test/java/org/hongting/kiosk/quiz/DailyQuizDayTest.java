package org.hongting.kiosk.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.quiz.Attempt;
import org.hongting.central.quiz.AttemptName;
import org.hongting.central.quiz.Counting;
import org.hongting.central.quiz.Counting.Standing;
import org.hongting.central.quiz.Quiz;
import org.hongting.kiosk.clock.ClockHardware;
import org.hongting.kiosk.clock.SystemTerminalClock;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.quiz.PaperRule;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.Digest;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.time.ClockReading;
import org.hongting.protocol.time.DatedMoment;
import org.junit.jupiter.api.Test;

/// A kiosk on a machine in UTC, of a school in Shanghai whose centre judges its daily quiz.
class DailyQuizDayTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T16:00:00Z");
    private static final Quiz DAILY = new Quiz(
            new QuizId("daily-1"),
            new Quiz.Plan(
                    "每日一题",
                    QuizEntry.Kind.DAILY,
                    QuizEntry.Mode.PERSON,
                    new CourseId("charter"),
                    new PaperRule(1, 0, 0, 0, true),
                    false,
                    new Quiz.Limits(null, null, null, 1, null),
                    Set.of(),
                    1),
            Digest.of(new byte[] {1}),
            Digest.of(new byte[] {2}),
            "admin",
            MIDNIGHT.minus(Duration.ofDays(7)),
            Optional.empty());

    /// A terminal's clock at that moment, in the zone that it was told.
    private static ClockReading reading(Instant now, Optional<ZoneId> told) {
        SystemTerminalClock clock = new SystemTerminalClock(
                new SystemTerminalClock.Sources(
                        () -> now, () -> 0, new Disciplined(), new BootId("boot-1"), ZoneOffset.UTC),
                Instant.EPOCH);
        clock.moveTo(told);
        return clock.read();
    }

    private record Disciplined() implements ClockHardware {
        @Override
        public boolean isDisciplined() {
            return true;
        }

        @Override
        public boolean hasBatteryClock() {
            return true;
        }
    }

    /// What the centre says of an attempt of the day that the kiosk writes down.
    private static Standing judged(ClockReading began) {
        Attempt attempt = new Attempt(
                new AttemptName(
                        new TerminalId("kiosk-1"),
                        new AttemptId("0f0e0d0c0b0a09080706050403020100"),
                        new MemberId("1f2e3d4c5b6a7988")),
                Optional.of(DAILY.id()),
                QuizOffers.day(began),
                new Attempt.Source("e", 1, new CourseId("charter"), DAILY.bank(), "CARD", false),
                DatedMoment.of(began, null),
                began.wall().toInstant().plusSeconds(1),
                Optional.of(new Attempt.Marks(true, new Score(100, 100), 100, 1_000, 0)),
                Optional.of(QuizFact.Ending.HANDED_IN),
                Optional.empty());
        return Counting.judge(DAILY, SHANGHAI, List.of(attempt)).getFirst().standing();
    }

    @Test
    void aroundMidnightBothSidesMeanTheSameDay() {
        for (Duration from :
                List.of(Duration.ofHours(-9), Duration.ofSeconds(-5), Duration.ofSeconds(5), Duration.ofHours(7))) {
            ClockReading began = reading(MIDNIGHT.plus(from), Optional.of(SHANGHAI));
            assertThat(QuizOffers.day(began)).as("%s", from).isEqualTo(from.isNegative() ? "2026-11-22" : "2026-11-23");
            assertThat(judged(began)).as("%s", from).isEqualTo(Standing.COUNTS);
        }
    }

    @Test
    void theMachinesOwnDayWouldNotCountInTheSchoolsMorning() {
        ClockReading began = reading(MIDNIGHT.plus(Duration.ofHours(7)), Optional.empty());
        assertThat(QuizOffers.day(began)).isEqualTo("2026-11-22");
        assertThat(judged(began)).isEqualTo(Standing.OUTSIDE);
    }
}
