package org.hongting.kiosk.screen.member;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.LeaveChoice;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.RequestEntry;
import org.hongting.protocol.record.LeaveReason;

/// One page of what members do for themselves. Back at the left, done at the right, like every page of the touch
/// screen. Only the life of a code changes in place.
public final class OwnPane extends StackPane {
    private static final int MEETINGS = 4;
    private static final int IN_A_COLUMN = 2;
    private static final int MINUTE = 60;

    private final OwnViewModel model;
    private final Frame frame;
    private final PageForm form;
    private final Texts texts;
    private final Region symbol = new Region();
    private final Label life = Parts.label("", "text-36", "strong");
    private OwnPage page;

    public OwnPane(OwnViewModel model, OwnPage page, Frame frame, PageForm form) {
        this.model = model;
        this.page = page;
        this.frame = frame;
        this.form = form;
        this.texts = form.texts();
        switch (page) {
            case OwnPage.Identify(boolean study) -> identify(study);
            case OwnPage.Menu menu -> menu(menu);
            case OwnPage.Ticket ticket -> ticket(ticket);
            case OwnPage.BindCard bind -> bind(bind);
            case OwnPage.CardFound found -> found(found);
            case OwnPage.CardAgain again -> again(again);
            case OwnPage.Leave leave -> leave(leave);
            case OwnPage.Reason reason -> reason(reason);
            case OwnPage.Recorded record ->
                lay(
                        new RecordPane(record, form, frame.now(), model::leaf),
                        back(),
                        Parts.push(),
                        PageParts.action(texts.text("own.record.take-along"), model::takeAlong));
            case OwnPage.TakeAlong along -> takeAlong(along);
        }
    }

    private void takeAlong(OwnPage.TakeAlong along) {
        if (along.phonePage().isEmpty()) {
            lay(
                    notice(
                            texts.text("own.record.take-along"),
                            along.attendee().name(),
                            texts.text("own.record.secretary")),
                    back(),
                    Parts.push());
            return;
        }
        VBox words = Parts.column(
                "touch-words",
                PageParts.heading(texts.text("own.record.take-along")),
                Parts.label(texts.text("own.record.scan"), "text-36"),
                Parts.label(texts.text("own.record.scan-next"), "text-36"),
                Parts.label(texts.text("own.record.secretary-too"), "muted", "text-28"));
        Node ground = drawn(along.phonePage().get());
        lay(
                form.portrait()
                        ? Parts.column("touch-stack", words, ground)
                        : Parts.row("touch-beside", Parts.grow(words), ground),
                back(),
                Parts.push());
    }

    private Node drawn(QrSymbol code) {
        symbol.getStyleClass().add("symbol");
        SVGPath outline = new SVGPath();
        outline.setContent(code.outline());
        symbol.setShape(outline);
        StackPane ground = new StackPane(symbol);
        ground.getStyleClass().add("symbol-ground");
        return ground;
    }

    /// @return false where it is another page
    public boolean update(OwnPage next) {
        if (page.equals(next)) {
            return true;
        }
        boolean ticks = page instanceof OwnPage.Ticket before
                && next instanceof OwnPage.Ticket now
                && before.attendee().equals(now.attendee())
                && before.symbol().isPresent() == now.symbol().isPresent();
        if (ticks && next instanceof OwnPage.Ticket now) {
            page = next;
            life.setText(lifeOf(now));
        }
        return ticks;
    }

    private void identify(boolean study) {
        VBox words =
                notice(texts.text("own.heading"), "", study ? texts.text("own.next-study") : texts.text("own.next"));
        words.getChildren().addFirst(Parts.shape("key-shape", "large"));
        if (!study) {
            // The check-in page has no room for it where it shows much, or in large type.
            words.getChildren().add(PageParts.action(texts.text("idle.charge"), model::openCharge));
        }
        lay(words, back(), Parts.push(), PageParts.action(texts.text("own.number"), model::openNumber));
    }

    private void menu(OwnPage.Menu menu) {
        List<Button> ways = new ArrayList<>();
        ways.add(PageParts.choice(texts.text("own.study"), model::study));
        if (menu.errands().contains(Errand.RECORD)) {
            ways.add(PageParts.choice(texts.text("own.record"), () -> model.choose(Errand.RECORD)));
        }
        if (menu.errands().contains(Errand.PHONE)) {
            ways.add(PageParts.choice(texts.text("own.phone"), () -> model.choose(Errand.PHONE)));
        }
        if (menu.errands().contains(Errand.CARD)) {
            ways.add(PageParts.choice(texts.text("own.card"), () -> model.choose(Errand.CARD)));
        }
        if (menu.errands().contains(Errand.LEAVE)) {
            ways.add(PageParts.choice(texts.text("own.leave"), () -> model.choose(Errand.LEAVE)));
        }
        String now = form.larger() ? texts.text("own.as-larger") : texts.text("own.as-standard");
        ways.add(PageParts.choice(texts.text("own.remember", now), () -> model.choose(Errand.APPEARANCE)));
        String said = menu.remembered() ? texts.text("own.remembered") : "";
        lay(
                column(notice(texts.text("own.menu"), menu.attendee().name(), said), choices(ways)),
                Parts.push(),
                PageParts.action(texts.text("charge.finish"), model::back, "primary"));
    }

    private void ticket(OwnPage.Ticket ticket) {
        VBox words = Parts.column("touch-words", PageParts.heading(texts.text("ticket.heading")));
        if (ticket.symbol().isPresent()) {
            words.getChildren()
                    .addAll(
                            Parts.label(ticket.attendee().name(), "text-48", "strong"),
                            Parts.label(texts.text("ticket.first"), "text-36"),
                            Parts.label(texts.text("ticket.second"), "text-36"),
                            life);
        } else {
            words.getChildren().add(Parts.label(texts.text("ticket.none"), "muted", "text-36"));
        }
        life.setText(lifeOf(ticket));
        symbol.getStyleClass().add("symbol");
        StackPane ground = new StackPane(symbol);
        ground.getStyleClass().add("symbol-ground");
        ticket.symbol().ifPresent(code -> {
            SVGPath outline = new SVGPath();
            outline.setContent(code.outline());
            symbol.setShape(outline);
        });
        Node middle = ticket.symbol().isEmpty()
                ? words
                : form.portrait()
                        ? Parts.column("touch-stack", words, ground)
                        : Parts.row("touch-beside", Parts.grow(words), ground);
        lay(middle, Parts.push(), PageParts.action(texts.text("ticket.done"), model::back, "primary"));
    }

    private String lifeOf(OwnPage.Ticket ticket) {
        return texts.text(
                "ticket.life",
                ticket.seconds() / MINUTE,
                String.format(java.util.Locale.ROOT, "%02d", ticket.seconds() % MINUTE));
    }

    private void bind(OwnPage.BindCard bind) {
        VBox words = notice(texts.text("bind.heading"), bind.attendee().name(), texts.text("bind.next"));
        words.getChildren().addFirst(Parts.shape("key-shape", "large"));
        lay(words, back(), Parts.push());
    }

    private void found(OwnPage.CardFound found) {
        String question = found.confirmed() ? texts.text("bind.found-confirmed") : texts.text("bind.found");
        lay(
                notice(question, found.attendee().name(), texts.text("bind.sure")),
                PageParts.action(texts.text("bind.no"), model::back),
                Parts.push(),
                PageParts.action(texts.text(found.busy() ? "touch.busy" : "bind.yes"), model::bind, "primary"));
    }

    private void again(OwnPage.CardAgain again) {
        VBox words = notice(texts.text("ticket.again"), again.attendee().name(), texts.text("ticket.again-next"));
        words.getChildren().addFirst(Parts.shape("key-shape", "large"));
        lay(words, back(), Parts.push());
    }

    private void leave(OwnPage.Leave leave) {
        List<Button> meetings = new ArrayList<>();
        List<LeaveChoice> shown = leave.meetings().stream().limit(MEETINGS).toList();
        for (LeaveChoice choice : shown) {
            Button button = PageParts.choice(line(choice), () -> model.choose(choice));
            button.setDisable(!choice.isOpen());
            meetings.add(button);
        }
        String next = shown.isEmpty()
                ? texts.text("leave.none")
                : leave.meetings().size() > MEETINGS ? texts.text("leave.more") : texts.text("leave.next");
        lay(
                column(
                        notice(texts.text("leave.heading"), leave.attendee().name(), next),
                        Parts.scrolled(choices(meetings))),
                back(),
                Parts.push());
    }

    private String line(LeaveChoice choice) {
        MeetingEntry meeting = choice.meeting();
        var starts = meeting.starts().atZoneSameInstant(frame.now().getZone());
        String when = DateTimeFormatter.ofPattern(
                                texts.text("date.short"), texts.language().locale())
                        .format(starts)
                + " "
                + DateTimeFormatter.ofPattern("HH:mm").format(starts);
        return texts.text("leave.line", when, meeting.title(), state(choice.wish()));
    }

    private String state(Optional<RequestEntry.State> wish) {
        return wish.map(state -> switch (state) {
                    case ASKED -> texts.text("leave.asked");
                    case GRANTED -> texts.text("leave.granted");
                    case REFUSED -> texts.text("leave.refused");
                })
                .orElse("");
    }

    private void reason(OwnPage.Reason reason) {
        List<Button> reasons = new ArrayList<>();
        for (LeaveReason one : LeaveReason.values()) {
            reasons.add(PageParts.choice(texts.textOf("leave.reason", one), () -> model.askLeave(one)));
        }
        lay(
                column(
                        notice(
                                texts.text("leave.why"),
                                reason.attendee().name(),
                                reason.meeting().title()),
                        choices(reasons)),
                back(),
                Parts.push());
    }

    /// One below the other, or in pairs where the screen is wide and there are many.
    private Node choices(List<Button> all) {
        if (form.portrait() || all.size() <= IN_A_COLUMN) {
            return Parts.column("choices", all.toArray(Node[]::new));
        }
        VBox pairs = Parts.column("choice-pairs");
        for (int i = 0; i < all.size(); i += 2) {
            pairs.getChildren()
                    .add(Parts.row(
                            "choice-pair",
                            all.subList(i, Math.min(i + 2, all.size())).toArray(Node[]::new)));
        }
        return pairs;
    }

    private static VBox notice(String heading, String person, String next) {
        VBox words = Parts.column("touch-notice", PageParts.heading(heading));
        if (!person.isEmpty()) {
            words.getChildren().add(Parts.label(person, "text-72", "strong"));
        }
        if (!next.isEmpty()) {
            words.getChildren().add(Parts.label(next, "muted", "text-36"));
        }
        return words;
    }

    private static Node column(Node... parts) {
        return Parts.column("touch-stack", parts);
    }

    private void lay(Node middle, Node... foot) {
        HBox row = Parts.row("touch-foot", foot);
        getChildren().add(Parts.column("touch-page", Parts.grow(new StackPane(middle)), row));
    }

    private Button back() {
        return PageParts.action(texts.text("touch.back"), model::back);
    }
}
