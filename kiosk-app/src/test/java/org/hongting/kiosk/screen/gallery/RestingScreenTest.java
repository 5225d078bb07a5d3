package org.hongting.kiosk.screen.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.hongting.kiosk.screen.part.ScreenHabits;
import org.hongting.kiosk.screen.part.ScreenLight;
import org.hongting.kiosk.ui.PictureFile;
import org.hongting.kiosk.ui.Theme;
import org.hongting.kiosk.ui.Toolkit;
import org.hongting.protocol.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RestingScreenTest {
    private static Gallery.Hung resting(String how) {
        Piece none = Gallery.pieces().stream()
                .filter(piece -> piece.state().equals("none"))
                .filter(piece -> piece.format() == Piece.Format.SMALL && piece.theme() == Theme.LIGHT)
                .findFirst()
                .orElseThrow();
        Gallery.Hung hung = Gallery.hangWithModel(none);
        hung.time().pass(ScreenLight.AWAKE);
        hung.model()
                .configure(ScreenHabits.of(new Configuration(
                        1, new TreeMap<>(Map.of("screen.hours", "1-5 07:00-22:00", "screen.rest", how)))));
        return hung;
    }

    private static Node shade(Gallery.Hung hung) {
        return Objects.requireNonNull(hung.scene().getRoot().lookup(".shade"));
    }

    @Test
    void theFirstTouchWakesTheScreenAndPressesNothing() {
        Toolkit.onFxThread(() -> {
            Gallery.Hung hung = resting("off");
            Node shade = shade(hung);
            assertThat(shade.isVisible()).isTrue();
            assertThat(shade.getBoundsInParent().getWidth())
                    .isEqualTo(hung.scene().getWidth());
            assertThat(hung.scene().getRoot().getChildrenUnmodifiable().getLast())
                    .as("over everything else, so the touch is its own")
                    .isSameAs(shade);
            var before = hung.model().screen().get();

            shade.fireEvent(new MouseEvent(
                    MouseEvent.MOUSE_PRESSED,
                    400,
                    700,
                    400,
                    700,
                    MouseButton.PRIMARY,
                    1,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false,
                    true,
                    false,
                    true,
                    new PickResult(shade, 400, 700)));

            assertThat(hung.model().light().level().get()).isEqualTo(ScreenLight.Level.BRIGHT);
            assertThat(shade.isVisible()).isFalse();
            assertThat(hung.model().screen().get()).isEqualTo(before);
            return null;
        });
    }

    @Test
    void whoReadsInTheDarkIsAnsweredInTheLight() {
        Toolkit.onFxThread(() -> {
            Gallery.Hung hung = resting("off");
            Objects.requireNonNull(SampleStories.all().get("admitted")).accept(hung.model());
            assertThat(shade(hung).isVisible()).isFalse();
            return null;
        });
    }

    @Test
    void aDarkenedScreenCanStillBeRead() {
        Toolkit.onFxThread(() -> {
            Gallery.Hung hung = resting("dim");
            assertThat(hung.model().light().level().get()).isEqualTo(ScreenLight.Level.DIM);
            PictureFile.write(hung.scene().snapshot(null), Path.of("target", "pictures", "resting-dim.png"));
            return null;
        });
    }
}
