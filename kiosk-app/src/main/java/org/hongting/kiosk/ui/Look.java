package org.hongting.kiosk.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javafx.application.Application;

/// The style sheets of a screen of a given size: the colours of a theme, the type scale and the measures.
///
/// The sheets are written for a screen whose short side is 1080; JavaFX's style sheets cannot compute, so the lengths
/// in them are multiplied here, once per size, and handed over as `data:` sheets. Type grows a second time for
/// readers who want it larger; measures do not, so that pages stay pages.
///
/// @param scale this screen's size over the reference
/// @param larger whether type is set for the elderly mode
/// @param tightness steps by which type is set smaller because a page with unusually long texts would not fit
public record Look(Theme theme, double scale, boolean larger, int tightness) {
    /// Beyond this a page gets no tighter.
    public static final int TIGHTEST = 5;

    private static final double REFERENCE_SHORT_SIDE = 1080;
    /// 16:10, the squarest screen there is to fit: a wider one is as high, a squarer one gets smaller type.
    private static final double REFERENCE_LONG_SIDE = 1728;
    private static final double LARGER_TYPE = 1.4;
    private static final double TIGHTER = 0.92;
    /// Steps of scale, so that a window being dragged does not parse style sheets at every pixel.
    private static final double STEPS = 50;

    private static final Pattern LENGTH = Pattern.compile("(-?\\d+(?:\\.\\d+)?)px");

    /// More than a screen ever has; while a window is dragged, some are made twice.
    private static final int MOST_KEPT = 64;

    /// Made once each. For every node the toolkit looks its sheets up by these addresses, which are as long as the
    /// sheets: the same one is known at once, an equal one only after all its letters.
    private static final Map<Scaled, String> ADDRESSES = new HashMap<>();

    private record Scaled(String sheet, double factor) {}

    /// The look of a page of this size, landscape or portrait.
    public static Look of(Theme theme, double width, double height, boolean larger) {
        double fit =
                Math.min(Math.min(width, height) / REFERENCE_SHORT_SIDE, Math.max(width, height) / REFERENCE_LONG_SIDE);
        return new Look(theme, Math.max(1, Math.round(fit * STEPS)) / STEPS, larger, 0);
    }

    /// One step smaller type: better than a text that is cut off.
    public Look tighter() {
        return new Look(theme, scale, larger, tightness + 1);
    }

    /// To be set on the root of a screen that carries the style class `hongting`.
    public List<String> sheets() {
        List<String> sheets = new ArrayList<>();
        sheets.add(address(theme.sheet()));
        sheets.add(scaled("type.css", scale * (larger ? LARGER_TYPE : 1) * Math.pow(TIGHTER, tightness)));
        sheets.add(scaled("screen.css", scale));
        return sheets;
    }

    /// Keeps the toolkit from loading its own theme of 3,000 rules, none of which a screen of ours uses. Once, before
    /// the first control is made.
    public static void replaceToolkitTheme() {
        Application.setUserAgentStylesheet(address("toolkit.css"));
    }

    private static String scaled(String sheet, double factor) {
        synchronized (ADDRESSES) {
            if (ADDRESSES.size() > MOST_KEPT) {
                ADDRESSES.clear();
            }
            return ADDRESSES.computeIfAbsent(new Scaled(sheet, factor), Look::address);
        }
    }

    private static String address(Scaled scaled) {
        String css = LENGTH.matcher(read(scaled.sheet())).replaceAll(length -> {
            double pixels = Double.parseDouble(length.group(1)) * scaled.factor();
            // A hairline stays a hairline on the smallest screen.
            double visible = pixels > 0 ? Math.max(1, pixels) : pixels;
            return String.format(Locale.ROOT, "%.1fpx", visible);
        });
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String sheet) {
        try (InputStream stream = Look.class.getResourceAsStream(sheet)) {
            return new String(Objects.requireNonNull(stream, sheet).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(String sheet) {
        return Objects.requireNonNull(Look.class.getResource(sheet), sheet).toExternalForm();
    }
}
