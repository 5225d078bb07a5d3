package org.hongting.kiosk.screen.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Text;
import org.hongting.kiosk.screen.checkin.CheckInScreen;
import org.hongting.kiosk.ui.PictureFile;
import org.hongting.kiosk.ui.ScreenPicture;
import org.hongting.kiosk.ui.Theme;
import org.hongting.kiosk.ui.Toolkit;
import org.hongting.protocol.Limits;
import org.junit.jupiter.api.Test;

/// No picture for people elsewhere shows anything of a person. Every state of the screen is asked, whoever made it.
class ConcealedTest {
    /// How names stand on the screen.
    private static final Pattern NAME = Pattern.compile("\\p{IsHan}\\*");

    private static final Path PICTURES = Path.of("target", "pictures");

    @Test
    void nothingOfAPersonIsInAPictureForPeopleElsewhere() {
        Map<String, byte[]> personal = new HashMap<>();
        int[] compared = new int[1];
        for (Piece piece : Gallery.pieces()) {
            if (piece.format() != Piece.Format.SMALL
                    || piece.theme() != Theme.LIGHT
                    || piece.appearance().larger()
                    || piece.english()) {
                continue;
            }
            Toolkit.onFxThread(() -> {
                Gallery.Hung hung = Gallery.hangWithModel(piece);
                CheckInScreen screen = hung.model().screen().get();
                assertThat(open(hung.scene().getRoot()))
                        .as(piece.name())
                        .noneMatch(text -> NAME.matcher(text).find());
                if (screen instanceof CheckInScreen.Answer || screen instanceof CheckInScreen.Touch) {
                    // Whoever it is, whatever they type and however long their name is: the same picture.
                    byte[] picture = picture(hung.scene());
                    String kind = screen.getClass().getSimpleName();
                    byte[] before = personal.putIfAbsent(kind, picture);
                    if (before != null) {
                        assertThat(picture).as(piece.name()).isEqualTo(before);
                        compared[0]++;
                    }
                } else if (screen instanceof CheckInScreen.Pairing) {
                    assertThat(open(hung.scene().getRoot())).as(piece.name()).noneMatch(text -> text.contains("友谊"));
                }
                return null;
            });
        }
        assertThat(personal).containsOnlyKeys("Answer", "Touch");
        assertThat(compared[0]).isGreaterThan(80);
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

    /// The texts that stand in no marked part.
    private static List<String> open(Node node) {
        List<String> texts = new ArrayList<>();
        collect(node, texts);
        return texts;
    }

    private static void collect(Node node, List<String> texts) {
        if (ScreenPicture.leavesOut(node)) {
            return;
        }
        if (node instanceof Text text) {
            texts.add(text.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, texts));
        }
    }
}
