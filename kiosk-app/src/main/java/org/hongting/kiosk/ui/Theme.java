package org.hongting.kiosk.ui;

/// A set of colours. All sets define the same tokens; `tokens-*.css` hold them.
public enum Theme {
    LIGHT("tokens-light.css"),
    NIGHT("tokens-night.css"),
    HIGH_CONTRAST("tokens-high-contrast.css");

    private final String sheet;

    Theme(String sheet) {
        this.sheet = sheet;
    }

    /// The style sheet beside this class.
    String sheet() {
        return sheet;
    }
}
