package org.hongting.kiosk.ui;

import java.util.ResourceBundle;
import java.util.Set;
import org.hongting.protocol.Words;

/// The words of the screens in one language. Keys name the place, like `refusal.no-meeting.what`; `{0}`, `{1}` in a
/// text stand for values, put in as they are, without the quoting rules of `MessageFormat`, so that an apostrophe is
/// an apostrophe. Immutable.
public final class Texts {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final String BUNDLE = "org.hongting.kiosk.ui.messages";

    private final Language language;
    private final ResourceBundle bundle;

    private Texts(Language language) {
        this.language = language;
        this.bundle = ResourceBundle.getBundle(BUNDLE, language.locale(), NO_FALLBACK);
    }

    public static Texts in(Language language) {
        return new Texts(language);
    }

    public Language language() {
        return language;
    }

    /// All keys there are.
    public Set<String> keys() {
        return bundle.keySet();
    }

    /// @throws java.util.MissingResourceException for a key that is not there; a test finds such keys before a person
    public String text(String key, Object... values) {
        String text = bundle.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /// The text about one case of a closed set: `text("refusal", NO_MEETING, "what")` reads
    /// `refusal.no-meeting.what`.
    public String textOf(String family, Enum<?> name, String part) {
        return text(keyOf(family, name) + "." + part);
    }

    /// Like [#textOf(String, Enum, String)] for families with one text a case.
    public String textOf(String family, Enum<?> name) {
        return text(keyOf(family, name));
    }

    private static String keyOf(String family, Enum<?> name) {
        return family + "." + Words.of(name);
    }
}
