package org.hongting.kiosk.screen.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import org.hongting.kiosk.screen.checkin.CheckInView;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.ui.Language;
import org.hongting.kiosk.ui.Motion;
import org.hongting.kiosk.ui.PictureFile;
import org.hongting.kiosk.ui.Theme;
import org.hongting.protocol.port.Scheduler;

/// All pieces, and how one is hung. FX thread only, after the fonts are loaded.
final class Gallery {
    /// The state and format of the picture that the read-me shows.
    private static final String COVER = "idle";

    /// Pages of questions with much on them.
    private static final List<String> FULL = List.of("-home", "-multiple", "-digits", "-words", "-marked", "-reached");

    private Gallery() {}

    static List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        SampleStories.all().forEach((state, story) -> {
            boolean oneOfMany = state.startsWith("refused-") && !state.endsWith("-unknown-card");
            if (state.startsWith("touch-study-quiz")) {
                pieces.addAll(questions(state, story));
                return;
            }
            for (Language language : Language.values()) {
                Appearance usual = new Appearance(language, false);
                Appearance larger = new Appearance(language, true);
                pieces.add(new Piece(state, story, Piece.Format.SMALL, usual, Theme.LIGHT));
                pieces.add(new Piece(state, story, Piece.Format.SMALL, larger, Theme.LIGHT));
                if (!oneOfMany) {
                    pieces.add(new Piece(state, story, Piece.Format.UPRIGHT, usual, Theme.LIGHT));
                    pieces.add(new Piece(state, story, Piece.Format.UPRIGHT, larger, Theme.LIGHT));
                    if (!state.startsWith("touch-study")) {
                        // A large screen has more room than the small one at the same size of type.
                        pieces.add(new Piece(state, story, Piece.Format.LARGE, usual, Theme.LIGHT));
                    }
                }
                if (!oneOfMany && language == Language.CHINESE) {
                    pieces.add(new Piece(state, story, Piece.Format.SMALL, usual, Theme.NIGHT));
                    pieces.add(new Piece(state, story, Piece.Format.SMALL, usual, Theme.HIGH_CONTRAST));
                }
            }
        });
        return pieces;
    }

    /// Pages of questions are many and of a kind: each in the usual and the narrowest form, those with much on them in
    /// both, and one in every theme.
    private static List<Piece> questions(String state, Consumer<CheckInViewModel> story) {
        Appearance chinese = new Appearance(Language.CHINESE, false);
        Appearance largeEnglish = new Appearance(Language.ENGLISH, true);
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(state, story, Piece.Format.SMALL, chinese, Theme.LIGHT));
        pieces.add(new Piece(state, story, Piece.Format.UPRIGHT, largeEnglish, Theme.LIGHT));
        if (FULL.stream().anyMatch(state::endsWith)) {
            pieces.add(new Piece(state, story, Piece.Format.UPRIGHT, chinese, Theme.LIGHT));
            pieces.add(new Piece(state, story, Piece.Format.SMALL, largeEnglish, Theme.LIGHT));
        }
        if (state.endsWith("-marked")) {
            pieces.add(new Piece(state, story, Piece.Format.SMALL, chinese, Theme.NIGHT));
            pieces.add(new Piece(state, story, Piece.Format.SMALL, chinese, Theme.HIGH_CONTRAST));
        }
        return pieces;
    }

    /// The two pictures that the read-me shows.
    static List<Piece> covers() {
        return pieces().stream()
                .filter(piece -> piece.state().equals(COVER))
                .filter(piece -> piece.format() == Piece.Format.SMALL && piece.theme() == Theme.LIGHT)
                .filter(piece -> !piece.appearance().larger())
                .toList();
    }

    /// A laid-out scene that shows the piece.
    static Scene hang(Piece piece) {
        return hangWithModel(piece).scene();
    }

    /// The same, with a hand on its time.
    static Hung hangWithModel(Piece piece) {
        StillTime time = new StillTime();
        CheckInViewModel model = new CheckInViewModel(time, SampleStories.clock());
        if (piece.english()) {
            model.switchLanguage();
        }
        if (piece.appearance().larger()) {
            model.switchLarger();
        }
        // Told before anybody looks: a view that looked on would draw every step of the story.
        piece.story().accept(model);
        CheckInView view = new CheckInView(model, piece.theme(), Motion.REDUCED);
        Scene scene = new Scene(view, piece.format().width(), piece.format().height());
        view.applyCss();
        view.layout();
        return new Hung(scene, model, time);
    }

    /// A piece on the wall.
    record Hung(Scene scene, CheckInViewModel model, StillTime time) {}

    static void paint(Piece piece, Path file) throws IOException {
        PictureFile.write(hang(piece).snapshot(null), file);
    }

    /// Time that stands still in a picture, until it is told to do what waits last.
    static final class StillTime implements Scheduler {
        private Runnable last = () -> {};
        private long now;

        void fire() {
            last.run();
        }

        @Override
        public Cancellable after(Duration delay, Runnable step) {
            last = step;
            return () -> {};
        }

        @Override
        public void execute(Runnable step) {
            step.run();
        }

        /// It is later, and nothing has happened.
        void pass(Duration time) {
            now += time.toNanos();
        }

        @Override
        public long nanoTime() {
            return now;
        }
    }
}
