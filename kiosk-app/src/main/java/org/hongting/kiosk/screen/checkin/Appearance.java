package org.hongting.kiosk.screen.checkin;

import org.hongting.kiosk.ui.Language;

/// How the person in front of the kiosk wants it: for a while, then the next person finds it as it always is.
///
/// @param larger the elderly mode: larger type, fewer things, more time
public record Appearance(Language language, boolean larger) {
    public static final Appearance USUAL = new Appearance(Language.CHINESE, false);
}
