package org.hongting.kiosk.screen.member;

import java.util.Optional;

/// The touch screen, as the pages of members see it.
public interface OwnScreen {
    /// Which visit it is: every question to the desk names it.
    int visit();

    /// The page that is open, if it is one of these.
    Optional<OwnPage> page();

    /// The first page of a new visit.
    void begin(OwnPage first);

    /// Another page.
    void turn(OwnPage next);

    /// The same page, in another state.
    void show(OwnPage next);

    /// For whoever has no card at hand.
    void openNumber();

    /// For somebody in charge.
    void openCharge();

    /// For whoever wants to study, and is known by now.
    void openStudy();

    /// From where this page came.
    void back();

    /// Somebody is there.
    void touched();
}
