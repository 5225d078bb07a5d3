package org.hongting.kiosk;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.Choice;
import org.hongting.kiosk.screen.quiz.QuizLine;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;

/// The part of a [LateLine] for members who answer questions.
final class LateQuizLine implements QuizLine {
    private final Supplier<Optional<QuizLine>> desk;

    LateQuizLine(Supplier<Optional<QuizLine>> desk) {
        this.desk = desk;
    }

    private void tell(Consumer<QuizLine> call) {
        desk.get().ifPresent(call);
    }

    @Override
    public void open(int visit) {
        tell(line -> line.open(visit));
    }

    @Override
    public void begin(int visit, QuizEntry quiz) {
        tell(line -> line.begin(visit, quiz));
    }

    @Override
    public void practise(int visit, Banks.Shelved bank, Choice choice) {
        tell(line -> line.practise(visit, bank, choice));
    }

    @Override
    public void answer(int visit, QuestionId question, Answer answer) {
        tell(line -> line.answer(visit, question, answer));
    }

    @Override
    public void handIn(int visit) {
        tell(line -> line.handIn(visit));
    }

    @Override
    public void putAway(int visit) {
        tell(line -> line.putAway(visit));
    }

    @Override
    public void ranks(int visit, QuizId quiz) {
        tell(line -> line.ranks(visit, quiz));
    }

    @Override
    public void review(int visit, QuizEntry quiz) {
        tell(line -> line.review(visit, quiz));
    }
}
