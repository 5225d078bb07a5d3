package org.hongting.kiosk.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hongting.kiosk.checkin.DeskBench.LI;
import static org.hongting.kiosk.checkin.DeskBench.OUTSIDER;
import static org.hongting.kiosk.checkin.DeskBench.WANG;
import static org.hongting.kiosk.quiz.QuizBench.BANK;
import static org.hongting.kiosk.quiz.QuizBench.CONTEST;
import static org.hongting.kiosk.quiz.QuizBench.DAILY;
import static org.hongting.kiosk.quiz.QuizBench.TEST;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hongting.kiosk.checkin.DeskBench;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.document.RankEntry;
import org.hongting.protocol.draw.Paper;
import org.hongting.protocol.identity.AttemptId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Marking;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.QuestionBank;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;
import org.hongting.protocol.record.QuizFact.Ending;
import org.hongting.protocol.time.ClockQuality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Questions at the desk: who gets which paper, what a stop costs, what counts.
class QuizDeskTest {
    private static final AttemptId ELSEWHERE = new AttemptId("0f0e0d0c0b0a09080706050403020100");

    private final QuizBench bench = new QuizBench();

    @Test
    void whoeverAnswersEverythingRightAndHandsInHasEverythingAndTheFactsSaySo() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.begin(TEST);
        bench.seconds(30);
        sheet.items().forEach(item -> bench.answer(item, true));
        QuizReply.Result result = bench.handIn();

        assertThat(result.score()).isEqualTo(new Score(700, 700));
        assertThat(result.passed()).contains(true);
        assertThat(result.wrong()).isEmpty();
        assertThat(result.secret()).isEmpty();
        QuizFact.Begun begun = bench.begun().getFirst();
        assertThat(begun.round()).matches("1-[0-9a-f]{4}");
        assertThat(begun.paper())
                .isEqualTo(Paper.draw(
                                QuizBench.QUESTIONS,
                                bench.test().paper(),
                                Paper.seed(bench.test().seed(), WANG, begun.round()))
                        .digest());
        assertThat(bench.answered()).hasSize(7).allMatch(fact -> fact.used() == 30_000);
        assertThat(bench.ended())
                .containsExactly(
                        new QuizFact.Ended(begun.attempt(), WANG, Ending.HANDED_IN, new Score(700, 700), 30_000, 0));
    }

    @Test
    void inATestTheLastAnswerCounts() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.begin(TEST);
        sheet.items().forEach(item -> bench.answer(item, true));
        bench.answer(sheet.items().getFirst(), false);
        bench.answer(sheet.items().getLast(), false);
        bench.answer(sheet.items().getLast(), true);

        assertThat(bench.handIn().score().points()).isEqualTo(600);
        assertThat(bench.answered()).hasSize(10);
    }

    @Test
    void anAnswerThatIsHeldAlreadyIsTakenAndWrittenDownOnce() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        QuizReply.Item first = bench.begin(TEST).items().getFirst();
        QuestionId asked = first.question().id();
        Answer right = QuizBench.right(first.question());
        assertThat(bench.desk.holds(asked, right)).isFalse();
        QuizReply taken = bench.answer(first, true);
        assertThat(bench.desk.holds(asked, right)).isTrue();
        for (int press = 0; press < 20; press++) {
            assertThat(bench.answer(first, true)).isEqualTo(taken);
        }
        assertThat(bench.answered()).hasSize(1);
        bench.answer(first, false);
        assertThat(bench.desk.holds(asked, right)).isFalse();
        bench.answer(first, true);
        assertThat(bench.answered()).as("a change and back").hasSize(3);
    }

    @Test
    void practiceMarksAtOnceAndTheFirstAnswerCounts() {
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.practise(Choice.TEN);
        assertThat(sheet.items()).hasSize(10);
        QuizReply.Item first = sheet.items().getFirst();

        assertThat(bench.answer(first, false))
                .isInstanceOfSatisfying(
                        QuizReply.Taken.class,
                        taken -> assertThat(taken.points())
                                .hasValueSatisfying(points -> assertThat(points).isLessThan(Marking.FULL)));
        assertThat(bench.desk.answer(first.question().id(), QuizBench.right(first.question())))
                .as("it was told by now")
                .isEmpty();
        assertThat(bench.begun().getFirst().round()).isEmpty();
        bench.desk.leave();
        assertThat(bench.ended().getFirst().ending()).isEqualTo(Ending.LEFT);
    }

    @Test
    void whatWasAnsweredWrongIsPractisedUntilItIsRight() {
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.practise(Choice.TEN);
        bench.answer(sheet.items().get(0), false);
        bench.answer(sheet.items().get(1), false);
        bench.answer(sheet.items().get(2), true);
        bench.desk.leave();

        assertThat(bench.signIn(WANG).wrong()).isEqualTo(2);
        assertThat(bench.signIn(LI).wrong()).as("somebody else's").isZero();
        bench.signIn(WANG);
        QuizReply.Sheet again = bench.practise(Choice.WRONG);
        assertThat(again.items()).hasSize(2);
        bench.answer(again.items().getFirst(), true);
        bench.desk.leave();
        assertThat(bench.signIn(WANG).wrong()).isEqualTo(1);
    }

    @Test
    void whatTheCentreSaysWasWrongElsewhereIsOnTheListUntilItIsRightHere() {
        bench.heard = Optional.of(personal("s1", "t2"));
        assertThat(bench.signIn(WANG).wrong()).isEqualTo(2);
        bench.practise(Choice.WRONG).items().forEach(item -> bench.answer(item, true));
        bench.desk.leave();
        assertThat(bench.signIn(WANG).wrong())
                .as("the centre has not heard yet")
                .isZero();

        bench.heard = Optional.of(personal());
        assertThat(bench.signIn(WANG).wrong()).isZero();
        bench.heard = Optional.of(personal("s1"));
        assertThat(bench.signIn(WANG).wrong()).as("wrong again, elsewhere").isEqualTo(1);
    }

    private static PersonalEntry personal(String... wrong) {
        return new PersonalEntry(
                WANG,
                List.of(),
                List.of(),
                0,
                0,
                List.of(wrong).stream()
                        .map(id -> new PersonalEntry.WrongAnswer(QuizBench.COURSE.id(), new QuestionId(id)))
                        .toList(),
                null);
    }

    @Test
    void theListOfWrongAnswersKeepsTheLatestTwoHundred() {
        bench.bench.database.inTransaction(transaction -> {
            for (int i = 0; i < WrongTable.MOST_OF_ONE + 5; i++) {
                bench.tables
                        .wrong()
                        .mark(
                                transaction,
                                WANG,
                                new PersonalEntry.WrongAnswer(QuizBench.COURSE.id(), new QuestionId("q" + i)),
                                true);
            }
            assertThat(bench.tables.wrong().of(transaction, WANG, Optional.empty()))
                    .hasSize(WrongTable.MOST_OF_ONE)
                    .extracting(one -> one.question().value())
                    .startsWith("q204")
                    .endsWith("q5");
            return true;
        });
    }

    @Test
    void aTerminalThatIsKilledAtAnyStepGoesOnWithWhatItSaidWasTaken() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.begin(TEST);
        for (int answers = 0; answers < sheet.items().size(); answers++) {
            bench.seconds(15);
            bench.kill();
            bench.signIn(WANG);
            QuizReply.Sheet on = bench.begin(TEST);
            assertThat(on.items()).isEqualTo(sheet.items());
            assertThat(on.given()).hasSize(answers);
            assertThat(on.breaks()).isEqualTo(answers + 1);
            bench.answer(on.items().get(answers), true);
        }
        bench.kill();
        bench.signIn(WANG);
        bench.begin(TEST);
        assertThat(bench.handIn().score().points()).isEqualTo(700);
        bench.kill();
        bench.signIn(WANG);

        assertThat(bench.begun()).hasSize(1);
        assertThat(bench.answered()).hasSize(7);
        QuizFact.Ended ended = bench.ended().getFirst();
        assertThat(bench.ended()).as("once").hasSize(1);
        assertThat(ended.breaks()).isEqualTo(8);
        assertThat(ended.used())
                .as("of 15 seconds between two stops 10 are kept")
                .isEqualTo(70_000);
    }

    @Test
    void practiceThatWasKilledIsWrittenDownAsLeft() {
        bench.signIn(WANG);
        bench.answer(bench.practise(Choice.TEN).items().getFirst(), true);
        bench.kill().tidy();
        bench.kill().tidy();

        assertThat(bench.ended()).hasSize(1);
        assertThat(bench.ended().getFirst().ending()).isEqualTo(Ending.LEFT);
        assertThat(bench.ended().getFirst().shown()).isEqualTo(new Score(100, 1000));
    }

    @Test
    void whenTheTimeIsUpNoAnswerIsTakenAndThePaperIsTakenIn() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.begin(TEST);
        bench.answer(sheet.items().getFirst(), true);
        bench.seconds(598);
        bench.bench.pass(Duration.ofSeconds(3));

        assertThat(bench.answer(sheet.items().get(1), true)).isInstanceOf(QuizReply.Ended.class);
        assertThat(bench.answered()).hasSize(1);
        assertThat(bench.ended().getFirst().ending()).isEqualTo(Ending.TIME_UP);
        assertThat(bench.ended().getFirst().used()).isEqualTo(600_000);
        assertThat(bench.ended().getFirst().shown()).isEqualTo(new Score(100, 700));
    }

    @Test
    void whoDoesNothingIsTakenInWhenTheTimeIsUp() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        bench.begin(TEST);
        assertThat(bench.seconds(600))
                .hasValueSatisfying(said -> assertThat(said)
                        .isInstanceOfSatisfying(
                                QuizReply.Ended.class,
                                ended -> assertThat(ended.result().unanswered()).isEqualTo(7)));
        assertThat(bench.desk.isAnswering()).isFalse();
    }

    @Test
    void aTestThatWasLeftWaitsAndAContestThatWasLeftRunsOn() {
        bench.publish(bench.test(), bench.contest());
        bench.signIn(WANG);
        bench.begin(TEST);
        bench.seconds(60);
        bench.begin(CONTEST);
        bench.seconds(60);
        bench.desk.leave();
        bench.bench.pass(Duration.ofMinutes(2));

        assertThat(bench.state(WANG, TEST)).isEqualTo(new QuizHome.State.Running(Optional.of(Duration.ofMinutes(9))));
        assertThat(bench.state(WANG, CONTEST))
                .isEqualTo(new QuizHome.State.Running(Optional.of(Duration.ofMinutes(7))));
        bench.bench.pass(Duration.ofMinutes(7));
        bench.desk.leave();
        bench.desk.tidy();
        assertThat(bench.ended())
                .as("nobody came back to it")
                .extracting(QuizFact.Ended::ending, QuizFact.Ended::used)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Ending.TIME_UP, 600_000L));
    }

    @Test
    void twoMembersInTurnKeepTheirOwnPapersAndTimes() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        QuizReply.Sheet first = bench.begin(TEST);
        bench.answer(first.items().getFirst(), true);
        bench.seconds(20);
        bench.signIn(LI);
        QuizReply.Sheet second = bench.begin(TEST);
        bench.seconds(40);
        bench.handIn();
        bench.signIn(WANG);
        QuizReply.Sheet on = bench.begin(TEST);

        assertThat(second.items()).as("another paper").isNotEqualTo(first.items());
        assertThat(on.items()).isEqualTo(first.items());
        assertThat(on.given()).hasSize(1);
        assertThat(on.time()).contains(new QuizReply.Time(Duration.ofSeconds(580), Duration.ofMinutes(10)));
        assertThat(bench.ended()).extracting(QuizFact.Ended::member).containsExactly(LI);
    }

    @Test
    void aWallClockThatIsSetByTenYearsChangesNoTime() {
        bench.publish(bench.contest());
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.begin(CONTEST);
        OffsetDateTime before = bench.bench.now();
        bench.seconds(30);
        bench.bench.setWall(before.minusYears(10), ClockQuality.GUESSED);
        bench.answer(sheet.items().getFirst(), true);
        bench.seconds(30);
        bench.bench.setWall(before.plusYears(10), ClockQuality.GUESSED);
        bench.answer(sheet.items().get(1), true);
        bench.seconds(30);
        bench.desk.tidy();
        bench.bench.setWall(bench.bench.now(), ClockQuality.SYNCED);
        bench.handIn();

        assertThat(bench.answered()).extracting(QuizFact.Answered::used).containsExactly(30_000L, 60_000L);
        assertThat(bench.ended().getFirst().used()).isEqualTo(90_000);
        assertThat(bench.ended().getFirst().ending()).isEqualTo(Ending.HANDED_IN);
    }

    @Test
    void whoBeginsShortlyBeforeTheEndHasTheTimeUntilThenAndNoMore() {
        bench.publish(bench.quiz(
                TEST, QuizEntry.Kind.TEST, 600, null, bench.bench.now().plusSeconds(100), null));
        bench.signIn(WANG);
        assertThat(bench.begin(TEST).time())
                .contains(new QuizReply.Time(Duration.ofSeconds(100), Duration.ofSeconds(100)));
        bench.seconds(100);
        assertThat(bench.ended().getFirst().ending()).isEqualTo(Ending.CLOSED);
    }

    @Test
    void whatIsNotOpenYetOrIsOverOrUsedUpOrForOthersIsNotBegun() {
        QuizId soon = new QuizId("soon");
        QuizId over = new QuizId("over");
        QuizId others = new QuizId("others");
        OffsetDateTime now = bench.bench.now();
        bench.publish(
                bench.quiz(soon, QuizEntry.Kind.CONTEST, 60, now.plusMinutes(12), now.plusHours(1), null),
                bench.quiz(over, QuizEntry.Kind.CONTEST, 60, now.minusHours(1), now, null),
                bench.quiz(others, QuizEntry.Kind.TEST, 60, null, null, null, DeskBench.SECOND_BRANCH),
                bench.quiz(TEST, QuizEntry.Kind.TEST, 60, null, null, 1));

        assertThat(bench.state(WANG, soon)).isEqualTo(new QuizHome.State.Soon(Duration.ofMinutes(12)));
        assertThat(hindrance(soon)).isEqualTo(QuizReply.Hindrance.NOT_YET);
        assertThat(hindrance(over)).isEqualTo(QuizReply.Hindrance.OVER);
        assertThat(hindrance(others)).isEqualTo(QuizReply.Hindrance.GONE);
        bench.begin(TEST);
        bench.handIn();
        assertThat(hindrance(TEST)).isEqualTo(QuizReply.Hindrance.SPENT);
        assertThat(bench.begun()).hasSize(1);
        assertThat(bench.state(OUTSIDER, others)).isInstanceOf(QuizHome.State.Ready.class);
    }

    private QuizReply.Hindrance hindrance(QuizId quiz) {
        return ((QuizReply.Hindered) bench.desk.begin(quiz, BANK).orElseThrow()).why();
    }

    @Test
    void aDailyQuizCountsForEachDay() {
        bench.publish(bench.daily());
        bench.signIn(WANG);
        bench.begin(DAILY);
        bench.handIn();
        assertThat(bench.begun().getFirst().round()).isEqualTo("2026-11-22");
        assertThat(bench.state(WANG, DAILY)).isInstanceOf(QuizHome.State.Spent.class);
        bench.bench.pass(Duration.ofDays(1));
        assertThat(bench.state(WANG, DAILY)).isEqualTo(new QuizHome.State.Ready(Optional.of(1)));
        bench.begin(DAILY);
        assertThat(bench.begun().getLast().round()).isEqualTo("2026-11-23");
        bench.desk.leave();
        bench.bench.pass(Duration.ofDays(1));
        bench.desk.tidy();
        assertThat(bench.ended().getLast().ending()).as("yesterday's").isEqualTo(Ending.CLOSED);
    }

    @Test
    void triesAtOtherKiosksAreUsedUpHereToo() {
        bench.publish(bench.quiz(TEST, QuizEntry.Kind.TEST, 60, null, null, 3));
        assertThat(bench.state(WANG, TEST)).isEqualTo(left(3));
        hears(TEST, null, 2, ELSEWHERE);
        assertThat(bench.state(WANG, TEST)).isEqualTo(left(1));
        hears(TEST, null, 3);
        assertThat(bench.state(WANG, TEST)).isInstanceOf(QuizHome.State.Spent.class);
        assertThat(hindrance(TEST)).isEqualTo(QuizReply.Hindrance.SPENT);
    }

    @Test
    void anAttemptHereCountsOnceWhetherTheCentreHadHeardOfItOrNot() {
        bench.publish(bench.quiz(TEST, QuizEntry.Kind.TEST, 60, null, null, 4));
        AttemptId first = tries(TEST);
        hears(TEST, null, 1, ELSEWHERE);
        assertThat(bench.state(WANG, TEST)).as("one elsewhere, one here").isEqualTo(left(2));
        hears(TEST, null, 2, first, ELSEWHERE);
        assertThat(bench.state(WANG, TEST)).as("the same two").isEqualTo(left(2));
        AttemptId second = tries(TEST);
        assertThat(bench.state(WANG, TEST)).as("what was said is older").isEqualTo(left(1));
        hears(TEST, null, 3, second);
        assertThat(bench.state(WANG, TEST))
                .as("who names the second has judged the first")
                .isEqualTo(left(1));
        tries(TEST);
        assertThat(bench.state(WANG, TEST)).isInstanceOf(QuizHome.State.Spent.class);
        bench.kill();
        assertThat(bench.state(WANG, TEST)).as("after a stop").isInstanceOf(QuizHome.State.Spent.class);
    }

    @Test
    void anAttemptThatWasRuledOutUsesUpNobodysTries() {
        bench.publish(bench.quiz(TEST, QuizEntry.Kind.TEST, 60, null, null, 1));
        AttemptId first = tries(TEST);
        assertThat(bench.state(WANG, TEST)).isInstanceOf(QuizHome.State.Spent.class);
        hears(TEST, null, 1);
        assertThat(bench.state(WANG, TEST)).isInstanceOf(QuizHome.State.Spent.class);
        hears(TEST, null, 0, first);
        assertThat(bench.state(WANG, TEST)).isEqualTo(left(1));
        tries(TEST);
        assertThat(bench.state(WANG, TEST))
                .as("the ruling was about the first")
                .isInstanceOf(QuizHome.State.Spent.class);
    }

    @Test
    void whatTheCentreCountsOfOneDayIsOfThatDayAlone() {
        bench.publish(bench.daily());
        hears(DAILY, LocalDate.parse("2026-11-21"), 1);
        assertThat(bench.state(WANG, DAILY)).isEqualTo(left(1));
        hears(DAILY, LocalDate.parse("2026-11-22"), 1);
        assertThat(bench.state(WANG, DAILY)).isInstanceOf(QuizHome.State.Spent.class);
        bench.bench.pass(Duration.ofDays(1));
        assertThat(bench.state(WANG, DAILY)).isEqualTo(left(1));
    }

    private static QuizHome.State left(int tries) {
        return new QuizHome.State.Ready(Optional.of(tries));
    }

    private AttemptId tries(QuizId quiz) {
        bench.signIn(WANG);
        bench.begin(quiz);
        bench.handIn();
        return bench.begun().getLast().attempt();
    }

    private void hears(QuizId quiz, @Nullable LocalDate day, int used, AttemptId... judged) {
        bench.heard = Optional.of(new PersonalEntry(
                WANG,
                List.of(),
                List.of(),
                0,
                0,
                List.of(),
                List.of(new PersonalEntry.Tries(quiz, day, used, List.of(judged)))));
    }

    @Test
    void whatClosedOrLostItsQuestionsWhileItWasLeftIsTakenIn() {
        bench.publish(bench.contest(), bench.test());
        bench.signIn(WANG);
        bench.answer(bench.begin(CONTEST).items().getFirst(), true);
        bench.begin(TEST);
        bench.kill();
        bench.shelf = List.of();
        bench.bench.setWall(bench.bench.now().plusHours(2), ClockQuality.SYNCED);
        bench.signIn(WANG);

        assertThat(bench.ended())
                .extracting(QuizFact.Ended::ending, ended -> ended.shown().points())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Ending.CLOSED, 100),
                        org.assertj.core.groups.Tuple.tuple(Ending.CLOSED, 0));
    }

    @Test
    void aQuizWithoutItsBankIsShownWithTheReason() {
        bench.shelf = List.of();
        bench.publish(bench.test());
        assertThat(bench.state(WANG, TEST)).isEqualTo(new QuizHome.State.Missing());
        assertThat(hindrance(TEST)).isEqualTo(QuizReply.Hindrance.BANK_MISSING);
        bench.shelf = List.of(QuizBench.course("other", new byte[] {1}));
        assertThat(bench.state(WANG, TEST)).as("another bank").isEqualTo(new QuizHome.State.Missing());
    }

    @Test
    void aBankWithTooFewQuestionsOrAnotherOneThanTheQuizNamesIsNotAsked() {
        QuestionBank few = new QuestionBank(QuizBench.QUESTIONS.of(Question.Kind.SINGLE));
        CourseManifest course = QuizBench.course("few", few.write());
        Banks.Open open =
                new Banks.Open(new Banks.Shelved(course, course.files().getFirst()), few);
        bench.publish(bench.test());
        bench.signIn(WANG);
        assertThat(bench.desk.begin(TEST, open))
                .as("another bank")
                .contains(new QuizReply.Hindered(QuizReply.Hindrance.BANK_BROKEN));
        assertThat(bench.desk.begin(TEST, new Banks.Open(BANK.shelved(), few)))
                .as("too few")
                .contains(new QuizReply.Hindered(QuizReply.Hindrance.BANK_BROKEN));
        assertThat(bench.begun()).isEmpty();
    }

    @Test
    void aBankThatGoesWhileItIsAnsweredStopsNobody() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.begin(TEST);
        bench.shelf = List.of();
        sheet.items().forEach(item -> bench.answer(item, true));
        assertThat(bench.handIn().score().points()).isEqualTo(700);
    }

    @Test
    void whatCannotBeWrittenDownIsNotTakenAndCanBeTriedAgain() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        bench.breakJournal();
        assertThat(bench.desk.begin(TEST, BANK)).contains(new QuizReply.NotRecorded(QuizReply.Step.BEGINNING));
        assertThat(bench.state(WANG, TEST)).isInstanceOf(QuizHome.State.Ready.class);
        bench.mendJournal();
        QuizReply.Sheet sheet = bench.begin(TEST);
        bench.breakJournal();
        assertThat(bench.answer(sheet.items().getFirst(), true))
                .isEqualTo(new QuizReply.NotRecorded(QuizReply.Step.ANSWER));
        assertThat(bench.desk.handIn()).contains(new QuizReply.NotRecorded(QuizReply.Step.END));
        bench.mendJournal();
        assertThat(bench.answer(sheet.items().getFirst(), true)).isInstanceOf(QuizReply.Taken.class);
        assertThat(bench.handIn().score().points()).isEqualTo(100);

        assertThat(bench.begun()).hasSize(1);
        assertThat(bench.answered()).hasSize(1);
        assertThat(bench.ended()).hasSize(1);
        assertThat(bench.bench.desk.isOutOfOrder()).as("the door goes on").isFalse();
    }

    @Test
    void aPaperWhoseTimeIsUpIsTakenInWhenTheDiskTakesIt() {
        bench.publish(bench.test());
        bench.signIn(WANG);
        bench.begin(TEST);
        bench.breakJournal();
        assertThat(bench.seconds(605)).contains(new QuizReply.NotRecorded(QuizReply.Step.END));
        bench.mendJournal();
        assertThat(bench.seconds(10))
                .hasValueSatisfying(said -> assertThat(said).isInstanceOf(QuizReply.Ended.class));
        assertThat(bench.ended().getFirst().used()).isEqualTo(600_000);
    }

    @Test
    void whatIsNotAskedOrDoesNotFitIsNoAnswer() {
        bench.publish(bench.test());
        assertThat(bench.desk.answer(new QuestionId("s1"), Answer.chosen(List.of(0))))
                .as("nobody sits there")
                .isEmpty();
        bench.signIn(WANG);
        QuizReply.Sheet sheet = bench.begin(TEST);
        Question first = sheet.items().getFirst().question();
        assertThat(bench.desk.answer(first.id(), Answer.said(true))).isEmpty();
        assertThat(bench.desk.answer(first.id(), Answer.chosen(List.of(9)))).isEmpty();
        assertThat(bench.desk.answer(new QuestionId("nowhere"), Answer.chosen(List.of(0))))
                .isEmpty();
        assertThat(bench.answered()).isEmpty();
    }

    @Test
    void practiceEndsWhenAContestTakesItsBank() {
        bench.signIn(WANG);
        Question first = bench.practise(Choice.TEN).items().getFirst().question();
        bench.publish(bench.contest());

        assertThat(bench.desk.answer(first.id(), QuizBench.wrong(first)))
                .contains(new QuizReply.Hindered(QuizReply.Hindrance.PAUSED));
        assertThat(bench.desk.isAnswering()).isFalse();
        assertThat(bench.answered()).isEmpty();
    }

    @Test
    void whileAContestRunsNobodySeesTheKeyOfItsBank() {
        bench.publish(bench.contest());
        bench.signIn(WANG);
        assertThat(bench.desk.practise(Choice.TEN, BANK)).contains(new QuizReply.Hindered(QuizReply.Hindrance.PAUSED));
        bench.answer(bench.begin(CONTEST).items().getFirst(), false);
        QuizReply.Result result = bench.handIn();
        assertThat(result.wrong()).as("not before the end").isEmpty();
        assertThat(result.secret()).contains(QuizReply.Secret.CONTEST);
        assertThat(bench.signIn(WANG).wrong()).isZero();
        bench.bench.pass(Duration.ofHours(2));
        bench.signIn(WANG);
        assertThat(bench.desk.review(CONTEST, BANK))
                .hasValueSatisfying(said ->
                        assertThat(((QuizReply.Ended) said).result().wrong()).hasSize(7));
        assertThat(bench.practise(Choice.ALL).items()).hasSize(12);
    }

    @Test
    void whileAContestRunsATestOfItsBankTellsItsMarkAndNoKeyAndTheKeyAfterwards() {
        bench.publish(bench.test(), bench.daily());
        tries(TEST);
        assertThat(review(TEST).wrong()).as("before the contest").hasSize(7);
        bench.publish(bench.test(), bench.daily(), bench.contest());

        assertThat(review(TEST).wrong()).as("a test from before").isEmpty();
        for (QuizId quiz : List.of(TEST, DAILY)) {
            bench.signIn(WANG);
            bench.answer(bench.begin(quiz).items().getFirst(), true);
            QuizReply.Result result = bench.handIn();
            assertThat(result.score()).isEqualTo(new Score(100, 700));
            assertThat(result.wrong()).isEmpty();
            assertThat(result.secret()).contains(QuizReply.Secret.CONTEST);
        }
        bench.bench.pass(Duration.ofHours(2));
        assertThat(review(TEST).wrong()).hasSize(6);
        assertThat(review(DAILY).secret()).isEmpty();
    }

    @Test
    void whoeverHasAPaperThatIsNotHandedInSeesNoKeyOfItsBankUntilItIs() {
        bench.publish(bench.test(), bench.daily());
        tries(TEST);
        bench.begin(TEST);
        bench.kill();
        bench.signIn(WANG);

        assertThat(bench.desk.practise(Choice.TEN, BANK))
                .contains(new QuizReply.Hindered(QuizReply.Hindrance.UNFINISHED));
        assertThat(bench.desk.practise(Choice.WRONG, BANK))
                .contains(new QuizReply.Hindered(QuizReply.Hindrance.UNFINISHED));
        assertThat(review(TEST).secret()).as("the attempt before").contains(QuizReply.Secret.UNFINISHED);
        bench.begin(DAILY);
        assertThat(bench.handIn().secret()).as("another quiz").contains(QuizReply.Secret.UNFINISHED);
        bench.signIn(LI);
        assertThat(bench.practise(Choice.TEN).items()).as("somebody else").hasSize(10);

        bench.signIn(WANG);
        bench.begin(TEST);
        assertThat(bench.handIn().wrong()).hasSize(7);
        assertThat(review(DAILY).wrong()).hasSize(7);
        assertThat(bench.practise(Choice.TEN).items()).hasSize(10);
    }

    private QuizReply.Result review(QuizId quiz) {
        bench.signIn(WANG);
        return ((QuizReply.Ended) bench.desk.review(quiz, BANK).orElseThrow()).result();
    }

    @Test
    void theRankingMarksTheOwnPlaceAndSaysHowOldItIs() {
        bench.publish(bench.contest());
        bench.signIn(WANG);
        bench.begin(CONTEST);
        bench.seconds(20);
        Score score = bench.handIn().score();
        bench.publish(
                DocumentName.ranksOf(CONTEST),
                DocumentEntry.of(new RankEntry("p-2", 2, "王*", new Score(5, 700), 1, null)),
                DocumentEntry.of(new RankEntry("p-1", 1, "王*", score, 20_000, null)),
                DocumentEntry.of(new RankEntry("g-1", 1, "第一党支部", score, 20_000, 3)));
        bench.bench.setWall(bench.bench.now().plusYears(10), ClockQuality.GUESSED);
        bench.bench.pass(Duration.ofMinutes(3));

        Ranking ranking = ((QuizReply.Ranks) bench.desk.ranks(CONTEST).orElseThrow()).ranking();
        assertThat(ranking.people()).extracting(RankEntry::place).containsExactly(1, 2);
        assertThat(ranking.groups()).hasSize(1);
        assertThat(ranking.own()).contains("p-1");
        assertThat(ranking.age()).contains(Duration.ofMinutes(3));
    }

    /// What is shown equals what the centre will compute, in whatever order things happen.
    @Test
    void whatWasShownIsWhatAnybodyComputesFromTheFacts() {
        QuizEntry quiz = bench.quiz(TEST, QuizEntry.Kind.TEST, 120, null, null, null);
        bench.publish(quiz);
        List<Score> shown = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            attempt(new Random(seed)).ifPresent(result -> shown.add(result.score()));
        }

        Map<AttemptId, QuizFact.Begun> begun =
                bench.begun().stream().collect(Collectors.toMap(QuizFact.Begun::attempt, Function.identity()));
        Map<AttemptId, List<QuizFact.Answered>> answers =
                bench.answered().stream().collect(Collectors.groupingBy(QuizFact.Answered::attempt));
        assertThat(bench.ended())
                .hasSizeGreaterThan(150)
                .extracting(QuizFact.Ended::shown)
                .containsAll(shown);
        for (QuizFact.Ended ended : bench.ended()) {
            QuizFact.Begun fact = Objects.requireNonNull(begun.get(ended.attempt()));
            Paper paper = Paper.draw(
                    QuizBench.QUESTIONS, quiz.paper(), Paper.seed(quiz.seed(), ended.member(), fact.round()));
            assertThat(paper.digest()).isEqualTo(fact.paper());
            int points = 0;
            for (Paper.Item item : paper.items()) {
                Optional<Answer> last = answers.getOrDefault(ended.attempt(), List.of()).stream()
                        .filter(one -> one.question().equals(item.question()))
                        .map(QuizFact.Answered::answer)
                        .reduce((_, later) -> later);
                points += Marking.of(QuizBench.QUESTIONS.find(item.question()).orElseThrow(), last, quiz.part());
            }
            assertThat(ended.shown()).isEqualTo(new Score(points, paper.items().size() * Marking.FULL));
            assertThat(ended.used()).isLessThanOrEqualTo(120_000);
        }
    }

    /// Answers, changes, waits, stops and comes back by chance.
    private Optional<QuizReply.Result> attempt(Random chance) {
        var member = chance.nextBoolean() ? WANG : LI;
        bench.signIn(member);
        QuizReply.Sheet sheet = bench.begin(TEST);
        for (int step = 0; step < 10; step++) {
            QuizReply.Item item = sheet.items().get(chance.nextInt(sheet.items().size()));
            int what = chance.nextInt(12);
            if (what == 0) {
                if (chance.nextInt(5) == 0) {
                    bench.kill();
                }
                bench.signIn(member);
                if (!(bench.desk.begin(TEST, BANK).orElseThrow() instanceof QuizReply.Asked(var again))) {
                    return Optional.empty();
                }
                sheet = again;
            } else if (what == 1) {
                bench.seconds(chance.nextInt(40));
            } else if (what == 2 && item.question().options() != null) {
                bench.desk.answer(item.question().id(), Answer.chosen(List.of(chance.nextInt(4))));
            } else if (bench.desk.isAnswering()) {
                bench.answer(item, chance.nextBoolean());
            }
        }
        return bench.desk.handIn().map(said -> ((QuizReply.Ended) said).result());
    }
}
