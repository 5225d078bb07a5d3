package org.hongting.kiosk.screen.touch;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.screen.group.GroupPage;
import org.hongting.kiosk.screen.group.GroupView;
import org.hongting.kiosk.screen.meeting.MeetingView;
import org.hongting.kiosk.screen.member.OwnPage;
import org.hongting.kiosk.screen.member.OwnPane;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.screen.quiz.QuizPage;
import org.hongting.kiosk.screen.quiz.QuizPane;
import org.hongting.kiosk.screen.study.StudyPage;
import org.hongting.kiosk.screen.study.StudyPane;
import org.hongting.kiosk.table.Candidate;
import org.hongting.kiosk.table.Search;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.touch.PinVerifier;

/// One page of the touch screen: what is asked, what was typed, the keys, back at the left and on at the right. What
/// was typed changes in place; everything else is a new pane, and the one before is let go with all it showed.
public final class TouchPane extends StackPane {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final int IN_A_ROW = 3;

    private final TouchViewModel model;
    private final Frame frame;
    private final PageForm form;
    private final Texts texts;
    private final Label typed = Parts.label("", "typed", "text-72", "strong");
    private final Region symbol = new Region();
    private final HBox dots = Parts.row("dots");
    private final VBox results = Parts.column("results");
    private final Label auto = Parts.label("", "muted", "text-36");
    private final ChangeListener<Optional<Integer>> ticking = (_, _, left) -> tick(left);
    private TouchPage page;
    private Optional<OwnPane> ownPane = Optional.empty();
    private Optional<StudyPane> studyPane = Optional.empty();
    private Optional<QuizPane> quizPane = Optional.empty();

    public TouchPane(TouchViewModel model, TouchPage page, Frame frame, PageForm form) {
        this.model = model;
        this.frame = frame;
        this.form = form;
        this.texts = form.texts();
        this.page = page;
        getStyleClass().add("touch");
        switch (page) {
            case TouchPage.StudentNumber number -> number(number);
            case TouchPage.Pin pin -> pin(pin);
            case TouchPage.Searching searching -> searching(searching);
            case TouchPage.Confirm confirm -> confirm(confirm);
            case TouchPage.ChargeCard card -> chargeCard(card);
            case TouchPage.Charge charge -> charge(charge);
            case TouchPage.Meetings meetings -> {
                MeetingView view = new MeetingView(model.meetings(), meetings.page(), frame, form);
                lay(view.middle(), view.actions());
            }
            case TouchPage.Group(GroupPage shown) -> {
                GroupView view = new GroupView(model.groups(), shown, form);
                lay(view.middle(), view.actions());
            }
            case TouchPage.Undo undo -> undo(undo);
            case TouchPage.TakeBack takeBack -> takeBack(takeBack);
            case TouchPage.Reason reason -> reason(reason);
            case TouchPage.Meeting meeting -> meeting(meeting);
            case TouchPage.Code _ -> code();
            case TouchPage.Own(OwnPage shown) -> own(shown);
            case TouchPage.Study(StudyPage shown) -> {
                StudyPane pane = new StudyPane(model.study(), shown, form, () -> KeyPad.letters(model, texts, false));
                studyPane = Optional.of(pane);
                getChildren().add(pane);
            }
            case TouchPage.Quiz(QuizPage shown) -> {
                QuizPane pane = new QuizPane(
                        model.quiz(),
                        shown,
                        form,
                        digits -> digits ? KeyPad.digits(model, texts, false) : KeyPad.letters(model, texts, false));
                quizPane = Optional.of(pane);
                getChildren().add(pane);
            }
        }
        fill(page);
        if (page instanceof TouchPage.Meeting) {
            model.leaving().addListener(new javafx.beans.value.WeakChangeListener<>(ticking));
            tick(model.leaving().get());
        } else {
            getChildren().add(new LeavingSheet(model, texts));
        }
    }

    /// Takes another state of the same page.
    ///
    /// @return false where it is another page
    public boolean update(TouchPage next) {
        boolean same = switch (page) {
            case TouchPage.StudentNumber(var purpose, var _, boolean letters, var _) ->
                next instanceof TouchPage.StudentNumber other
                        && other.purpose() == purpose
                        && other.letters() == letters;
            case TouchPage.Pin pin ->
                next instanceof TouchPage.Pin other && other.attendee().equals(pin.attendee());
            case TouchPage.Code _ -> next instanceof TouchPage.Code;
            case TouchPage.Own _ ->
                next instanceof TouchPage.Own(OwnPage other)
                        && ownPane.filter(pane -> pane.update(other)).isPresent();
            case TouchPage.Study _ ->
                next instanceof TouchPage.Study(StudyPage other)
                        && studyPane.filter(pane -> pane.update(other)).isPresent();
            case TouchPage.Quiz _ ->
                next instanceof TouchPage.Quiz(QuizPage other)
                        && quizPane.filter(pane -> pane.update(other)).isPresent();
            case TouchPage.Searching searching ->
                next instanceof TouchPage.Searching other && other.purpose() == searching.purpose();
            case TouchPage.Confirm _,
                    TouchPage.ChargeCard _,
                    TouchPage.Charge _,
                    TouchPage.Meetings _,
                    TouchPage.Group _,
                    TouchPage.Undo _,
                    TouchPage.TakeBack _,
                    TouchPage.Reason _,
                    TouchPage.Meeting _ -> page.equals(next);
        };
        if (same) {
            page = next;
            fill(next);
        }
        return same;
    }

    private void fill(TouchPage shown) {
        switch (shown) {
            case TouchPage.StudentNumber number ->
                field(number.typed(), texts.text(number.busy() ? "touch.busy" : "number.empty"), number.busy());
            case TouchPage.Pin pin -> {
                for (int i = 0; i < PinVerifier.DIGITS; i++) {
                    dots.getChildren().get(i).getStyleClass().remove("given");
                    if (i < pin.digits()) {
                        dots.getChildren().get(i).getStyleClass().add("given");
                    }
                }
            }
            case TouchPage.Code code -> code.symbol().ifPresentOrElse(this::draw, () -> symbol.setShape(null));
            case TouchPage.Searching searching -> {
                field(searching.typed(), texts.text("search.empty"), false);
                found(searching);
            }
            case TouchPage.Confirm _,
                    TouchPage.ChargeCard _,
                    TouchPage.Charge _,
                    TouchPage.Meetings _,
                    TouchPage.Group _,
                    TouchPage.Undo _,
                    TouchPage.TakeBack _,
                    TouchPage.Reason _,
                    TouchPage.Own _,
                    TouchPage.Study _,
                    TouchPage.Quiz _,
                    TouchPage.Meeting _ -> {
                // Nothing is typed there.
            }
        }
    }

    private void field(String text, String otherwise, boolean busy) {
        boolean empty = text.isEmpty() || busy;
        typed.setText(empty ? otherwise : text);
        typed.getStyleClass().remove("muted");
        if (empty) {
            typed.getStyleClass().add("muted");
        }
    }

    private void own(OwnPage shown) {
        OwnPane pane = new OwnPane(model.own(), shown, frame, form);
        ownPane = Optional.of(pane);
        getChildren().add(pane);
    }

    private void code() {
        symbol.getStyleClass().add("symbol");
        StackPane ground = new StackPane(symbol);
        ground.getStyleClass().add("symbol-ground");
        VBox words = Parts.column(
                "touch-words",
                PageParts.heading(texts.text("code.heading")),
                Parts.label(texts.text("code.next"), "muted", "text-36"),
                Parts.label(texts.text("code.network"), "muted", "text-28"));
        lay(beside(words, ground));
    }

    private void draw(QrSymbol code) {
        SVGPath outline = new SVGPath();
        outline.setContent(code.outline());
        symbol.setShape(outline);
    }

    private void number(TouchPage.StudentNumber number) {
        Node pad = number.letters() ? KeyPad.letters(model, texts, true) : KeyPad.digits(model, texts, true);
        VBox words = Parts.column(
                "touch-words",
                PageParts.heading(wanted(number.purpose())),
                Parts.row("field", Parts.grow(typed)),
                Parts.label(next(number.purpose()), "muted", "text-28"));
        Button on = PageParts.action(texts.text("number.confirm"), model.keys()::confirm, "primary");
        Button search = PageParts.action(texts.text("number.search"), model::openSearch);
        boolean searches = number.purpose() != TouchPage.Purpose.OWN && number.purpose() != TouchPage.Purpose.BIND;
        lay(
                number.letters() ? column(words, pad) : beside(words, pad),
                searches ? new Node[] {search, on} : new Node[] {on});
    }

    private String wanted(TouchPage.Purpose purpose) {
        return switch (purpose) {
            case SELF, OWN -> texts.text("number.heading");
            case MARK -> texts.text("number.mark");
            case GUEST -> texts.text("number.guest");
            case BIND -> texts.text("number.bind");
        };
    }

    private String next(TouchPage.Purpose purpose) {
        return switch (purpose) {
            case SELF -> texts.text("number.next");
            case OWN -> texts.text("number.own.next");
            case MARK -> texts.text("number.mark.next");
            case GUEST -> texts.text("number.guest.next");
            case BIND -> texts.text("number.bind.next");
        };
    }

    private void pin(TouchPage.Pin pin) {
        VBox words = Parts.column(
                "touch-words",
                PageParts.heading(texts.text("pin.heading")),
                Parts.label(pin.attendee().name(), "text-72", "strong"),
                Parts.row("field", dots),
                Parts.label(texts.text(pin.byRule() ? "pin.by-rule" : "pin.next"), "muted", "text-28"));
        for (int i = 0; i < PinVerifier.DIGITS; i++) {
            dots.getChildren().add(Parts.shape("pin-dot"));
        }
        Node middle = beside(words, KeyPad.digits(model, texts, false));
        if (pin.byRule()) {
            lay(middle, PageParts.action(texts.text("confirm.call"), model::openCharge));
        } else {
            lay(middle);
        }
    }

    private void searching(TouchPage.Searching searching) {
        boolean self = searching.purpose() == TouchPage.Purpose.SELF;
        VBox words = Parts.column(
                "touch-words",
                PageParts.heading(texts.text(
                        self
                                ? "search.heading"
                                : searching.purpose() == TouchPage.Purpose.GUEST ? "search.guest" : "search.mark")),
                Parts.row("field", Parts.grow(typed)),
                results);
        typed.getStyleClass().set(typed.getStyleClass().indexOf("text-72"), "text-48");
        lay(column(words, KeyPad.letters(model, texts, false)));
    }

    private void found(TouchPage.Searching searching) {
        results.getChildren().clear();
        switch (searching.found()) {
            case Search.TooShort _ -> results.getChildren().add(PageParts.hint(texts.text("search.hint")));
            case Search.Nobody _ -> results.getChildren().add(PageParts.hint(texts.text("search.nobody")));
            case Search.TooMany _ -> results.getChildren().add(PageParts.hint(texts.text("search.too-many")));
            case Search.Found found -> {
                HBox row = Parts.row("people");
                for (Candidate candidate : found.people()) {
                    if (row.getChildren().size() == (form.portrait() ? 2 : IN_A_ROW)) {
                        results.getChildren().add(row);
                        row = Parts.row("people");
                    }
                    row.getChildren().add(person(candidate));
                }
                results.getChildren().add(row);
            }
        }
    }

    private Node person(Candidate candidate) {
        Button button = PageParts.action("", () -> model.choose(candidate), "person-key");
        String ending = candidate.ending().isEmpty() ? "" : "  " + texts.text("search.ending", candidate.ending());
        button.setText(candidate.attendee().name() + ending);
        button.setWrapText(true);
        button.setMinWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        return Parts.grow(button);
    }

    private void confirm(TouchPage.Confirm confirm) {
        lay(
                notice(
                        texts.text("confirm.heading"),
                        confirm.attendee().name(),
                        texts.text(confirm.byRule() ? "confirm.by-rule" : "confirm.next")),
                PageParts.action(texts.text("confirm.call"), model::openCharge, "primary"));
    }

    private void chargeCard(TouchPage.ChargeCard card) {
        lay(notice(
                texts.text("charge-card.heading"),
                card.forWhom()
                        .map(member -> texts.text("charge-card.for", member.name()))
                        .orElse(""),
                texts.text("charge-card.next")));
    }

    private void charge(TouchPage.Charge charge) {
        Button search = PageParts.choice(texts.text("charge.search"), model::openSearch);
        Button number = PageParts.choice(texts.text("charge.number"), model::openMarkNumber);
        Button meetings = PageParts.choice(texts.text("charge.meetings"), model.meetings()::open);
        Button bind = PageParts.choice(texts.text("charge.bind"), model::openBindNumber);
        Button group = PageParts.choice(texts.text("charge.group"), model.groups()::open);
        Node ways = form.portrait()
                ? Parts.column("choices", search, number, meetings, group, bind)
                : Parts.column(
                        "choice-pairs",
                        Parts.row("choice-pair", search, number),
                        Parts.row("choice-pair", meetings, group),
                        Parts.row("choice-pair", bind));
        lay(column(notice(texts.text("charge.heading"), charge.charge().name(), texts.text("charge.next")), ways));
    }

    private void reason(TouchPage.Reason reason) {
        VBox reasons = Parts.column("choices");
        for (MarkReason one : MarkReason.values()) {
            // Who confirms by card and PIN is asked for no reason, and guests come in by their own page.
            if (one != MarkReason.CONFIRMED && one != MarkReason.GUEST) {
                reasons.getChildren().add(PageParts.choice(texts.textOf("mark", one), () -> model.mark(one)));
            }
        }
        lay(column(notice(texts.text("reason.heading"), reason.member().name(), ""), reasons));
    }

    private void undo(TouchPage.Undo undo) {
        lay(notice(texts.text("undo.heading"), undo.attendee().name(), texts.text("undo.next")));
    }

    private void takeBack(TouchPage.TakeBack takeBack) {
        VBox reasons = Parts.column("choices");
        for (VoidReason one : VoidReason.values()) {
            if (one != VoidReason.OWN_WISH) {
                reasons.getChildren().add(PageParts.choice(texts.textOf("void", one), () -> model.takeBack(one)));
            }
        }
        lay(column(
                notice(texts.text("take-back.heading"), takeBack.member().name(), texts.text("take-back.next")),
                reasons));
    }

    private void meeting(TouchPage.Meeting meeting) {
        VBox meetings = Parts.column("choices");
        for (MeetingBoard board : meeting.choice().candidates()) {
            MeetingEntry entry = board.meeting();
            Button button = PageParts.choice(
                    texts.text("meeting.line", at(entry.starts()), at(entry.ends()), entry.place(), entry.title()),
                    () -> model.chooseMeeting(entry.id()));
            meetings.getChildren().add(button);
        }
        lay(column(
                notice(
                        texts.text("meeting.heading"),
                        meeting.choice().attendee().name(),
                        ""),
                Parts.scrolled(meetings),
                auto));
    }

    private void tick(Optional<Integer> left) {
        if (page instanceof TouchPage.Meeting(Decision.NeedsMeeting choice)) {
            String title = choice.candidates().stream()
                    .map(MeetingBoard::meeting)
                    .min(Comparator.comparing(one -> java.time.Duration.between(
                                    one.starts().toInstant(), frame.now().toInstant())
                            .abs()))
                    .map(MeetingEntry::title)
                    .orElse("");
            auto.setText(left.map(seconds -> texts.text("meeting.auto", seconds, title))
                    .orElse(""));
        }
    }

    private VBox notice(String heading, String person, String next) {
        VBox words = Parts.column("touch-notice", PageParts.heading(heading));
        if (page instanceof TouchPage.ChargeCard
                || page instanceof TouchPage.Confirm
                || page instanceof TouchPage.Undo) {
            words.getChildren().addFirst(Parts.shape("key-shape", "large"));
        }
        if (!person.isEmpty()) {
            words.getChildren().add(Parts.label(person, "text-72", "strong"));
        }
        if (!next.isEmpty()) {
            words.getChildren().add(Parts.label(next, "muted", "text-36"));
        }
        return words;
    }

    private Node beside(Node words, Node pad) {
        return form.portrait()
                ? Parts.column("touch-stack", words, pad)
                : Parts.row("touch-beside", Parts.grow(words), pad);
    }

    private static Node column(Node... parts) {
        return Parts.column("touch-stack", parts);
    }

    /// Back is always at the bottom left, what leads on at the right.
    private void lay(Node middle, Node... actions) {
        HBox foot = Parts.row("touch-foot");
        switch (page) {
            case TouchPage.Charge _ ->
                foot.getChildren()
                        .addAll(Parts.push(), PageParts.action(texts.text("charge.finish"), model::back, "primary"));
            case TouchPage.Meeting _ -> {
                // It is chosen in a moment anyway: there is nowhere to go back to.
            }
            case TouchPage.Own _, TouchPage.Study _, TouchPage.Quiz _ -> {
                // Its pane has a foot of its own.
            }
            case TouchPage.StudentNumber _,
                    TouchPage.Undo _,
                    TouchPage.TakeBack _,
                    TouchPage.Pin _,
                    TouchPage.Searching _,
                    TouchPage.Confirm _,
                    TouchPage.ChargeCard _,
                    TouchPage.Meetings _,
                    TouchPage.Group _,
                    TouchPage.Reason _,
                    TouchPage.Code _ ->
                foot.getChildren().addAll(PageParts.action(texts.text("touch.back"), model::back), Parts.push());
        }
        foot.getChildren().addAll(actions);
        Pane body = Parts.column("touch-page", Parts.grow(new StackPane(middle)), foot);
        if (page instanceof TouchPage.Searching) {
            body.getStyleClass().add("dense");
        }
        getChildren().add(body);
    }

    private String at(OffsetDateTime moment) {
        return TIME.format(moment.atZoneSameInstant(frame.now().getZone()));
    }
}
