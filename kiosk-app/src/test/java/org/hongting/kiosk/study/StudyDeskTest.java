package org.hongting.kiosk.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.WANG;
import static org.hongting.kiosk.study.StudyBench.CHAPTER;
import static org.hongting.kiosk.study.StudyBench.PAGES;
import static org.hongting.kiosk.study.StudyBench.page;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchBench;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ProgressEntry;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyFact.Cause;
import org.hongting.protocol.study.Coverage;
import org.hongting.protocol.study.Evidence;
import org.hongting.protocol.study.Studied;
import org.hongting.protocol.time.ClockQuality;
import org.junit.jupiter.api.Test;

/// Learning time at the desk: when it is written down, what a stop costs, who goes on where.
class StudyDeskTest {
    private final StudyBench bench = new StudyBench();
    private final StudyDesk desk = bench.desk;

    private void open() {
        bench.signIn(WANG);
        desk.begin(CHAPTER, PAGES, page(0));
    }

    @Test
    void whoReadsAPageAMinuteAndSignsOutIsCreditedEverySecond() {
        open();
        bench.read(0, 10);
        desk.signOut();

        assertThat(bench.creditedSeconds()).isEqualTo(600);
        StudyFact.Learned last = bench.learned().getLast();
        assertThat(last.member()).isEqualTo(WANG);
        assertThat(last.lesson()).isEqualTo(CHAPTER);
        assertThat(last.cause()).isEqualTo(Cause.SIGNED_OUT);
    }

    @Test
    void everyFiveMinutesItIsWrittenDownAndNothingTwice() {
        open();
        bench.read(0, 12);
        List<StudyFact.Learned> learned = bench.learned();

        assertThat(learned).hasSize(2).allMatch(fact -> fact.cause() == Cause.SETTLED);
        assertThat(learned.getFirst().stretch().until())
                .isEqualTo(learned.getLast().stretch().from());
        assertThat(learned.getFirst().shown()).containsKey(Evidence.PAGE_TURN);
        assertThat(learned.getFirst().reading()).isNotNull();
        desk.signOut();
        assertThat(bench.creditedSeconds()).isEqualTo(720);
    }

    @Test
    void whoAnswersQuestionsLearnsWithoutALesson() {
        bench.signIn(WANG);
        desk.beginQuiz(Duration.ofMinutes(10));
        for (int answer = 0; answer < 4; answer++) {
            bench.seconds(30);
            desk.show(Evidence.ANSWER);
        }
        desk.close();

        StudyFact.Learned learned = bench.learned().getLast();
        assertThat(bench.creditedSeconds()).isEqualTo(120);
        assertThat(learned.lesson()).isNull();
        assertThat(learned.reading()).isNull();
        assertThat(learned.shown()).containsEntry(Evidence.ANSWER, 4);
    }

    @Test
    void whoAnswersQuestionsAndIsKilledIsCreditedLikeAReader() {
        bench.signIn(WANG);
        desk.beginQuiz(Duration.ofMinutes(10));
        bench.seconds(30);
        bench.restarted().recover();

        assertThat(creditedIn(bench)).isBetween(20L, 30L);
    }

    @Test
    void whoWalksAwayIsAskedPausedCutBackAndSignedOut() {
        open();
        bench.read(0, 3);
        bench.seconds(600);

        assertThat(bench.pulses.stream().map(StudyReply.Pulse::phase).distinct().toList())
                .containsExactly(
                        LearningClock.Phase.RUNNING,
                        LearningClock.Phase.ASKING,
                        LearningClock.Phase.PAUSED,
                        LearningClock.Phase.OVER);
        assertThat(bench.creditedSeconds()).as("three minutes and the grace").isEqualTo(210);
        assertThat(bench.learned().getLast().cause()).isEqualTo(Cause.PAUSED);
    }

    @Test
    void afterAMinuteOnlyTheOwnCardGoesOn() {
        open();
        bench.seconds(120 + 61);
        assertThat(bench.pulses.getLast().needsIdentity()).isTrue();

        desk.show(Evidence.PRESENCE);
        assertThat(desk.tick()).as("a stranger's touch").isEmpty();
        assertThat(desk.read(TouchBench.read(DeskBench.CARD_OF_LI)))
                .as("a stranger's card")
                .isEmpty();
        assertThat(desk.read(TouchBench.read(DeskBench.CARD_OF_WANG))).containsInstanceOf(StudyReply.Resumed.class);
        assertThat(desk.tick().orElseThrow().phase()).isEqualTo(LearningClock.Phase.RUNNING);
    }

    @Test
    void whoHasNoCardAtHandGoesOnByPin() {
        bench.signIn(LI);
        desk.begin(CHAPTER, PAGES, page(0));
        bench.seconds(120 + 61);

        assertThat(desk.askPin()).containsInstanceOf(Reply.PinWanted.class);
        assertThat(bench.touch.pin(TouchBench.LI_PIN)).containsInstanceOf(StudyReply.Resumed.class);
        assertThat(desk.tick().orElseThrow().phase()).isEqualTo(LearningClock.Phase.RUNNING);
    }

    @Test
    void aKilledTerminalCostsTenSecondsAtMost() {
        for (int killedAfter = 11; killedAfter < 60; killedAfter += 7) {
            StudyBench killed = new StudyBench();
            killed.signIn(WANG);
            killed.desk.begin(CHAPTER, PAGES, page(0));
            killed.seconds(killedAfter);

            killed.restarted().recover();

            assertThat(creditedIn(killed))
                    .as("killed after %d s", killedAfter)
                    .isBetween((long) killedAfter - 10, (long) killedAfter);
        }
    }

    /// Over all epochs.
    private static long creditedIn(StudyBench bench) {
        return bench.bench.allFacts(StudyFact.Learned.class).stream()
                .mapToLong(fact -> fact.stretch().interval().credited().toSeconds())
                .sum();
    }

    @Test
    void whatAKilledTerminalLeftIsWrittenDownOnce() {
        open();
        bench.seconds(25);
        StudyDesk again = bench.restarted();
        again.recover();
        again.recover();
        bench.restarted().recover();

        List<StudyFact.Learned> all = bench.bench.allFacts(StudyFact.Learned.class);
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().cause()).isEqualTo(Cause.BROKEN_OFF);
        assertThat(all.getFirst().stretch().interval().credited()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aWallClockThatIsSetByTenYearsChangesNothing() {
        open();
        bench.read(0, 2);
        OffsetDateTime before = bench.bench.now();
        bench.bench.setWall(before.minusYears(10), ClockQuality.GUESSED);
        bench.read(2, 2);
        bench.bench.setWall(before.plusYears(10), ClockQuality.RTC);
        bench.read(4, 2);
        desk.signOut();

        assertThat(bench.creditedSeconds()).isEqualTo(360);
    }

    @Test
    void theyGoOnWhereTheyLeftHereAtOnce() {
        open();
        bench.read(0, 5);
        desk.signOut();
        Progress progress = progressOf();

        Progress.Lesson lesson =
                progress.lesson(CHAPTER.course(), CHAPTER.lesson()).orElseThrow();
        assertThat(lesson.place()).isEqualTo(5);
        assertThat(lesson.seen()).as("the sixth page was only turned to").isEqualTo(Coverage.of(0, 5));
        assertThat(lesson.credited()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whoLeafsThroughHasSeenNothingAndEarnsTheirSecondsAlone() {
        open();
        for (int page = 1; page < PAGES; page++) {
            bench.seconds(3);
            desk.turn(StudyBench.page(page));
        }
        bench.seconds(15);
        desk.signOut();

        Progress.Lesson lesson =
                progressOf().lesson(CHAPTER.course(), CHAPTER.lesson()).orElseThrow();
        assertThat(lesson.place()).isEqualTo(PAGES - 1);
        assertThat(lesson.seen()).as("a quarter of a minute's page").isEqualTo(Coverage.of(PAGES - 1, PAGES));
        assertThat(lesson.credited()).isEqualTo(Duration.ofSeconds(3 * (PAGES - 1) + 15));
    }

    @Test
    void whoLooksFromOnePageToTheOtherAndBackHasSeenBoth() {
        open();
        for (int i = 0; i < 4; i++) {
            bench.seconds(5);
            desk.turn(page(1));
            bench.seconds(5);
            desk.turn(page(0));
        }
        desk.signOut();

        assertThat(progressOf()
                        .lesson(CHAPTER.course(), CHAPTER.lesson())
                        .orElseThrow()
                        .seen())
                .isEqualTo(Coverage.of(0, 2));
    }

    @Test
    void aLongPageBeforeWhichNobodySitsIsNotSeenUnlessTheyShowThatTheyWereThere() {
        Studied long4 = new Studied.Page(Duration.ofMinutes(4));
        open();
        desk.turn(new Position(1, Coverage.of(1, 2), long4));
        bench.seconds(80);
        desk.leave();
        assertThat(bench.learned().getLast().reading()).isNotNull();
        assertThat(progressOf()
                        .lesson(CHAPTER.course(), CHAPTER.lesson())
                        .orElseThrow()
                        .seen())
                .as("half a minute is believed, and a minute asked for")
                .isEqualTo(Coverage.NONE);

        open();
        desk.turn(new Position(1, Coverage.of(1, 2), long4));
        bench.seconds(80);
        desk.show(Evidence.TOUCH);
        desk.leave();
        assertThat(progressOf()
                        .lesson(CHAPTER.course(), CHAPTER.lesson())
                        .orElseThrow()
                        .seen())
                .isEqualTo(Coverage.of(1, 2));
    }

    @Test
    void aPageThatStandsThereWhileNobodyIsThereIsNotSeenByThat() {
        open();
        bench.seconds(10);
        bench.bench.pass(Duration.ofMinutes(20));
        bench.seconds(1);
        desk.signOut();

        assertThat(progressOf()
                        .lesson(CHAPTER.course(), CHAPTER.lesson())
                        .orElseThrow()
                        .seen())
                .as("the machine slept")
                .isEqualTo(Coverage.NONE);
    }

    @Test
    void whatTheCentreSaysOfOtherTerminalsIsTakenTogetherWithWhatHappenedHere() {
        open();
        bench.read(0, 5);
        desk.signOut();
        bench.publish(
                DocumentName.progressOf(WANG),
                DocumentEntry.of(new ProgressEntry(
                        WANG,
                        2026,
                        7_200,
                        1_920,
                        List.of(new ProgressEntry.Lesson(
                                CHAPTER.course(),
                                1,
                                CHAPTER.lesson(),
                                12,
                                PAGES,
                                Coverage.of(8, 13),
                                900,
                                bench.bench.now().plusMinutes(30))),
                        null)));
        Progress progress = progressOf();

        Progress.Lesson lesson =
                progress.lesson(CHAPTER.course(), CHAPTER.lesson()).orElseThrow();
        assertThat(lesson.place()).as("the later one").isEqualTo(12);
        assertThat(lesson.seen()).isEqualTo(Coverage.of(0, 5).and(Coverage.of(8, 13)));
        assertThat(lesson.credited()).isEqualTo(Duration.ofMinutes(15));
        assertThat(progress.year().orElseThrow().target()).contains(Duration.ofHours(32));
    }

    private Progress progressOf() {
        return bench.bench.desk.reading(transaction -> bench.tables
                .progress()
                .find(transaction, WANG, bench.bench.now().plusYears(1).toInstant()));
    }

    @Test
    void whoIsDrivenFromTheScreenLosesNothing() {
        open();
        bench.seconds(45);
        desk.leave();

        assertThat(bench.creditedSeconds()).isEqualTo(45);
        assertThat(desk.tick()).isEmpty();
    }

    @Test
    void toAndFroOnAPageIsNoProgress() {
        open();
        bench.seconds(10);
        desk.scroll(new Position(0, Coverage.of(0, 1), StudyBench.MINUTE));
        desk.scroll(new Position(1, Coverage.of(1, 3), StudyBench.MINUTE));
        desk.signOut();

        assertThat(bench.learned().getLast().shown())
                .containsEntry(Evidence.TOUCH, 1)
                .containsEntry(Evidence.SCROLL, 1);
    }

    @Test
    void aLessonThatIsPutAwayIsWrittenDownAndTheNextBeginsAnew() {
        open();
        bench.seconds(30);
        desk.close();
        bench.seconds(120);
        desk.begin(
                new StudyFact.LessonName(CHAPTER.course(), 1, new org.hongting.protocol.identity.LessonId("chapter-2")),
                5,
                page(0));
        bench.seconds(20);
        desk.signOut();

        assertThat(bench.learned())
                .extracting(StudyFact.Learned::cause)
                .containsExactly(Cause.LESSON_CHANGED, Cause.SIGNED_OUT);
        assertThat(bench.creditedSeconds()).isEqualTo(50);
    }

    @Test
    void whatCouldNotBeWrittenWaitsForTheDiskWhoeverComesNext() {
        open();
        bench.seconds(30);
        bench.bench.database.inTransaction(transaction -> transaction.update(
                "CREATE TRIGGER broken BEFORE INSERT ON journal_record BEGIN SELECT RAISE(ABORT, 'x'); END"));
        desk.signOut();
        bench.signIn(LI);
        desk.begin(CHAPTER, PAGES, page(3));
        bench.seconds(20);
        assertThat(bench.learned()).isEmpty();
        bench.bench.database.inTransaction(transaction -> transaction.update("DROP TRIGGER broken"));
        bench.seconds(12);
        desk.signOut();

        assertThat(bench.learned()).extracting(StudyFact.Learned::member).containsExactly(WANG, LI);
        assertThat(bench.creditedSeconds()).isEqualTo(30 + 32);
        assertThat(bench.bench.facts(org.hongting.protocol.record.Fact.JournalRecovered.class))
                .as("no read was lost")
                .isEmpty();
    }

    @Test
    void whatWasBrokenOffIsOfTheTimeWhenItWasStudied() {
        open();
        bench.seconds(25);
        OffsetDateTime studied = bench.bench.now();
        bench.bench.pass(Duration.ofDays(2));
        bench.restarted().recover();

        assertThat(progressOf().lessons().getFirst().last())
                .isBefore(studied.plusSeconds(1).toInstant());
    }

    @Test
    void toAndFroIsNoProgressAfterASettlementEither() {
        open();
        for (int i = 0; i < 7; i++) {
            bench.seconds(60);
            desk.scroll(new Position(0, Coverage.of(0, 1), StudyBench.MINUTE));
        }
        desk.signOut();

        assertThat(bench.creditedSeconds()).as("three times the page's minute").isEqualTo(180);
    }
}
