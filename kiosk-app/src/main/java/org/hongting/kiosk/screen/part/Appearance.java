package org.hongting.kiosk.screen.part;

import org.hongting.kiosk.ui.Language;
import org.hongting.protocol.document.Preference;

/// How the person in front of the kiosk wants it: for a while, then the next person finds it as it always is.
///
/// @param larger the elderly mode: larger type, fewer things, more time
/// @param highContrast black, white and one yellow
public record Appearance(Language language, boolean larger, boolean highContrast) {
    public static final Appearance USUAL = new Appearance(Language.CHINESE, false);

    public Appearance(Language language, boolean larger) {
        this(language, larger, false);
    }

    /// As somebody once said that they want it; a language that is not spoken here is passed over.
    ///
    /// @param usual as it is for whoever has said nothing
    public static Appearance of(Preference preference, Appearance usual) {
        Language language = usual.language();
        for (Language one : Language.values()) {
            if (one.locale().toLanguageTag().equals(preference.language())) {
                language = one;
            }
        }
        return new Appearance(
                language,
                preference.largeType() == null ? usual.larger() : preference.largeType(),
                usual.highContrast());
    }
}
