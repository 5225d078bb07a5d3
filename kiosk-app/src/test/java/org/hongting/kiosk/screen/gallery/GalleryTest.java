package org.hongting.kiosk.screen.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.hongting.device.camera.LuminanceFrame;
import org.hongting.device.camera.QrDecoder;
import org.hongting.kiosk.ui.Fonts;
import org.hongting.kiosk.ui.PictureFile;
import org.hongting.kiosk.ui.Theme;
import org.hongting.kiosk.ui.Toolkit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GalleryTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    /// Half a pixel of rounding is not a cut letter.
    private static final double ROUNDING = 0.6;

    /// The toolkit reads a style sheet anew once nobody wears it any more: these wear all of them to the end.
    private static final List<Scene> WORN = new ArrayList<>();

    @BeforeAll
    static void wear() {
        Gallery.pieces().stream()
                .filter(piece -> piece.state().equals("idle"))
                .forEach(piece -> Toolkit.onFxThread(() -> WORN.add(Gallery.hang(piece))));
    }

    @AfterAll
    static void undress() {
        WORN.clear();
    }

    /// Each is hung once for both: that takes most of the time.
    @Test
    void everyStateIsPaintedForPeopleAndEveryTextIsWholeAndInsideTheScreenInOurFont() throws Exception {
        for (Piece piece : Gallery.pieces()) {
            boolean inspected = piece.theme() == Theme.LIGHT;
            if (inspected || toPaint(piece)) {
                Path file = PICTURES.resolve(piece.name() + ".png");
                Toolkit.onFxThread(() -> {
                    Scene scene = Gallery.hang(piece);
                    if (inspected) {
                        ConcealedTest.assertThatNothingOfAPersonIsOpen(piece, scene.getRoot());
                        inspect(piece, scene);
                    }
                    if (toPaint(piece)) {
                        PictureFile.write(scene.snapshot(null), file);
                    }
                    return null;
                });
                if (toPaint(piece)) {
                    assertThat(sizeOf(file))
                            .isEqualTo(new Dimension(
                                    piece.format().width(), piece.format().height()));
                }
            }
        }
    }

    /// What the file says of itself: hundreds of pictures are not decoded for that.
    private static Dimension sizeOf(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in);
                return new Dimension(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        }
    }

    @Test
    void theAnswersDifferInShapeAndNotInColourAlone() {
        List<String> shapes = new ArrayList<>();
        for (String state : List.of("admitted", "late", "refused-unknown-card", "not-recorded")) {
            Piece piece = Gallery.pieces().stream()
                    .filter(candidate -> candidate.state().equals(state))
                    .findFirst()
                    .orElseThrow();
            shapes.add(Toolkit.onFxThread(() -> all(Gallery.hang(piece).getRoot(), Node.class).stream()
                    .filter(node -> node.getStyleClass().contains("huge"))
                    .map(node -> node.getStyleClass().get(1))
                    .findFirst()
                    .orElseThrow()));
        }
        assertThat(shapes).containsExactly("tick", "clock-shape", "bent-arrow", "crossed-circle");
    }

    @Test
    void theCodeForAPhoneIsReadFromThePictureOfTheScreenInEveryTheme() throws Exception {
        for (Piece piece : Gallery.pieces()) {
            if (piece.state().equals("touch-own-ticket") && piece.format() != Piece.Format.LARGE) {
                Path file = PICTURES.resolve("code-" + piece.name() + ".png");
                Toolkit.onFxThread(() -> {
                    Gallery.paint(piece, file);
                    return null;
                });
                assertThat(new QrDecoder().decode(LuminanceFrame.of(ImageIO.read(file.toFile()))))
                        .as(piece.name())
                        .hasValueSatisfying(link -> assertThat(link)
                                .startsWith("https://party.example.edu.cn/pass/#kiosk-1.00c0ffee00c0ffee."));
            }
        }
    }

    @Test
    void nothingOfAPersonStaysInTheSceneAfterTheAnswer() {
        Toolkit.onFxThread(() -> {
            Piece answered = Gallery.pieces().stream()
                    .filter(piece -> piece.state().equals("admitted"))
                    .findFirst()
                    .orElseThrow();
            Gallery.Hung hung = Gallery.hangWithModel(answered);
            assertThat(words(hung.scene())).anyMatch(word -> word.contains("张*"));
            hung.time().fire();
            assertThat(words(hung.scene())).isNotEmpty().noneMatch(word -> word.contains("张*"));
            return null;
        });
    }

    @Test
    void nothingOfWhoTypedIsInTheSceneWhileItAsksNorAfterIt() {
        List<String> traces = List.of("2023", "1203", "张", "赵", "王*", "欧阳", "尾号", "…");
        for (Piece page : Gallery.pieces()) {
            if (page.state().startsWith("touch-")
                    && page.format() == Piece.Format.SMALL
                    && !page.appearance().larger()
                    && page.theme() == Theme.LIGHT) {
                Toolkit.onFxThread(() -> {
                    Gallery.Hung hung = Gallery.hangWithModel(page);
                    for (int i = 0; i < 8 && hung.model().touch().page().isPresent(); i++) {
                        hung.model().touch().back();
                    }
                    assertThat(everySign(hung.scene().getRoot()))
                            .as(page.name())
                            .isNotEmpty()
                            .noneMatch(sign -> traces.stream().anyMatch(sign::contains));
                    return null;
                });
            }
        }
    }

    /// All that could name somebody: texts, what a reader of the screen would say, tips, notes on nodes.
    private static List<String> everySign(Parent root) {
        List<String> signs = new ArrayList<>();
        for (Node node : all(root, Node.class)) {
            if (node instanceof Labeled labeled) {
                signs.add(String.valueOf(labeled.getText()));
            }
            if (node instanceof Text text) {
                signs.add(text.getText());
            }
            signs.add(node.getAccessibleText() + " " + node.getAccessibleHelp() + " " + node.getUserData() + " "
                    + node.getId() + " " + (node.hasProperties() ? node.getProperties() : ""));
        }
        return signs;
    }

    @Test
    void theReadMeShowsPicturesOfThisGallery() throws Exception {
        for (Piece cover : Gallery.covers()) {
            Path file = Path.of("..", "docs", "pictures", GalleryMain.coverName(cover));
            assertThat(Files.exists(file))
                    .as("%s, made by GalleryMain --covers", file)
                    .isTrue();
            var picture = ImageIO.read(file.toFile());
            assertThat(picture.getWidth()).isEqualTo(cover.format().width());
            assertThat(picture.getHeight()).isEqualTo(cover.format().height());
        }
    }

    private static boolean toPaint(Piece piece) {
        boolean telling =
                List.of("idle", "idle-code", "admitted", "admitted-card").contains(piece.state());
        boolean plain = piece.format() == Piece.Format.SMALL
                && piece.theme() == Theme.LIGHT
                && !piece.appearance().larger();
        boolean announced = piece.state().startsWith("announced-")
                && piece.theme() == Theme.LIGHT
                && !piece.appearance().larger();
        boolean touch = piece.state().startsWith("touch-")
                && piece.theme() == Theme.LIGHT
                && piece.format() == Piece.Format.UPRIGHT
                && !piece.appearance().larger()
                && !piece.english();
        return telling
                || touch
                || announced
                || (plain && !(piece.english() && piece.state().startsWith("refused-")));
    }

    private static void inspect(Piece piece, Scene scene) {
        List<Labeled> labels = all(scene.getRoot(), Labeled.class).stream()
                .filter(Node::isVisible)
                .filter(GalleryTest::isInSight)
                .toList();
        assertThat(labels).as(piece.name()).isNotEmpty();
        for (Labeled label : labels) {
            if (label.getGraphic() != null && label.getText().isEmpty()) {
                continue; // A picture, and a word for those who hear the screen.
            }
            Text text = all(label, Text.class).getFirst();
            // A wrapped text that had to be cut ends in an ellipsis and is no longer what the label was given.
            assertThat(text.getText()).as(piece.name()).isEqualTo(label.getText());
            assertThat(text.getFont().getFamily()).as(piece.name()).isEqualTo(Fonts.FAMILY);
            assertInside(piece, scene, label.getText(), text.localToScene(text.getLayoutBounds()));
        }
        all(scene.getRoot(), Button.class).stream()
                .filter(GalleryTest::isInSight)
                .forEach(button ->
                        assertInside(piece, scene, button.getText(), button.localToScene(button.getLayoutBounds())));
        // What lies over a whole page is meant to cover it.
        assertNoOverlap(
                piece,
                all(scene.getRoot(), Parent.class).stream()
                        .filter(parent -> parent.getStyleClass().contains("leaving") && parent.isVisible())
                        .findFirst()
                        .map(sheet -> all(sheet, Labeled.class))
                        .orElse(labels));
    }

    /// What is longer than the screen is drawn up with a finger: what lies further up or down is not there yet.
    private static boolean isInSight(Node node) {
        Bounds here = node.localToScene(node.getLayoutBounds());
        for (Node parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof ScrollPane scroll) {
                Bounds room = scroll.localToScene(scroll.getLayoutBounds());
                if (here.getMinY() < room.getMinY() || here.getMaxY() > room.getMaxY()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void assertInside(Piece piece, Scene scene, String what, Bounds bounds) {
        assertThat(bounds.getMinX()).as("%s: left of %s", piece.name(), what).isGreaterThanOrEqualTo(-ROUNDING);
        assertThat(bounds.getMinY()).as("%s: top of %s", piece.name(), what).isGreaterThanOrEqualTo(-ROUNDING);
        assertThat(bounds.getMaxX())
                .as("%s: right of %s", piece.name(), what)
                .isLessThanOrEqualTo(scene.getWidth() + ROUNDING);
        assertThat(bounds.getMaxY())
                .as("%s: foot of %s", piece.name(), what)
                .isLessThanOrEqualTo(scene.getHeight() + ROUNDING);
    }

    private static void assertNoOverlap(Piece piece, List<Labeled> labels) {
        for (int i = 0; i < labels.size(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                Bounds one = shrunk(labels.get(i));
                Bounds other = shrunk(labels.get(j));
                assertThat(one.intersects(other))
                        .as(
                                "%s: %s over %s",
                                piece.name(),
                                labels.get(i).getText(),
                                labels.get(j).getText())
                        .isFalse();
            }
        }
    }

    private static Bounds shrunk(Labeled label) {
        Bounds bounds = label.localToScene(label.getLayoutBounds());
        return new javafx.geometry.BoundingBox(
                bounds.getMinX() + 1,
                bounds.getMinY() + 1,
                Math.max(0, bounds.getWidth() - 2),
                Math.max(0, bounds.getHeight() - 2));
    }

    private static List<String> words(Scene scene) {
        return all(scene.getRoot(), Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    private static <T extends Node> List<T> all(Parent parent, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (kind.isInstance(child)) {
                found.add(kind.cast(child));
            }
            if (child instanceof Parent inner) {
                found.addAll(all(inner, kind));
            }
        }
        return found;
    }
}
