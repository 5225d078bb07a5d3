package org.hongting.kiosk.screen.touch;

import java.util.Optional;
import org.hongting.kiosk.screen.member.OwnPage;
import org.hongting.kiosk.screen.member.OwnScreen;

/// Puts the pages of members among those of the touch screen.
record OwnOnTouch(TouchViewModel touch) implements OwnScreen {
    @Override
    public int visit() {
        return touch.visit();
    }

    @Override
    public Optional<OwnPage> page() {
        return touch.page().filter(TouchPage.Own.class::isInstance).map(open -> ((TouchPage.Own) open).page());
    }

    @Override
    public void begin(OwnPage first) {
        touch.begin(new TouchPage.Own(first));
    }

    @Override
    public void turn(OwnPage next) {
        touch.turn(new TouchPage.Own(next));
    }

    @Override
    public void show(OwnPage next) {
        touch.show(new TouchPage.Own(next));
    }

    @Override
    public void openNumber() {
        touch.openOwnNumber();
    }

    @Override
    public void openCharge() {
        touch.openCharge();
    }

    @Override
    public void openStudy() {
        touch.study().begin();
    }

    @Override
    public void back() {
        touch.back();
    }

    @Override
    public void touched() {
        touch.touched();
    }
}
