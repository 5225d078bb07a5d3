package org.hongting.kiosk.screen.touch;

import java.util.Optional;
import org.hongting.kiosk.screen.study.StudyPage;
import org.hongting.kiosk.screen.study.StudyScreen;

/// Puts the pages of study among those of the touch screen.
record StudyOnTouch(TouchViewModel touch) implements StudyScreen {
    @Override
    public int visit() {
        return touch.visit();
    }

    @Override
    public Optional<StudyPage> page() {
        return touch.page().filter(TouchPage.Study.class::isInstance).map(open -> ((TouchPage.Study) open).page());
    }

    @Override
    public void turn(StudyPage next) {
        touch.turn(new TouchPage.Study(next));
    }

    @Override
    public void show(StudyPage next) {
        boolean waited = touch.page().filter(TouchPage::isReading).isPresent();
        touch.show(new TouchPage.Study(next));
        if (waited != next.isReading()) {
            // Another rule says from here on when nobody is there.
            touch.touched();
        }
    }

    @Override
    public void touched() {
        touch.touched();
    }

    @Override
    public void openQuizzes() {
        touch.quiz().open();
    }

    @Override
    public void wipe() {
        touch.wipe();
    }
}
