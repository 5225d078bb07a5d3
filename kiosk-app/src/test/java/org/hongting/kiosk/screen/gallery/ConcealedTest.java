package org.hongting.kiosk.screen.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Text;
import org.hongting.kiosk.screen.checkin.CheckInScreen;
import org.hongting.kiosk.ui.PictureFile;
import org.hongting.kiosk.ui.ScreenPicture;
import org.hongting.kiosk.ui.Toolkit;
import org.hongting.protocol.Limits;
import org.junit.jupiter.api.Test;

/// No picture for people elsewhere shows anything of a person. Every state of the screen is asked, whoever made it.
class ConcealedTest {
    /// How names stand on the screen.
    private static final Pattern NAME = Pattern.compile("\\p{IsHan}\\*");

    private static final Path PICTURES = Path.of("target", "pictures");

    /// Pages of one person, with short names and long ones, with what is typed, and with codes.
    private static final List<String> PERSONAL = List.of(
            "admitted",
            "admitted-long",
            "late",
            "already-card",
            "touch-proof-pin",
            "touch-own-ticket",
            "touch-code",
            "touch-undo",
            "touch-study-home");

    /// Parts that belong to one person, or show a code, by their style classes.
    private static final Set<String> PERSONAL_PARTS = Set.of("answer", "touch", "pairing");

    /// Asked of every state in `GalleryTest`, which hangs all of them.
    static void assertThatNothingOfAPersonIsOpen(Piece piece, Node root) {
        if (ScreenPicture.leavesOut(root)) {
            return;
        }
        assertThat(root.getStyleClass()).as(piece.name()).doesNotContainAnyElementsOf(PERSONAL_PARTS);
        if (root instanceof Text text) {
            assertThat(NAME.matcher(text.getText()).find()).as(piece.name()).isFalse();
        }
        if (root instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> assertThatNothingOfAPersonIsOpen(piece, child));
        }
    }

    @Test
    void picturesOfPagesOfTwoPeopleAreTheSame() {
        Map<String, byte[]> kinds = new HashMap<>();
        for (String state : PERSONAL) {
            Toolkit.onFxThread(() -> {
                Gallery.Hung hung = Gallery.hangWithModel(piece(state));
                CheckInScreen screen = hung.model().screen().get();
                byte[] picture = picture(hung.scene());
                byte[] before = kinds.putIfAbsent(screen.getClass().getSimpleName(), picture);
                if (before != null) {
                    assertThat(picture).as(state).isEqualTo(before);
                }
                return null;
            });
        }
        assertThat(kinds).containsOnlyKeys("Answer", "Touch");
    }

    @Test
    void whatIsTakenOutIsBackAfterThePictureAndWhatBelongsToNobodyIsInIt() {
        Toolkit.onFxThread(() -> {
            Scene admitted = Gallery.hang(piece("admitted"));
            byte[] before = bytes(admitted);
            byte[] concealed = picture(admitted);
            assertThat(concealed).isNotEqualTo(before);
            assertThat(bytes(admitted)).isEqualTo(before);
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve("concealed-admitted.png"), concealed);
            Files.write(PICTURES.resolve("concealed-pairing.png"), picture(Gallery.hang(piece("pairing"))));

            Scene idle = Gallery.hang(piece("idle"));
            assertThat(picture(idle)).isEqualTo(bytes(idle));
            return null;
        });
    }

    private static Piece piece(String state) {
        return Gallery.pieces().stream()
                .filter(one -> one.state().equals(state) && one.format() == Piece.Format.SMALL)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] picture(Scene scene) throws IOException {
        return PictureFile.bytes(ScreenPicture.of(scene), Limits.ATTACHMENT_BYTES);
    }

    private static byte[] bytes(Scene scene) throws IOException {
        return PictureFile.bytes(scene.snapshot(null), Limits.ATTACHMENT_BYTES);
    }
}
