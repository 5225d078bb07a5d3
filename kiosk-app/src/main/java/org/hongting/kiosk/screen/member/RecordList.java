package org.hongting.kiosk.screen.member;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.member.OwnRecord;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// What happened, day by day, the latest first: a screenful at a time, turned by big arrows, and drawn with a finger
/// where words wrap.
final class RecordList extends VBox {
    private static final int WIDE = 4;
    private static final int HIGH = 10;
    private static final int MINUTE = 60;

    private final List<OwnRecord.Moment> moments;
    private final Texts texts;
    private final ZonedDateTime now;
    private final int most;
    private final Runnable turned;
    private final VBox place = new VBox();
    private final Label where = PageParts.hint("");
    private final Button before;
    private final Button after;
    private int first;

    /// @param turned told when somebody turns a page
    RecordList(List<OwnRecord.Moment> moments, PageForm form, ZonedDateTime now, Runnable turned) {
        this.moments = moments;
        this.texts = form.texts();
        this.now = now;
        this.turned = turned;
        int usual = form.portrait() ? HIGH : WIDE;
        this.most = form.larger() ? usual / 2 : usual;
        before = PageParts.action(texts.text("own.record.newer"), () -> turn(-1), "arrow");
        after = PageParts.action(texts.text("own.record.older"), () -> turn(1), "arrow");
        getStyleClass().addAll("course-list", "record-list");
        getChildren().add(Parts.grow(place));
        if (moments.size() > most) {
            getChildren().add(Parts.row("course-arrows", before, Parts.push(), where, Parts.push(), after));
        }
        show();
    }

    private void turn(int by) {
        first = Math.clamp(first + (long) by * most, 0, moments.size() - 1);
        turned.run();
        show();
    }

    private void show() {
        int until = Math.min(moments.size(), first + most);
        VBox rows = Parts.column("record-rows");
        String day = "";
        for (OwnRecord.Moment moment : moments.subList(first, until)) {
            String its = dayOf(moment.at());
            rows.getChildren().add(row(its.equals(day) ? "" : its, moment));
            day = its;
        }
        Node list = Parts.scrolled(rows);
        VBox.setVgrow(list, Priority.ALWAYS);
        place.getChildren().setAll(list);
        before.setDisable(first == 0);
        after.setDisable(until == moments.size());
        where.setText(texts.text("own.record.where", first + 1, until, moments.size()));
    }

    /// Without the year where it is this one.
    private String dayOf(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, now.getZone());
        if (day.getYear() != now.getYear()) {
            return day.toString();
        }
        return DateTimeFormatter.ofPattern(
                        texts.text("date.short"), texts.language().locale())
                .format(day);
    }

    private HBox row(String day, OwnRecord.Moment moment) {
        Label date = Parts.label(day, "muted", "text-28", "record-day");
        Label title = Parts.label(moment.title(), "text-28", "strong");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        Label outcome = Parts.label(outcome(moment), "text-28", "record-outcome");
        return Parts.row("record-row", date, title, outcome);
    }

    private String outcome(OwnRecord.Moment moment) {
        return switch (moment) {
            case OwnRecord.Moment.Met met -> state(met.state());
            case OwnRecord.Moment.Tried tried -> {
                String passed = tried.passed()
                        .map(one -> one ? texts.text("own.record.passed") : texts.text("own.record.failed"))
                        .orElse("");
                String place = tried.place()
                        .map(one -> texts.text("own.record.place", one))
                        .orElse("");
                yield String.join(" ", texts.text("own.record.percent", tried.percent()), passed, place)
                        .strip();
            }
            case OwnRecord.Moment.Studied studied -> texts.text("own.record.studied", hours(texts, studied.credited()));
        };
    }

    /// A word of the console that this terminal does not know says nothing here.
    private String state(String word) {
        return switch (word) {
            case "on-time" -> texts.text("own.record.on-time");
            case "late" -> texts.text("own.record.late");
            case "on-leave" -> texts.text("own.record.on-leave");
            case "excused" -> texts.text("own.record.excused");
            case "absent" -> texts.text("own.record.absent");
            case "missing" -> texts.text("own.record.missing");
            case "guest" -> texts.text("own.record.guest");
            default -> "";
        };
    }

    static String hours(Texts texts, Duration time) {
        long minutes = time.toMinutes();
        return texts.text("study.hours", minutes / MINUTE, minutes % MINUTE);
    }
}
