package org.hongting.kiosk.screen.study;

import java.util.Optional;

/// The touch screen, as the study pages use it.
public interface StudyScreen {
    int visit();

    /// The study page that is open, if one is.
    Optional<StudyPage> page();

    /// Another page, for the same person.
    void turn(StudyPage next);

    /// The same page in another state.
    void show(StudyPage next);

    /// Somebody is there.
    void touched();

    /// For whoever wants to answer questions.
    void openQuizzes();

    /// Away, with all that is theirs.
    void wipe();
}
