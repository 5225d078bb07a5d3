package org.hongting.kiosk.screen.checkin;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Language;
import org.hongting.kiosk.ui.Motion;

/// What the centre has the screen show in the middle of the check-in page. Whoever shows a card or code meanwhile is
/// answered as ever.
final class AnnouncementPane extends VBox {
    /// Slow enough that nobody is harmed by it: flashes are dangerous from three a second.
    private static final Duration FADE = Duration.millis(800);

    private static final double FAINT = 0.25;

    /// From here on, signs are those of Chinese and its neighbours.
    private static final int FIRST_WIDE = 0x2E80;

    /// Chinese signs up to which a text is set in the largest size, in the next, and in the one after.
    private static final List<Integer> LENGTHS = List.of(24, 60, 100);

    private static final List<String> SIZES = List.of("text-112", "text-72", "text-48", "text-36");

    AnnouncementPane(Announcement announcement, Frame frame, PageForm form, Runnable dismiss) {
        getStyleClass().addAll("notice", "announcement");
        switch (announcement) {
            case Announcement.Message message -> show(message, form, dismiss);
            case Announcement.Name _ -> showName(frame, form);
        }
    }

    private void show(Announcement.Message message, PageForm form, Runnable dismiss) {
        String text = textOf(message, form);
        var seen = Parts.button(dismiss, "switch", "primary", "text-36", "strong");
        seen.setText(form.texts().text("announcement.seen"));
        getChildren()
                .addAll(
                        Parts.label(form.texts().text("announcement.heading"), "muted", "text-36"),
                        Parts.label(text, sizeOf(text), "strong"),
                        seen);
    }

    private static String textOf(Announcement.Message message, PageForm form) {
        boolean wantsChinese = form.texts().language() == Language.CHINESE;
        boolean inChinese = message.english().isBlank()
                || (wantsChinese && !message.chinese().isBlank());
        return inChinese ? message.chinese() : message.english();
    }

    /// A Chinese sign is as wide as two others.
    private static String sizeOf(String text) {
        int width = text.codePoints().map(sign -> sign < FIRST_WIDE ? 1 : 2).sum();
        long step = LENGTHS.stream().filter(most -> width > 2 * most).count();
        return SIZES.get((int) step);
    }

    private void showName(Frame frame, PageForm form) {
        getStyleClass().add("own-name");
        Label name = Parts.label(frame.place().name(), "text-112", "strong");
        getChildren().addAll(name, Parts.label(form.texts().text("announcement.here"), "text-36"));
        if (form.motion() == Motion.FULL) {
            FadeTransition fade = new FadeTransition(FADE, name);
            fade.setFromValue(1);
            fade.setToValue(FAINT);
            fade.setAutoReverse(true);
            fade.setCycleCount(Animation.INDEFINITE);
            name.sceneProperty().addListener((_, _, scene) -> {
                if (scene == null) {
                    fade.stop();
                }
            });
            fade.play();
        }
    }
}
