package org.hongting.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

/// Surefire hides every font of the machine from this module's tests (`no-system-fonts.conf`).
class FontsTest {
    private static final String LOGICAL = "Monospaced SansSerif Serif System";
    /// In no font: what a missing character looks like.
    private static final String MISSING = "\uE000";

    @Test
    void theOnlyFontFamilyOfABareMachineIsOurs() {
        List<String> families = Toolkit.onFxThread(() -> Font.getFamilies().stream()
                .filter(family -> !LOGICAL.contains(family))
                .toList());
        assertThat(families).containsExactly(Fonts.FAMILY);
    }

    @Test
    void everyCharacterOfTheTextsHasAShapeOfItsOwnAndIsNoBox() {
        Set<Integer> signs = new LinkedHashSet<>();
        for (Language language : Language.values()) {
            Texts texts = Texts.in(language);
            texts.keys()
                    .forEach(key -> texts.text(key)
                            .codePoints()
                            .filter(sign -> sign > ' ')
                            .forEach(signs::add));
        }
        "张王李赵欧阳霖堃喆玥0123456789".codePoints().forEach(signs::add);
        Toolkit.onFxThread(() -> {
            String box = shape(MISSING);
            Set<String> shapes = new LinkedHashSet<>();
            for (int sign : signs) {
                String shape = shape(Character.toString(sign));
                assertThat(shape).as(Character.toString(sign)).isNotEqualTo(box);
                assertThat(shapes.add(shape))
                        .as("shape of " + Character.toString(sign))
                        .isTrue();
            }
            return null;
        });
    }

    @Test
    void regularAndBoldAreDifferentFiles() {
        Toolkit.onFxThread(() -> {
            assertThat(Font.font(Fonts.FAMILY, FontWeight.NORMAL, 40).getStyle())
                    .isEqualTo("Regular");
            assertThat(Font.font(Fonts.FAMILY, FontWeight.BOLD, 40).getStyle()).isEqualTo("Bold");
            return null;
        });
    }

    @Test
    void theFontFilesAreTheOnesTheNoticeNames() throws Exception {
        String notice = new String(resource("fonts/NOTICE.txt"), StandardCharsets.UTF_8);
        List<String> lines =
                notice.lines().filter(line -> line.endsWith(".woff")).toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            List<String> parts = List.of(line.split(" +"));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource("fonts/" + parts.getLast()));
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(parts.getFirst());
        }
        assertThat(new String(resource("fonts/OFL.txt"), StandardCharsets.UTF_8))
                .contains("SIL OPEN FONT LICENSE");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Fonts.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    private static String shape(String sign) {
        Text text = new Text(sign);
        text.setFont(Font.font(Fonts.FAMILY, 40));
        Image image = text.snapshot(new SnapshotParameters(), null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return width + "x" + height + ":" + Arrays.hashCode(pixels);
    }
}
