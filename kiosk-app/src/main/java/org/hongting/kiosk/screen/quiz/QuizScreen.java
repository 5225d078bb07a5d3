package org.hongting.kiosk.screen.quiz;

import java.util.Optional;

/// The touch screen, as the pages of questions use it.
public interface QuizScreen {
    int visit();

    /// The page of questions that is open, if one is.
    Optional<QuizPage> page();

    /// Another page, for the same person.
    void turn(QuizPage next);

    /// The same page in another state.
    void show(QuizPage next);

    /// Somebody is there.
    void touched();

    /// Back to what there is to study.
    void study();

    /// Signed out and away, with all that is theirs.
    void signOut();

    /// Away, with all that is theirs.
    void wipe();
}
