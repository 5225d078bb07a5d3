package org.hongting.kiosk.screen.quiz;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hongting.kiosk.quiz.Choice;
import org.hongting.kiosk.quiz.QuizHome;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.screen.quiz.QuizPage.Answering;
import org.hongting.kiosk.screen.quiz.QuizPage.View;
import org.hongting.kiosk.screen.quiz.QuizPage.Writing;
import org.hongting.kiosk.screen.study.AttentionSheet;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.screen.study.StudyPage.Attention;
import org.hongting.kiosk.study.LearningClock;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.quiz.Question;
import org.hongting.protocol.study.Evidence;

/// The way of a member through questions. An answer is shown as taken only when the desk says that it is recorded.
/// Confined to the thread of the touch screen.
public final class QuizViewModel implements AttentionSheet.Hand {
    /// A finger that rests says the same many times a second.
    private static final Duration BETWEEN_TOUCHES = Duration.ofSeconds(1);

    private final QuizScreen screen;
    private final QuizLine line;
    private final StudyLine study;
    private final Scheduler scheduler;
    private Optional<Answering> resting = Optional.empty();
    private boolean night;
    private boolean touchTold;

    /// @param study hears that somebody is there: answering is learning
    public QuizViewModel(QuizScreen screen, QuizLine line, StudyLine study, Scheduler scheduler) {
        this.screen = screen;
        this.line = line;
        this.study = study;
        this.scheduler = scheduler;
    }

    /// Whoever is signed in wants to answer questions.
    public void open() {
        screen.turn(new QuizPage.Opening());
        line.open(screen.visit());
    }

    /// A test or contest: what it is comes before its time runs.
    public void choose(QuizHome.Offer offer) {
        screen.turn(new QuizPage.Brief(offer));
    }

    public void choose(QuizHome.Practice practice) {
        screen.turn(new QuizPage.Amount(practice));
    }

    /// What was answered wrong last: by bank, where it is of several.
    public void openWrong(QuizHome home) {
        List<QuizHome.Practice> practice = home.practice().stream()
                .filter(one -> one.wrong() > 0 && !one.paused())
                .toList();
        if (practice.size() == 1) {
            practise(practice.getFirst(), Choice.WRONG);
        } else {
            screen.turn(new QuizPage.WrongBook(practice));
        }
    }

    /// 「开始」 or 「继续作答」
    public void begin(QuizEntry quiz) {
        screen.turn(new QuizPage.Opening());
        line.begin(screen.visit(), quiz);
    }

    public void practise(QuizHome.Practice practice, Choice choice) {
        screen.turn(new QuizPage.Opening());
        line.practise(screen.visit(), practice.bank(), choice);
    }

    public void openRanks(QuizId quiz) {
        screen.turn(new QuizPage.Opening());
        line.ranks(screen.visit(), quiz);
    }

    public void openReview(QuizEntry quiz) {
        screen.turn(new QuizPage.Opening());
        line.review(screen.visit(), quiz);
    }

    /// An option, by its place in the bank: where one is right it is the answer, where several may be it is one of
    /// them.
    public void press(int place) {
        free().ifPresent(page -> {
            if (page.question().kind() == Question.Kind.MULTIPLE) {
                screen.show(page.with(page.draft().toggled(place)));
            } else {
                answer(page, Answer.chosen(List.of(place)));
            }
        });
    }

    public void say(boolean isTrue) {
        free().ifPresent(page -> answer(page, Answer.said(isTrue)));
    }

    /// 「确定」, where an answer has several parts.
    public void confirm() {
        free().filter(page -> !page.draft().isEmpty()).ifPresent(page -> answer(page, drafted(page)));
    }

    /// 「不会」: nothing was filled in.
    public void giveUp() {
        free().ifPresent(page -> {
            if (page.sheet().kind().isEmpty()) {
                answer(
                        page,
                        Answer.filled(
                                page.draft().filled().stream().map(_ -> "").toList()));
            } else {
                move(1);
            }
        });
    }

    private static Answer drafted(Answering page) {
        return page.question().kind() == Question.Kind.FILL_IN
                ? Answer.filled(page.draft().filled())
                : Answer.chosen(page.draft().chosen());
    }

    private void answer(Answering page, Answer answer) {
        screen.show(page.with(Writing.BUSY));
        line.answer(screen.visit(), page.question().id(), answer);
    }

    /// A key of the pad.
    public void type(char key) {
        blank(words -> words.length() < Question.OPTION ? words + key : words);
    }

    public void erase() {
        blank(words -> words.isEmpty() ? "" : words.substring(0, words.length() - 1));
    }

    /// What a keyboard wrote into the blank.
    public void write(String words) {
        blank(_ -> words);
    }

    /// Another blank of the same question.
    public void chooseBlank(int blank) {
        free().filter(page -> blank >= 0 && blank < page.draft().filled().size())
                .ifPresent(page -> screen.show(page.with(page.draft().into(blank))));
    }

    private void blank(UnaryOperator<String> change) {
        touched();
        free().filter(page -> !page.draft().filled().isEmpty()).ifPresent(page -> {
            String before = page.draft().filled().get(page.draft().blank());
            String after = change.apply(before);
            if (!after.equals(before)) {
                screen.show(page.with(page.draft().typed(after)));
            }
        });
    }

    /// The question that is shown, where it may be answered now.
    private Optional<Answering> free() {
        return answering()
                .filter(page -> page.view() == View.QUESTION
                        && page.writing() != Writing.BUSY
                        && page.bar().attention() == Attention.THERE
                        && !page.isMarked());
    }

    /// The big arrows.
    public void move(int by) {
        answering()
                .filter(page -> page.writing() != Writing.BUSY)
                .filter(page -> page.at() + by >= 0
                        && page.at() + by < page.sheet().items().size())
                .ifPresent(page -> {
                    study.show(Evidence.PAGE_TURN);
                    screen.show(page.at(page.at() + by));
                });
    }

    /// One question of the overview.
    public void go(int to) {
        answering().filter(page -> to >= 0 && to < page.sheet().items().size()).ifPresent(page -> {
            study.show(Evidence.PAGE_TURN);
            screen.show(page.at(to));
        });
    }

    public void openOverview() {
        answering().ifPresent(page -> screen.show(page.with(View.OVERVIEW)));
    }

    /// 「交卷」, after the overview; practice is over without one.
    public void handIn() {
        answering().filter(page -> page.writing() != Writing.BUSY).ifPresent(page -> {
            screen.show(page.with(Writing.BUSY));
            line.handIn(screen.visit());
        });
    }

    /// The button at the left.
    public void back() {
        screen.page().ifPresent(page -> {
            switch (page) {
                case Answering answering
                when answering.view() != View.QUESTION -> screen.show(answering.with(View.QUESTION));
                case Answering answering
                when answering.sheet().kind().isPresent() -> screen.show(answering.with(View.LEAVING));
                case QuizPage.Home _, QuizPage.Opening _ -> screen.study();
                case Answering _,
                        QuizPage.Amount _,
                        QuizPage.WrongBook _,
                        QuizPage.Brief _,
                        QuizPage.Reached _,
                        QuizPage.Ranks _,
                        QuizPage.Trouble _ -> putAway();
            }
        });
    }

    /// To what there is, as it is by now; the paper waits, where it can.
    public void putAway() {
        screen.turn(new QuizPage.Opening());
        line.putAway(screen.visit());
    }

    /// What the desk says to a question of this visit.
    public void hear(QuizReply reply) {
        switch (reply) {
            case QuizReply.Opened(var attendee, QuizHome home) -> screen.turn(new QuizPage.Home(attendee, home));
            case QuizReply.Asked(QuizReply.Sheet sheet) -> screen.turn(Answering.of(sheet, night));
            case QuizReply.Taken taken -> answering().ifPresent(page -> screen.show(page.with(taken)));
            case QuizReply.Clock(Duration left) ->
                change(page ->
                        page.with(new QuizPage.Bar(Optional.of(left), page.bar().attention(), night)));
            case QuizReply.NotRecorded _ ->
                answering()
                        .ifPresentOrElse(
                                page -> screen.show(page.with(Writing.FAILED)),
                                () -> screen.turn(new QuizPage.Trouble(Optional.empty())));
            case QuizReply.Hindered(QuizReply.Hindrance why) -> screen.turn(new QuizPage.Trouble(Optional.of(why)));
            case QuizReply.Ended(QuizReply.Result result) -> {
                resting = Optional.empty();
                screen.turn(new QuizPage.Reached(result));
            }
            case QuizReply.Ranks(QuizEntry quiz, var ranking) -> screen.turn(new QuizPage.Ranks(quiz, ranking));
        }
    }

    /// What the study desk says while questions are answered.
    public void hear(StudyReply reply) {
        switch (reply) {
            case StudyReply.Pulse pulse -> hear(pulse);
            case StudyReply.Resumed _ ->
                resting.or(this::answering).ifPresent(page -> {
                    resting = Optional.empty();
                    screen.turn(page.with(new QuizPage.Bar(page.bar().left(), Attention.THERE, night)));
                });
            case StudyReply.Opened _, StudyReply.Read _, StudyReply.PageDrawn _ -> {
                // Nobody reads a lesson here.
            }
        }
    }

    private void hear(StudyReply.Pulse pulse) {
        if (pulse.phase() == LearningClock.Phase.OVER) {
            screen.wipe();
            return;
        }
        Attention attention = switch (pulse.phase()) {
            case RUNNING -> Attention.THERE;
            case ASKING -> Attention.ASKED;
            case PAUSED, OVER -> pulse.needsIdentity() ? Attention.AWAY : Attention.PAUSED;
        };
        answering()
                .filter(page -> page.bar().attention() != attention)
                .ifPresent(page ->
                        screen.show(page.with(new QuizPage.Bar(page.bar().left(), attention, night))));
    }

    /// On the page, or on the one that waits below the PIN.
    private void change(UnaryOperator<Answering> change) {
        resting = resting.map(change);
        answering().ifPresent(page -> screen.show(change.apply(page)));
    }

    /// Any touch on the page of a question.
    public void touched() {
        boolean there = answering()
                .filter(page -> page.bar().attention() != Attention.AWAY)
                .isPresent();
        if (there && !touchTold) {
            touchTold = true;
            study.show(Evidence.TOUCH);
            scheduler.after(BETWEEN_TOUCHES, () -> touchTold = false);
        } else if (!there) {
            screen.touched();
        }
    }

    @Override
    public void here() {
        study.show(Evidence.PRESENCE);
    }

    @Override
    public void resumeByPin() {
        resting = answering();
        study.resumeByPin(screen.visit());
    }

    @Override
    public void signOut() {
        screen.signOut();
    }

    public void switchNight() {
        night = !night;
        change(page -> page.with(new QuizPage.Bar(page.bar().left(), page.bar().attention(), night)));
    }

    /// Nobody typed the PIN: the paper waits on, covered.
    ///
    /// @return false where none waits
    public boolean goBack() {
        Optional<Answering> waiting = resting;
        resting = Optional.empty();
        waiting.ifPresent(screen::turn);
        return waiting.isPresent();
    }

    /// Whether a paper is open, or waits below the page for the PIN.
    public boolean isAnswering() {
        return answering().or(() -> resting).isPresent();
    }

    /// Nothing of the person is left here.
    public void forget() {
        resting = Optional.empty();
        night = false;
    }

    private Optional<Answering> answering() {
        return screen.page().filter(Answering.class::isInstance).map(Answering.class::cast);
    }

    /// Whether something that is taken for the blank is of digits: then digits are enough to type it.
    public static boolean isOfDigits(Question question, int blank) {
        return Objects.requireNonNull(question.blanks()).get(blank).stream()
                .anyMatch(words -> words.chars().allMatch(sign -> sign >= '0' && sign <= '9'));
    }
}
