package org.hongting.kiosk.screen.gallery;

import java.util.function.Consumer;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.ui.Language;
import org.hongting.kiosk.ui.Theme;
import org.hongting.protocol.Words;

/// One picture of the gallery.
///
/// @param state what it shows, in a word
/// @param story brings a fresh view model there
record Piece(String state, Consumer<CheckInViewModel> story, Format format, Appearance appearance, Theme theme) {
    /// A screen the kiosk is made for.
    enum Format {
        SMALL(1280, 800),
        LARGE(1920, 1080),
        UPRIGHT(1080, 1920);

        private final int width;
        private final int height;

        Format(int width, int height) {
            this.width = width;
            this.height = height;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    /// Like `admitted.1280x800.zh-CN.larger`.
    String name() {
        StringBuilder name = new StringBuilder(state)
                .append('.')
                .append(format.width())
                .append('x')
                .append(format.height())
                .append('.')
                .append(appearance.language().locale().toLanguageTag());
        if (appearance.larger()) {
            name.append(".larger");
        }
        if (theme != Theme.LIGHT) {
            name.append('.').append(Words.of(theme));
        }
        return name.toString();
    }

    /// Whether the piece speaks English.
    boolean english() {
        return appearance.language() == Language.ENGLISH;
    }
}
