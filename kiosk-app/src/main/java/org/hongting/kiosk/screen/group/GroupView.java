package org.hongting.kiosk.screen.group;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.study.GroupReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.ui.Texts;

/// Draws a [GroupPage]: what stands in the middle of the touch page, and what leads on from it. FX thread only.
public final class GroupView {
    private static final int IN_A_ROW = 4;

    private final GroupViewModel model;
    private final PageForm form;
    private final Texts texts;
    private final Node middle;
    private final List<Button> actions = new ArrayList<>();

    public GroupView(GroupViewModel model, GroupPage page, PageForm form) {
        this.model = model;
        this.form = form;
        this.texts = form.texts();
        this.middle = switch (page) {
            case GroupPage.Loading _ -> words(PageParts.heading(texts.text("group.loading")));
            case GroupPage.None _ -> none();
            case GroupPage.Group(var shown) -> group(shown);
            case GroupPage.RollCall call -> rollCall(call);
            case GroupPage.Ended(int people) ->
                words(
                        Parts.shape("tick", "large"),
                        PageParts.heading(texts.text("group.ended")),
                        PageParts.hint(texts.text("group.ended-next", people)));
        };
    }

    public Node middle() {
        return middle;
    }

    /// At the foot, at the right.
    public Button[] actions() {
        return actions.toArray(Button[]::new);
    }

    private Node none() {
        actions.add(PageParts.action(texts.text("group.begin"), model::begin, "primary"));
        return words(
                PageParts.heading(texts.text("group.heading")),
                Parts.label(texts.text("group.none"), "text-36"),
                PageParts.hint(texts.text("group.rule")));
    }

    private Node group(GroupReply.Shown shown) {
        Button roll = PageParts.action(texts.text("group.roll"), model::callRoll);
        Button end = PageParts.action(texts.text("group.end"), model::askToEnd);
        (shown.asked() ? roll : end).getStyleClass().add("primary");
        actions.add(roll);
        if (!shown.brokenOff()) {
            actions.add(end);
        }
        VBox heading = words(
                PageParts.heading(texts.text("group.of", shown.people().size())),
                PageParts.hint(texts.text(
                        "group.led", shown.leader().name(), shown.since().toMinutes())));
        if (shown.asked()) {
            heading.getChildren()
                    .add(Parts.label(
                            texts.text(shown.brokenOff() ? "group.broken-off" : "group.asked"),
                            "warned",
                            "text-28",
                            "strong"));
        }
        if (!shown.brokenOff()) {
            heading.getChildren().add(PageParts.action(texts.text("group.lessons"), model::openLessons));
        }
        Node people = shown.people().isEmpty()
                ? words(Parts.label(texts.text("group.nobody"), "text-36"))
                : names(shown.people().stream()
                        .map(person -> Parts.label(person.name(), "group-name", "text-36"))
                        .toList());
        return Parts.column("touch-stack", heading, people);
    }

    private Node rollCall(GroupPage.RollCall call) {
        int here = call.here().size();
        String confirm = call.busy()
                ? texts.text("touch.busy")
                : texts.text(call.ends() ? "group.roll.end" : "group.roll.confirm", here);
        actions.add(PageParts.action(confirm, model::confirm, "primary"));
        return Parts.column(
                "touch-stack",
                words(
                        PageParts.heading(texts.text("group.roll.heading")),
                        PageParts.hint(texts.text("group.roll.next"))),
                names(call.shown().people().stream()
                        .map(person -> (Node) toggle(person, call))
                        .toList()));
    }

    private Button toggle(Attendee person, GroupPage.RollCall call) {
        boolean here = call.here().contains(person.member());
        Button button = PageParts.action(
                texts.text(here ? "group.here" : "group.gone", person.name()),
                () -> model.toggle(person.member()),
                "toggle",
                "person-key");
        button.setWrapText(true);
        button.setMinWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        if (here) {
            button.getStyleClass().add("way-in");
        }
        return Parts.grow(button);
    }

    /// All of them: a long list is drawn up with a finger.
    private Node names(List<? extends Node> names) {
        int most = form.portrait() || form.larger() ? 2 : IN_A_ROW;
        VBox rows = Parts.column("tiles");
        for (int from = 0; from < names.size(); from += most) {
            HBox row = Parts.row("people");
            row.getChildren().addAll(names.subList(from, Math.min(from + most, names.size())));
            rows.getChildren().add(row);
        }
        return Parts.scrolled(rows);
    }

    private static VBox words(Node... parts) {
        return Parts.column("touch-notice", parts);
    }
}
