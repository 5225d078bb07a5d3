package org.hongting.kiosk.screen.checkin;

import javafx.scene.layout.VBox;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;

/// A page with one thing to say and what to do about it.
final class NoticePane extends VBox {
    private NoticePane(String style) {
        getStyleClass().addAll("notice", style);
    }

    static NoticePane starting(PageForm form) {
        NoticePane pane = new NoticePane("starting");
        pane.say("diamond", form.texts().text("starting.heading"), "text-72");
        pane.getChildren().add(Parts.label(form.texts().text("starting.next"), "muted", "text-36"));
        return pane;
    }

    static NoticePane unclaimed(ClaimTrouble trouble, PageForm form) {
        NoticePane pane = new NoticePane("unclaimed");
        pane.say("key-shape", heading(trouble, form), "text-72");
        pane.getChildren().add(Parts.label(form.texts().textOf("unclaimed", trouble), "text-36"));
        return pane;
    }

    private static String heading(ClaimTrouble trouble, PageForm form) {
        return switch (trouble) {
            case NO_TOKEN, TOKEN_REFUSED, OTHER_MACHINE, OTHER_CENTRE, CENTRE_UNREACHABLE ->
                form.texts().text("unclaimed.heading");
            case LEAVING -> form.texts().text("unclaimed.leaves");
            case REVOKED, REPLACED -> form.texts().text("unclaimed.off");
        };
    }

    static NoticePane outOfOrder(OutOfOrderReason reason, Frame frame, PageForm form) {
        NoticePane pane = new NoticePane("out-of-order");
        pane.say("crossed-circle", form.texts().text("out-of-order.heading"), "text-112");
        pane.getChildren()
                .addAll(
                        Parts.label(
                                form.texts().text("out-of-order.contact", contact(frame, form)), "text-48", "strong"),
                        Parts.label(form.texts().textOf("out-of-order", reason), "text-36"));
        return pane;
    }

    /// Whom to turn to here.
    static String contact(Frame frame, PageForm form) {
        String contact = frame.place().contact();
        return contact.isEmpty() ? form.texts().text("contact.default") : contact;
    }

    private void say(String shape, String heading, String size) {
        getChildren().addAll(Parts.shape(shape, "large"), Parts.label(heading, size, "strong"));
    }
}
