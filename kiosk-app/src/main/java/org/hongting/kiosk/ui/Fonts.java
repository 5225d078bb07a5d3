package org.hongting.kiosk.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The fonts that travel with the kiosk, so that Chinese is Chinese on a machine that has no font at all.
public final class Fonts {
    /// What the files call themselves, whatever their weight; `type.css` uses the same name.
    public static final String FAMILY = "Noto Sans SC Thin";

    private static final List<String> FILES = List.of(
            "fonts/noto-sans-sc-chinese-simplified-400-normal.woff",
            "fonts/noto-sans-sc-chinese-simplified-700-normal.woff");
    private static final double ANY_SIZE = 12;

    private Fonts() {}

    /// Makes the fonts known to the toolkit; to be called once, before the first scene. About 0.15 s.
    ///
    /// @throws IllegalStateException if a font cannot be read: a kiosk that would show boxes must not start
    public static void load() {
        for (String file : FILES) {
            try (InputStream stream = Fonts.class.getResourceAsStream(file)) {
                Font font = stream == null ? null : Font.loadFont(stream, ANY_SIZE);
                if (font == null || !font.getFamily().equals(FAMILY)) {
                    throw new IllegalStateException("the bundled font " + file + " is missing or damaged");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
