package org.hongting.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeContrastTest {
    private static final Pattern TOKEN = Pattern.compile("(-ht-[a-z-]+): (#[0-9A-F]{6});");
    private static final Pattern COLOUR =
            Pattern.compile("#[0-9A-Fa-f]{3,8}\\b|rgb|(?<=: )(white|black|red|gr[ae]y)\\b");

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyTextCanBeReadOnItsGround(Theme theme) throws IOException {
        Map<String, Color> tokens = tokens(theme);
        for (String pair : new String[] {
            "ink ground",
            "ink-muted ground",
            "ink raised",
            "ink-muted raised",
            "brand ground",
            "brand raised",
            "yes-mark raised",
            "on-brand brand-deep",
            "on-yes yes",
            "no no-ground",
            "on-slate slate"
        }) {
            String[] names = pair.split(" ", 2);
            assertThat(contrast(tokens, names[0], names[1]))
                    .as(pair)
                    .isGreaterThanOrEqualTo(theme == Theme.HIGH_CONTRAST ? 7 : 4.5);
        }
    }

    @Test
    void theLightThemeHasTheContrastsThatWereChosen() throws IOException {
        Map<String, Color> light = tokens(Theme.LIGHT);
        Map.of(
                        "ink ground", 16.0,
                        "ink-muted ground", 6.1,
                        "on-brand brand", 7.0,
                        "on-brand brand-deep", 9.8,
                        "gold-text brand-deep", 7.1,
                        "on-yes yes", 6.5,
                        "no no-ground", 6.9,
                        "on-slate slate", 10.6)
                .forEach((pair, measured) -> {
                    List<String> names = List.of(pair.split(" ", 2));
                    assertThat(contrast(light, names.getFirst(), names.getLast()))
                            .as(pair)
                            .isCloseTo(measured, within(0.06));
                });
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyThemeDefinesTheSameTokens(Theme theme) throws IOException {
        assertThat(tokens(theme).keySet()).isEqualTo(tokens(Theme.LIGHT).keySet());
    }

    @Test
    void noOtherSheetNamesAColourAndEveryTokenItUsesIsDefined() throws IOException {
        for (String sheet : new String[] {"screen.css", "type.css", "toolkit.css"}) {
            String css = read(sheet);
            assertThat(COLOUR.matcher(css).results().map(found -> found.group()))
                    .as(sheet)
                    .isEmpty();
            assertThat(Pattern.compile("-ht-[a-z-]+").matcher(css).results().map(found -> found.group()))
                    .as(sheet)
                    .allSatisfy(token -> assertThat(tokensOf(Theme.LIGHT)).containsKey(token));
        }
    }

    private static Map<String, Color> tokensOf(Theme theme) {
        try {
            return tokens(theme);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Color> tokens(Theme theme) throws IOException {
        return TOKEN.matcher(read(theme.sheet()))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> Color.web(found.group(2))));
    }

    private static String read(String sheet) throws IOException {
        try (InputStream stream = Theme.class.getResourceAsStream(sheet)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// WCAG 2.2, contrast ratio.
    private static double contrast(Map<String, Color> tokens, String text, String ground) {
        double[] lights = Stream.of(text, ground)
                .map(name -> Objects.requireNonNull(tokens.get("-ht-" + name), name))
                .mapToDouble(ThemeContrastTest::luminance)
                .sorted()
                .toArray();
        return (lights[1] + 0.05) / (lights[0] + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
