package org.hongting.kiosk.screen.study;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.study.CourseState;

/// Courses, a screenful at a time, turned by big arrows: a thousand of them cost no more than six.
final class CourseList extends VBox {
    private static final int WIDE = 4;
    private static final int HIGH = 8;

    private final List<CourseState> courses;
    private final Function<CourseState, Node> card;
    private final int most;
    private final VBox rows = Parts.column("study-list");
    private final Label where = PageParts.hint("");
    private final Button before;
    private final Button after;
    private final PageForm form;
    private int first;

    /// @param crowded the keys take most of the page
    CourseList(List<CourseState> courses, Function<CourseState, Node> card, boolean crowded, PageForm form) {
        this.courses = courses;
        this.card = card;
        this.form = form;
        int usual = form.portrait() ? HIGH : WIDE;
        this.most = crowded ? usual / 4 : form.larger() ? usual / 2 : usual;
        before = PageParts.action(form.texts().text("reader.before"), () -> show(first - most), "arrow");
        after = PageParts.action(form.texts().text("reader.after"), () -> show(first + most), "arrow");
        getStyleClass().add("course-list");
        getChildren().add(Parts.grow(rows));
        if (courses.size() > most) {
            HBox arrows = Parts.row("course-arrows", before, Parts.push(), where, Parts.push(), after);
            getChildren().add(arrows);
        }
        show(0);
    }

    private void show(int from) {
        first = Math.clamp(from, 0, Math.max(0, courses.size() - 1));
        int until = Math.min(courses.size(), first + most);
        rows.getChildren()
                .setAll(courses.subList(first, until).stream().map(card).toList());
        before.setDisable(first == 0);
        after.setDisable(until == courses.size());
        where.setText(form.texts().text("study.where", first + 1, until, courses.size()));
    }
}
