package org.hongting.kiosk.screen.checkin;

import java.time.format.DateTimeFormatter;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// Where one is and what time it is; never a menu.
final class TopBar extends HBox {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    TopBar(Frame frame, Texts texts) {
        getStyleClass().add("top-bar");
        String name = frame.place().name().isEmpty()
                ? texts.text("product.name")
                : frame.place().name();
        Label place = Parts.label(name, "place", "text-36", "strong");
        HBox.setHgrow(place, javafx.scene.layout.Priority.ALWAYS);
        DateTimeFormatter date = DateTimeFormatter.ofPattern(
                texts.text("date.pattern"), texts.language().locale());
        getChildren().addAll(Parts.shape("diamond"), place, Parts.push());
        if (!frame.station().map(Station::timeProven).orElse(true)) {
            getChildren()
                    .add(Parts.row(
                            "unproven",
                            Parts.shape("clock-shape", "small"),
                            Parts.word(texts.text("time.unproven"), "text-22", "strong")));
        }
        getChildren()
                .addAll(
                        Parts.word(date.format(frame.now()), "muted", "text-28"),
                        Parts.word(CLOCK.format(frame.now()), "clock", "text-72", "strong"));
    }
}
