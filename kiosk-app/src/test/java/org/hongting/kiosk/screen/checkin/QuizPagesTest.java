package org.hongting.kiosk.screen.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.quiz.QuizHome;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.screen.quiz.QuizPage;
import org.hongting.kiosk.screen.quiz.QuizViewModel;
import org.hongting.kiosk.screen.study.StudyPage.Attention;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.study.LearningClock.Phase;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.quiz.Score;
import org.hongting.protocol.record.QuizFact;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The pages of questions: nothing is shown as taken before it is recorded, and nobody is driven away while they think.
class QuizPagesTest {
    private static final Station STATION =
            new Station(Optional.empty(), Optional.empty(), 0, true, true, true, Optional.empty());
    private static final Attendee LI = new Attendee(new MemberId("00000000000000a1"), "李*");
    private static final Question SINGLE =
            question("s", Question.Kind.SINGLE, List.of("甲", "乙", "丙"), List.of(1), null);
    private static final Question MULTIPLE =
            question("m", Question.Kind.MULTIPLE, List.of("甲", "乙", "丙"), List.of(0, 2), null);
    private static final Question BLANKS =
            question("f", Question.Kind.FILL_IN, null, null, List.of(List.of("1921"), List.of("上海")));

    private final FakeScheduler scheduler = new FakeScheduler(Instant.parse("2026-11-22T01:02:10Z"));
    private final RecordedLine line = new RecordedLine();
    private final CheckInViewModel model =
            new CheckInViewModel(scheduler, scheduler.clock(ZoneId.of("Asia/Shanghai")), line);
    private final TouchViewModel touch = model.touch();
    private final QuizViewModel quiz = touch.quiz();

    private static Question question(
            String id,
            Question.Kind kind,
            @Nullable List<String> options,
            @Nullable List<Integer> right,
            @Nullable List<List<String>> blanks) {
        return new Question(new QuestionId(id), kind, "哪一项？", options, right, null, blanks, null);
    }

    private QuizPage page() {
        return ((TouchPage.Quiz) touch.page().orElseThrow()).page();
    }

    private QuizPage.Answering answering() {
        return (QuizPage.Answering) page();
    }

    private void open() {
        model.show(STATION);
        touch.own().openStudy();
        model.hear(line.visit, new OwnReply.Opened(LI, EnumSet.allOf(Errand.class), false));
        model.hear(
                line.visit,
                new StudyReply.Opened(
                        LI, new StudyHome(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of())));
        touch.study().openQuizzes();
        model.hear(line.visit, new QuizReply.Opened(LI, new QuizHome(List.of(), List.of(), 0)));
    }

    private void ask(Optional<QuizEntry.Kind> kind, Map<QuestionId, Answer> given) {
        open();
        model.hear(
                line.visit,
                new QuizReply.Asked(new QuizReply.Sheet(
                        "测试",
                        kind,
                        List.of(
                                new QuizReply.Item(SINGLE, List.of(2, 0, 1)),
                                new QuizReply.Item(MULTIPLE, List.of(0, 1, 2)),
                                new QuizReply.Item(BLANKS, List.of())),
                        given,
                        Optional.of(new QuizReply.Time(Duration.ofMinutes(5), Duration.ofMinutes(10))),
                        0)));
    }

    private void test() {
        ask(Optional.of(QuizEntry.Kind.TEST), Map.of());
    }

    private void taken(Question question, Answer answer, Optional<Integer> points) {
        model.hear(line.visit, new QuizReply.Taken(question.id(), answer, points));
    }

    @Test
    void anAnswerIsShownAsTakenOnlyWhenItIsRecorded() {
        test();
        quiz.press(1);
        assertThat(line.asked).contains("answer s");
        assertThat(answering().given()).isEmpty();
        assertThat(answering().writing()).isEqualTo(QuizPage.Writing.BUSY);
        quiz.press(2);
        assertThat(line.asked).as("one at a time").containsOnlyOnce("answer s");
        taken(SINGLE, Answer.chosen(List.of(1)), Optional.empty());
        assertThat(answering().answer()).contains(Answer.chosen(List.of(1)));
        assertThat(answering().at()).as("it stays until somebody goes on").isZero();
    }

    @Test
    void whatCouldNotBeRecordedIsSaidAndCanBePressedAgain() {
        test();
        quiz.press(1);
        model.hear(line.visit, new QuizReply.NotRecorded(QuizReply.Step.ANSWER));
        assertThat(answering().writing()).isEqualTo(QuizPage.Writing.FAILED);
        assertThat(answering().given()).isEmpty();
        quiz.press(1);
        assertThat(line.asked.stream().filter("answer s"::equals)).hasSize(2);
    }

    @Test
    void whereSeveralMayBeRightNothingIsAnsweredBeforeItIsConfirmed() {
        test();
        quiz.move(1);
        quiz.confirm();
        quiz.press(2);
        quiz.press(0);
        quiz.press(1);
        quiz.press(1);
        assertThat(answering().draft().chosen()).containsExactly(0, 2);
        assertThat(line.asked).doesNotContain("answer m");
        quiz.confirm();
        assertThat(line.asked).contains("answer m");
    }

    @Test
    void blanksAreFilledByKeysAndByAKeyboard() {
        test();
        quiz.go(2);
        "1921".chars().forEach(key -> touch.keys().type((char) key));
        touch.keys().erase();
        touch.keys().type('1');
        quiz.chooseBlank(1);
        quiz.write("上海");
        assertThat(answering().draft().filled()).containsExactly("1921", "上海");
        assertThat(QuizViewModel.isOfDigits(BLANKS, 0)).isTrue();
        assertThat(QuizViewModel.isOfDigits(BLANKS, 1)).isFalse();
        assertThat(QuizViewModel.isOfDigits(
                        question("g", Question.Kind.FILL_IN, null, null, List.of(List.of("三", "3"))), 0))
                .as("one of the wordings is of digits")
                .isTrue();
        quiz.confirm();
        assertThat(line.asked).contains("answer f");
    }

    @Test
    void whoDoesNotKnowGoesOnInATestAndIsToldInPractice() {
        test();
        quiz.move(1);
        quiz.giveUp();
        assertThat(answering().at()).isEqualTo(2);
        assertThat(line.asked).doesNotContain("answer m");

        ask(Optional.empty(), Map.of());
        quiz.go(2);
        quiz.giveUp();
        assertThat(line.asked).contains("answer f");
    }

    @Test
    void whatWasMarkedIsAnsweredNoMore() {
        ask(Optional.empty(), Map.of());
        taken(SINGLE, Answer.chosen(List.of(0)), Optional.of(0));
        assertThat(answering().isMarked()).isTrue();
        quiz.press(1);
        assertThat(line.asked).doesNotContain("answer s");
    }

    @Test
    void aPaperGoesOnAtTheFirstQuestionWithoutAnAnswer() {
        ask(Optional.of(QuizEntry.Kind.TEST), Map.of(SINGLE.id(), Answer.chosen(List.of(1))));
        assertThat(answering().at()).isEqualTo(1);
        assertThat(answering().unanswered()).isEqualTo(2);
    }

    @Test
    void backAsksFirstAndThePaperWaits() {
        test();
        quiz.back();
        assertThat(answering().view()).isEqualTo(QuizPage.View.LEAVING);
        quiz.back();
        assertThat(answering().view()).isEqualTo(QuizPage.View.QUESTION);
        quiz.back();
        quiz.putAway();
        assertThat(line.asked).contains("put away");
    }

    @Test
    void handingInTakesTheOverviewAndAResult() {
        test();
        quiz.openOverview();
        quiz.handIn();
        quiz.handIn();
        assertThat(line.asked).containsOnlyOnce("hand in");
        model.hear(line.visit, new QuizReply.NotRecorded(QuizReply.Step.END));
        quiz.handIn();
        model.hear(
                line.visit,
                new QuizReply.Ended(new QuizReply.Result(
                        "测试",
                        Optional.empty(),
                        new Score(0, 300),
                        Optional.empty(),
                        QuizFact.Ending.HANDED_IN,
                        3,
                        List.of(),
                        Optional.empty())));
        assertThat(page()).isInstanceOf(QuizPage.Reached.class);
    }

    @Test
    void nobodyWhoThinksIsDrivenAwayAndTheDeskSaysWhenNobodyIsThere() {
        test();
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(page()).isInstanceOf(QuizPage.Answering.class);
        assertThat(touch.leaving().get()).isEmpty();
        pulse(Phase.ASKING, false);
        assertThat(answering().bar().attention()).isEqualTo(Attention.ASKED);
        quiz.press(1);
        assertThat(line.asked).as("nobody reads it just now").doesNotContain("answer s");
        quiz.here();
        pulse(Phase.RUNNING, false);
        pulse(Phase.PAUSED, true);
        assertThat(answering().bar().attention()).isEqualTo(Attention.AWAY);
        pulse(Phase.OVER, true);
        assertThat(touch.page()).isEmpty();
    }

    private void pulse(Phase phase, boolean needsIdentity) {
        model.hear(line.visit, new StudyReply.Pulse(phase, needsIdentity, Duration.ofMinutes(1)));
    }

    @Test
    void whoGoesOnByPinIsAtTheSameQuestion() {
        test();
        quiz.move(1);
        pulse(Phase.PAUSED, true);
        quiz.resumeByPin();
        model.hear(line.visit, new Reply.PinWanted(new Attendee(LI.member(), "")));
        assertThat(touch.page().orElseThrow()).isInstanceOf(TouchPage.Pin.class);
        model.hear(line.visit, new QuizReply.Clock(Duration.ofSeconds(50)));
        model.hear(line.visit, new StudyReply.Resumed(LI));
        assertThat(answering().at()).isEqualTo(1);
        assertThat(answering().bar().attention()).isEqualTo(Attention.THERE);
        assertThat(answering().bar().isLastMinute()).isTrue();
    }

    @Test
    void whoGivesUpThePinIsBackAtTheCoveredPaper() {
        test();
        pulse(Phase.PAUSED, true);
        quiz.resumeByPin();
        model.hear(line.visit, new Reply.PinWanted(new Attendee(LI.member(), "")));
        touch.back();
        assertThat(answering().bar().attention()).isEqualTo(Attention.AWAY);
    }

    @Test
    void anAnswerToSomebodyWhoHasGoneOpensNothing() {
        test();
        int gone = line.visit;
        touch.wipe();
        model.hear(gone, new QuizReply.Opened(LI, new QuizHome(List.of(), List.of(), 0)));
        assertThat(touch.page()).isEmpty();
    }

    @Test
    void pagesWithoutAPaperCountDownLikeOthersAndAreWiped() {
        open();
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(touch.page()).isEmpty();
    }
}
