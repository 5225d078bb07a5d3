package org.hongting.kiosk.screen.quiz;

import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.Choice;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;

/// What the pages of questions ask for, and what they tell. Every call returns at once; answers come with the number of
/// the visit.
public interface QuizLine {
    /// Whoever is signed in wants to answer questions.
    void open(int visit);

    /// Begins an attempt, or goes on with the one that was left.
    void begin(int visit, QuizEntry quiz);

    void practise(int visit, Banks.Shelved bank, Choice choice);

    void answer(int visit, QuestionId question, Answer answer);

    void handIn(int visit);

    /// The paper is put away, and what there is asked for anew.
    void putAway(int visit);

    void ranks(int visit, QuizId quiz);

    /// What the last attempt came to.
    void review(int visit, QuizEntry quiz);

    /// Nobody answers: for pictures.
    static QuizLine silent() {
        return new SilentQuizLine();
    }
}
