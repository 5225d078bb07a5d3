package org.hongting.kiosk.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hongting.kiosk.study.LearningClock.Phase;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Interval;
import org.hongting.protocol.study.LearningRule;
import org.hongting.protocol.study.Studied;
import org.junit.jupiter.api.Test;

/// One person at a screen; a page of a minute unless said otherwise, whose idle limit is two minutes.
class LearningClockTest {
    private static final Studied PAGE = new Studied.Page(Duration.ofMinutes(1));
    private static final Studied FILM = new Studied.Media();

    private LearningClock clock = new LearningClock(LearningRule.STANDARD, new Random(7), 0, PAGE, 0);
    private final List<Interval> earned = new ArrayList<>();
    private int second;
    private int page;

    private void films() {
        clock = new LearningClock(LearningRule.STANDARD, new Random(7), 0, FILM, 0);
    }

    /// Seconds pass with a tick each.
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            second++;
            clock.tick(now());
        }
    }

    private void play(int seconds) {
        for (int i = 0; i < seconds; i++) {
            second++;
            clock.tick(now());
            if (clock.phase() != Phase.PAUSED) {
                clock.show(Evidence.MEDIA, now());
            }
        }
    }

    private long now() {
        return second * 1000L;
    }

    private void show(Evidence evidence) {
        clock.show(evidence, now());
    }

    private void turn() {
        page++;
        clock.turn(page, PAGE, now());
    }

    /// Seconds counted for good.
    private long credited() {
        earned.addAll(clock.take());
        return earned.stream().mapToLong(one -> one.credited().toSeconds()).sum();
    }

    @Test
    void whoTurnsPagesAndSignsOutIsCreditedToTheSecond() {
        pass(50);
        turn();
        pass(70);
        clock.finish(now());
        assertThat(credited()).isEqualTo(120);
        assertThat(clock.phase()).isEqualTo(Phase.OVER);
        assertThat(earned).allMatch(one -> one.credited().equals(one.evidenceOnly()));
    }

    @Test
    void thirtySecondsBeforeTheLimitItAsksAndWithoutAnAnswerCutsBackToThirtySecondsAfterTheLastEvidence() {
        pass(89);
        assertThat(clock.phase()).isEqualTo(Phase.RUNNING);
        pass(1);
        assertThat(clock.phase()).isEqualTo(Phase.ASKING);
        pass(29);
        assertThat(clock.phase()).isEqualTo(Phase.ASKING);
        pass(1);
        assertThat(clock.phase()).isEqualTo(Phase.PAUSED);
        assertThat(credited()).isEqualTo(30);
        assertThat(earned.getFirst().evidenceOnly()).isZero();
    }

    @Test
    void whoAnswersWasThereAllTheTime() {
        pass(100);
        show(Evidence.PRESENCE);
        assertThat(clock.phase()).isEqualTo(Phase.RUNNING);
        pass(20);
        clock.finish(now());
        assertThat(credited()).isEqualTo(120);
    }

    @Test
    void aTouchBringsItBackWithinAMinuteAndAfterThatOnlyWhoTheyAre() {
        pass(120 + 60);
        assertThat(clock.needsIdentity()).isFalse();
        show(Evidence.TOUCH);
        assertThat(clock.phase()).isEqualTo(Phase.RUNNING);
        pass(120 + 61);
        assertThat(clock.needsIdentity()).isTrue();
        show(Evidence.TOUCH);
        assertThat(clock.phase()).isEqualTo(Phase.PAUSED);
        show(Evidence.CARD);
        assertThat(clock.phase()).isEqualTo(Phase.RUNNING);
        pass(10);
        clock.finish(now());
        assertThat(credited()).isEqualTo(30 + 30 + 10);
    }

    @Test
    void atTwiceTheLimitTheyAreSignedOutAndACardDoesNotBringItBack() {
        pass(239);
        assertThat(clock.phase()).isEqualTo(Phase.PAUSED);
        pass(1);
        assertThat(clock.phase()).isEqualTo(Phase.OVER);
        show(Evidence.CARD);
        pass(100);
        assertThat(clock.phase()).isEqualTo(Phase.OVER);
        assertThat(credited()).isEqualTo(30);
    }

    @Test
    void touchesThatLeadNowhereExtendAPageToThreeTimesWhatIsExpectedAndTheNextPageIsANewOne() {
        for (int touch = 0; touch < 600; touch++) {
            pass(1);
            show(Evidence.TOUCH);
        }
        clock.settle();
        assertThat(credited()).isEqualTo(180);
        assertThat(clock.phase()).isEqualTo(Phase.RUNNING);
        turn();
        pass(40);
        clock.finish(now());
        assertThat(credited()).isEqualTo(180 + 40);
    }

    @Test
    void whoeverTurnsToAndFroBetweenTwoPagesEarnsTwoVisitsOfEachAndNoMore() {
        for (int turn = 1; turn <= 400; turn++) {
            pass(30);
            clock.turn(turn % 2, PAGE, now());
        }
        pass(30);
        clock.finish(now());
        assertThat(credited()).as("30 seconds of each, and three minutes").isEqualTo(2 * (30 + 180));
    }

    @Test
    void aSlowReaderWhoGoesBackOnceLosesNothingAndAnotherOpeningOfTheLessonIsAnother() {
        for (int read : new int[] {1, 2, 1, 3}) {
            pass(90);
            show(Evidence.TOUCH);
            pass(85);
            clock.turn(read, PAGE, now());
        }
        clock.finish(now());
        assertThat(credited()).isEqualTo(second);

        clock = new LearningClock(LearningRule.STANDARD, new Random(7), 1, PAGE, now());
        int before = second;
        pass(100);
        clock.finish(now());
        earned.clear();
        assertThat(credited()).isEqualTo(second - before);
    }

    @Test
    void turningBetweenQuestionsIsATouchAndAnAnswerBeginsAnew() {
        clock = new LearningClock(LearningRule.STANDARD, new Random(7), 0, new Studied.Quiz(Duration.ofMinutes(2)), 0);
        for (int turn = 0; turn < 100; turn++) {
            pass(10);
            show(Evidence.PAGE_TURN);
        }
        clock.settle();
        assertThat(credited()).isEqualTo(360);
        show(Evidence.ANSWER);
        pass(100);
        clock.finish(now());
        assertThat(credited()).isEqualTo(460);
    }

    @Test
    void whatAVisitMayEarnIsNotRenewedByAPause() {
        pass(90);
        show(Evidence.PRESENCE);
        pass(120);
        show(Evidence.TOUCH);
        pass(80);
        show(Evidence.TOUCH);
        clock.settle();
        assertThat(credited()).as("90 and 30, and 60 of the 80").isEqualTo(180);
    }

    @Test
    void aFilmCountsWhileItRunsAndHalfAMinuteAfterIt() {
        films();
        play(600);
        pass(90);
        assertThat(clock.phase()).isEqualTo(Phase.PAUSED);
        assertThat(credited()).isEqualTo(630);
    }

    @Test
    void aFilmAsksBetweenFifteenAndTwentyMinutesAndCountsInFullForWhoAnswers() {
        films();
        play(899);
        assertThat(clock.phase()).isEqualTo(Phase.RUNNING);
        while (clock.phase() == Phase.RUNNING) {
            play(1);
        }
        assertThat(second).isBetween(900, 1200);
        play(10);
        show(Evidence.PRESENCE);
        play(100);
        clock.finish(now());
        assertThat(credited()).isEqualTo(second);
    }

    @Test
    void aFilmThatNobodyAnswersForIsCutBackToTheLastSignOfAPerson() {
        films();
        play(300);
        show(Evidence.TOUCH);
        play(2000);
        assertThat(clock.phase()).isEqualTo(Phase.OVER);
        assertThat(credited()).isEqualTo(330);
    }

    @Test
    void whoComesBackWithinAMinuteOfTheFilmBeingStoppedHasSeenIt() {
        films();
        while (clock.phase() != Phase.PAUSED) {
            play(1);
        }
        int stopped = second;
        pass(59);
        show(Evidence.TOUCH);
        play(10);
        clock.finish(now());
        assertThat(credited()).isBetween(stopped - 1L + 10, stopped + 10L);
    }

    @Test
    void aFilmThatRunsWhilePagesAreReadProvesNothing() {
        pass(60);
        show(Evidence.MEDIA);
        pass(60);
        assertThat(clock.phase()).isEqualTo(Phase.PAUSED);
        assertThat(credited()).isEqualTo(30);
    }

    @Test
    void asleepAMinuteIsNothingAndLongerIsAPauseThatNeedsWhoTheyAre() {
        pass(60);
        second += 50;
        pass(1);
        assertThat(clock.phase()).isEqualTo(Phase.RUNNING);
        pass(30);
        show(Evidence.TOUCH);
        second += 4000;
        pass(1);
        assertThat(clock.phase()).isIn(Phase.PAUSED, Phase.OVER);
        show(Evidence.TOUCH);
        assertThat(clock.phase()).isNotEqualTo(Phase.RUNNING);
        assertThat(credited()).isEqualTo(60 + 30);
    }

    @Test
    void aCheckpointHoldsWhatWasRunningAndWhereItAskedOnlyWhatWasProven() {
        pass(80);
        assertThat(clock.checkpoint()).containsExactly(new Interval(0, 80_000, 0));
        pass(20);
        assertThat(clock.phase()).isEqualTo(Phase.ASKING);
        assertThat(clock.checkpoint()).containsExactly(new Interval(0, 30_000, 0));
        show(Evidence.PRESENCE);
        assertThat(clock.checkpoint()).containsExactly(new Interval(0, 100_000, 100_000));
    }

    @Test
    void whatIsSettledIsNeverCutBackAndNeverCountedTwice() {
        pass(80);
        show(Evidence.TOUCH);
        pass(40);
        clock.settle();
        assertThat(credited()).isEqualTo(80);
        pass(80);
        assertThat(clock.phase()).isEqualTo(Phase.PAUSED);
        assertThat(credited()).isEqualTo(110);
    }

    @Test
    void whoSignsOutOfAFilmThatWasStoppedHasSeenItIfTheyCameSoon() {
        films();
        while (clock.phase() != Phase.PAUSED) {
            play(1);
        }
        int stopped = second;
        pass(30);
        clock.finish(now());
        assertThat(credited()).isBetween(stopped - 1L, (long) stopped);
    }

    @Test
    void aFilmThatStandsStillEarnsNothingByBeingTouched() {
        films();
        for (int i = 0; i < 60; i++) {
            pass(1);
            clock.show(Evidence.MEDIA, now());
        }
        for (int i = 0; i < 60; i++) {
            pass(40);
            clock.show(Evidence.TOUCH, now());
        }
        clock.finish(now());
        earned.addAll(clock.take());

        assertThat(earned.stream().mapToLong(one -> one.credited().toSeconds()).sum())
                .as("a minute of film, and the limit of one that stands still")
                .isBetween(60L, 150L);
    }
}
