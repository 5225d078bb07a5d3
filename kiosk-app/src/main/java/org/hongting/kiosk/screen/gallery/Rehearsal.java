package org.hongting.kiosk.screen.gallery;

import java.util.Set;
import org.hongting.kiosk.screen.checkin.Appearance;
import org.hongting.kiosk.ui.Theme;

/// Draws each kind of answer once where nobody sees it. Otherwise the first person after a start waits while classes,
/// style sheets and the shapes of the letters are loaded: three times as long as those behind them. FX thread only,
/// after the fonts are loaded; takes a good part of a second.
public final class Rehearsal {
    private static final Set<String> ANSWERS =
            Set.of("admitted", "late", "already", "left", "refused-unknown-card", "not-recorded");

    private Rehearsal() {}

    /// @param upright whether the screen that will be played on is higher than wide
    public static void play(boolean upright) {
        Piece.Format format = upright ? Piece.Format.UPRIGHT : Piece.Format.SMALL;
        SampleStories.all().forEach((state, story) -> {
            if (ANSWERS.contains(state)) {
                Gallery.hang(new Piece(state, story, format, Appearance.USUAL, Theme.LIGHT))
                        .snapshot(null);
            }
        });
    }
}
