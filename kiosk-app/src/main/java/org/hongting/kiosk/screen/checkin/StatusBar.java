package org.hongting.kiosk.screen.checkin;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.layout.HBox;
import org.hongting.kiosk.checkin.LineTrouble;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.checkin.StickNotice;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// How this terminal stands with the centre: a quiet line, a slate bar while offline. Never a condition for anything.
final class StatusBar extends HBox {
    private static final PseudoClass OFFLINE = PseudoClass.getPseudoClass("offline");

    StatusBar(Optional<Station> station, Texts texts) {
        getStyleClass().add("status-bar");
        setVisible(station.isPresent());
        station.ifPresent(figures -> show(figures, texts));
    }

    private void show(Station station, Texts texts) {
        pseudoClassStateChanged(
                OFFLINE,
                !station.online()
                        || station.stick().isPresent()
                        || station.trouble().isPresent());
        getChildren().add(Parts.shape("dot"));
        if (station.stick().isPresent()) {
            getChildren().add(Parts.word(of(station.stick().get(), texts), "status-word", "text-22"));
        } else if (station.trouble().isPresent()) {
            getChildren()
                    .add(Parts.word(of(station.trouble().get(), station.pending(), texts), "status-word", "text-22"));
        } else if (station.online()) {
            getChildren()
                    .addAll(
                            Parts.word(texts.text("status.online"), "status-word", "text-22"),
                            Parts.word(texts.text("status.pending", station.pending()), "status-word", "text-22"));
        } else {
            getChildren().add(Parts.word(texts.text("status.offline", station.pending()), "status-word", "text-22"));
        }
    }

    private static String of(LineTrouble trouble, long pending, Texts texts) {
        return switch (trouble) {
            case TAKEN_OVER -> texts.text("status.taken-over", pending);
            case UNKNOWN -> texts.text("status.unknown-here", pending);
        };
    }

    private static String of(StickNotice stick, Texts texts) {
        return switch (stick.phase()) {
            case WORKING -> texts.text("status.stick-working");
            case READY -> texts.text("status.stick-ready", stick.records());
            case FOREIGN -> texts.text("status.stick-foreign");
            case FAILED -> texts.text("status.stick-failed");
        };
    }
}
