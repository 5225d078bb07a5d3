package org.hongting.kiosk.screen.quiz;

import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.Choice;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;

/// A desk that is not there.
final class SilentQuizLine implements QuizLine {
    @Override
    public void open(int visit) {}

    @Override
    public void begin(int visit, QuizEntry quiz) {}

    @Override
    public void practise(int visit, Banks.Shelved bank, Choice choice) {}

    @Override
    public void answer(int visit, QuestionId question, Answer answer) {}

    @Override
    public void handIn(int visit) {}

    @Override
    public void putAway(int visit) {}

    @Override
    public void ranks(int visit, QuizId quiz) {}

    @Override
    public void review(int visit, QuizEntry quiz) {}
}
