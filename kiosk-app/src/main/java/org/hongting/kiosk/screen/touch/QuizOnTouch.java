package org.hongting.kiosk.screen.touch;

import java.util.Optional;
import org.hongting.kiosk.screen.quiz.QuizPage;
import org.hongting.kiosk.screen.quiz.QuizScreen;

/// Puts the pages of questions among those of the touch screen.
record QuizOnTouch(TouchViewModel touch) implements QuizScreen {
    @Override
    public int visit() {
        return touch.visit();
    }

    @Override
    public Optional<QuizPage> page() {
        return touch.page().filter(TouchPage.Quiz.class::isInstance).map(open -> ((TouchPage.Quiz) open).page());
    }

    @Override
    public void turn(QuizPage next) {
        touch.turn(new TouchPage.Quiz(next));
    }

    @Override
    public void show(QuizPage next) {
        touch.show(new TouchPage.Quiz(next));
    }

    @Override
    public void touched() {
        touch.touched();
    }

    @Override
    public void study() {
        touch.study().close();
    }

    @Override
    public void signOut() {
        touch.study().signOut();
    }

    @Override
    public void wipe() {
        touch.wipe();
    }
}
