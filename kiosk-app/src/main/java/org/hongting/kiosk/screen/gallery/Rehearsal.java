package org.hongting.kiosk.screen.gallery;

import java.util.List;
import java.util.Set;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.ui.Theme;

/// Draws each kind of answer where nobody sees it. Otherwise the first person after a start waits while classes,
/// style sheets and the shapes of the letters are loaded: three times as long as those behind them. FX thread only,
/// after the fonts are loaded.
public final class Rehearsal {
    private static final Set<String> ANSWERS =
            Set.of("admitted", "late", "already", "left", "refused-unknown-card", "not-recorded");

    private Rehearsal() {}

    /// One step for each kind of answer. The first time all of them take a good part of a second together; what is
    /// drawn again and again is compiled and gets quicker.
    ///
    /// @param upright whether the screen that will be played on is higher than wide
    public static List<Runnable> steps(boolean upright) {
        Piece.Format format = upright ? Piece.Format.UPRIGHT : Piece.Format.SMALL;
        return SampleStories.all().entrySet().stream()
                .filter(story -> ANSWERS.contains(story.getKey()))
                .map(story -> new Piece(story.getKey(), story.getValue(), format, Appearance.USUAL, Theme.LIGHT))
                .<Runnable>map(piece -> () -> Gallery.hang(piece).snapshot(null))
                .toList();
    }
}
