package org.hongting.kiosk.screen.member;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.member.OwnLearning;
import org.hongting.kiosk.member.OwnRecord;
import org.hongting.kiosk.screen.part.Fraction;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;

/// The middle of the page that shows a member what is recorded of them: the year's hours against what it asks,
/// meetings,
/// quizzes, and what happened day by day.
final class RecordPane extends VBox {
    private final PageForm form;
    private final Texts texts;
    private final ZonedDateTime now;

    RecordPane(OwnPage.Recorded page, PageForm form, ZonedDateTime now, Runnable turned) {
        this.form = form;
        this.texts = form.texts();
        this.now = now;
        OwnRecord record = page.record();
        getStyleClass().add("study-page");
        getChildren()
                .addAll(
                        Parts.row(
                                "study-top",
                                PageParts.heading(texts.text("own.record.heading")),
                                Parts.word(page.attendee().name(), "text-36", "muted")),
                        hours(record.year()),
                        Parts.label(sums(record), "text-28"),
                        Parts.grow(timeline(record, turned)),
                        PageParts.hint(age(record)));
    }

    private Node hours(Optional<OwnLearning.Year> told) {
        if (told.isEmpty()) {
            return Parts.label(texts.text("own.record.no-hours"), "muted", "text-28");
        }
        OwnLearning.Year year = told.get();
        String credited = RecordList.hours(texts, year.credited());
        VBox block = Parts.column("record-hours");
        if (year.target().isEmpty()) {
            block.getChildren()
                    .add(Parts.label(texts.text("own.record.hours-free", year.number() + "", credited), "text-36"));
            return block;
        }
        Duration target = year.target().get();
        String left = year.missing()
                .map(this::rounded)
                .map(missing -> texts.text("own.record.left", RecordList.hours(texts, missing)))
                .orElseGet(() -> texts.text("own.record.reached"));
        Label sum = Parts.label(
                texts.text("own.record.hours-of", year.number() + "", credited, RecordList.hours(texts, target)),
                "text-36");
        Fraction bar = new Fraction(
                Math.toIntExact(Math.min(Integer.MAX_VALUE, year.credited().toSeconds())),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, target.toSeconds())));
        Label missing = Parts.label(left, "text-36", "strong");
        block.getChildren()
                .addAll(
                        form.portrait()
                                ? Parts.column("record-hours", sum, missing)
                                : Parts.row("study-top", Parts.grow(sum), missing),
                        bar);
        return block;
    }

    /// What is missing is rounded up where what is there is cut down: nobody is told that nothing is missing before it
    /// is so.
    private Duration rounded(Duration missing) {
        return Duration.ofMinutes((missing.toSeconds() + 59) / 60);
    }

    private String sums(OwnRecord record) {
        return record.told()
                .map(told -> told.quizzes() == 0
                        ? texts.text("own.record.sums-meetings", told.attended(), told.expected())
                        : texts.text(
                                "own.record.sums", told.attended(), told.expected(), told.quizzes(), told.passed()))
                .orElseGet(() -> texts.text("own.record.no-sums"));
    }

    private Node timeline(OwnRecord record, Runnable turned) {
        return record.timeline().isEmpty()
                ? Parts.column(
                        "touch-notice",
                        Parts.label(texts.text("own.record.empty"), "text-36"),
                        Parts.label(texts.text("own.record.empty-next"), "muted", "text-28"))
                : new RecordList(record.timeline(), form, now, turned);
    }

    private String age(OwnRecord record) {
        return record.heard()
                .map(at -> texts.text(
                        "own.record.age",
                        DateTimeFormatter.ofPattern(
                                        texts.text("date.short"),
                                        texts.language().locale())
                                .format(at.atZoneSameInstant(now.getZone())),
                        DateTimeFormatter.ofPattern("HH:mm").format(at.atZoneSameInstant(now.getZone()))))
                .orElseGet(() -> texts.text("own.record.age-unknown"));
    }
}
