package org.hongting.kiosk.ui;

import java.util.Locale;

/// A language of the screens. The kiosk speaks Chinese unless somebody asks for the other for a while.
public enum Language {
    CHINESE(Locale.SIMPLIFIED_CHINESE),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /// The one that the language switch leads to.
    public Language other() {
        return this == CHINESE ? ENGLISH : CHINESE;
    }
}
