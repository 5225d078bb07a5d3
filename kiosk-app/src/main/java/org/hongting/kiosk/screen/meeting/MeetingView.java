package org.hongting.kiosk.screen.meeting;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.PageParts;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.record.GuestKind;

/// Draws a [MeetingPage]: what stands in the middle of the touch page, and what leads on from it. FX thread only.
public final class MeetingView {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final int MINUTES = 60;

    private final MeetingViewModel model;
    private final Frame frame;
    private final PageForm form;
    private final Texts texts;
    private final Node middle;
    private final List<Button> actions = new ArrayList<>();

    public MeetingView(MeetingViewModel model, MeetingPage page, Frame frame, PageForm form) {
        this.model = model;
        this.frame = frame;
        this.form = form;
        this.texts = form.texts();
        this.middle = switch (page) {
            case MeetingPage.Loading _ -> words(PageParts.heading(texts.text("meetings.loading")));
            case MeetingPage.Overview overview -> overview(overview);
            case MeetingPage.Units units -> units(units);
            case MeetingPage.Kinds kinds -> kinds(kinds);
            case MeetingPage.Begin begin -> begin(begin);
            case MeetingPage.Beside beside -> beside(beside.found());
            case MeetingPage.Meeting meeting -> meeting(meeting.shown());
            case MeetingPage.Closing closing -> closing(closing);
            case MeetingPage.Guests guests -> guests(guests.shown());
            case MeetingPage.GuestCards cards -> guestCards(cards.shown());
            case MeetingPage.Minutes minutes -> {
                RecordView view = new RecordView(model.records(), minutes.page(), form);
                actions.addAll(view.actions());
                yield view.middle();
            }
        };
    }

    public Node middle() {
        return middle;
    }

    /// At the foot, at the right.
    public Button[] actions() {
        return actions.toArray(Button[]::new);
    }

    private Node overview(MeetingPage.Overview overview) {
        VBox meetings = Parts.column("choices");
        for (MeetingReply.Held held : overview.meetings()) {
            meetings.getChildren().add(PageParts.choice(line(held), () -> model.choose(held)));
        }
        actions.add(PageParts.action(texts.text("meetings.new"), model::openAnother, "primary"));
        return stack(
                words(
                        PageParts.heading(texts.text("meetings.heading")),
                        PageParts.hint(texts.text(overview.meetings().isEmpty() ? "meetings.none" : "meetings.next"))),
                Parts.scrolled(meetings));
    }

    private String line(MeetingReply.Held held) {
        MeetingEntry entry = held.board().meeting();
        return texts.text(
                "meetings.line",
                day(entry.starts()),
                TIME.format(here(entry.starts())),
                entry.title(),
                texts.textOf("meeting-phase", held.phase()));
    }

    private Node units(MeetingPage.Units units) {
        VBox choices = Parts.column("choices");
        units.opening()
                .units()
                .forEach(unit -> choices.getChildren().add(PageParts.choice(unit.name(), () -> model.choose(unit))));
        return stack(words(PageParts.heading(texts.text("meetings.unit"))), Parts.scrolled(choices));
    }

    private Node kinds(MeetingPage.Kinds kinds) {
        List<Button> buttons = Arrays.stream(MeetingKind.values())
                .map(kind -> tile(texts.textOf("meeting-kind", kind), () -> model.choose(kind)))
                .toList();
        return stack(
                words(
                        PageParts.heading(texts.text("meetings.kind")),
                        PageParts.hint(kinds.unit().name())),
                tiles(buttons));
    }

    private Node begin(MeetingPage.Begin begin) {
        OffsetDateTime now = begin.opening().now();
        HBox titles = Parts.row("choice-row");
        for (MeetingAsk.TitleForm one : MeetingAsk.TitleForm.values()) {
            titles.getChildren()
                    .add(toggle(texts.textOf("title-form", one), one == begin.form(), () -> model.choose(one)));
        }
        HBox lengths = Parts.row("choice-row");
        for (Duration one : MeetingAsk.Open.LENGTHS) {
            lengths.getChildren().add(toggle(length(one), one.equals(begin.length()), () -> model.choose(one)));
        }
        actions.add(
                PageParts.action(texts.text(begin.busy() ? "touch.busy" : "meetings.begin"), model::begin, "primary"));
        VBox words = words(
                PageParts.heading(begin.ask().title()),
                PageParts.hint(texts.text(
                        "meetings.when",
                        begin.unit().name(),
                        TIME.format(here(now)),
                        TIME.format(here(now.plus(begin.length()))))));
        if (!begin.opening().timeProven()) {
            words.getChildren()
                    .add(Parts.label(
                            texts.text(
                                    "meetings.unproven",
                                    DateTimeFormatter.ofPattern(
                                                    texts.text("date.short"),
                                                    texts.language().locale())
                                            .format(here(now)),
                                    TIME.format(here(now))),
                            "warned",
                            "text-28",
                            "strong"));
        }
        return stack(
                words,
                labelled(texts.text("meetings.title"), titles),
                labelled(texts.text("meetings.length"), lengths),
                words(PageParts.hint(texts.text("meetings.expected"))));
    }

    private String length(Duration time) {
        long minutes = time.toMinutes();
        String hours =
                minutes % MINUTES == 0 ? String.valueOf(minutes / MINUTES) : String.valueOf((double) minutes / MINUTES);
        return texts.text("meetings.hours", hours);
    }

    private Node beside(MeetingReply.Beside found) {
        MeetingEntry entry = found.running().board().meeting();
        return stack(
                words(
                        PageParts.heading(texts.text("meetings.beside")),
                        PageParts.heading(entry.title()),
                        PageParts.hint(texts.text("meetings.since", TIME.format(here(entry.starts()))))),
                Parts.column(
                        "choices",
                        PageParts.choice(texts.text("meetings.use"), model::useOther),
                        PageParts.choice(
                                texts.text("meetings.second", found.asked().title()), model::beginBeside)));
    }

    private Node meeting(MeetingReply.Shown shown) {
        List<Button> ways = new ArrayList<>();
        boolean running = shown.held().phase() == MeetingReply.Phase.RUNNING;
        if (running) {
            ways.add(tile(texts.text("meetings.guest-cards"), model::letGuestsIn));
        }
        ways.add(tile(texts.text("meetings.guests"), model::countGuests));
        if (shown.held().phase() != MeetingReply.Phase.AHEAD) {
            ways.add(tile(texts.text("meetings.record"), model::write));
        }
        if (running) {
            actions.add(PageParts.action(texts.text("meetings.close"), model::askToClose, "primary"));
        }
        return stack(
                words(
                        PageParts.heading(entry(shown).title()),
                        Parts.label(texts.textOf("meeting-phase", shown.held().phase()), "text-36"),
                        PageParts.hint(texts.text(
                                "meetings.when",
                                entry(shown).host(),
                                TIME.format(here(entry(shown).starts())),
                                TIME.format(here(entry(shown).ends())))),
                        Parts.label(heads(shown), "text-36", "strong")),
                tiles(ways));
    }

    private String heads(MeetingReply.Shown shown) {
        Headcount heads = shown.held().board().headcount();
        String present = texts.text("idle.present", heads.present() - heads.guests(), heads.expected());
        return heads.sittingIn() == 0 ? present : present + "　" + texts.text("idle.guests", heads.sittingIn());
    }

    private Node closing(MeetingPage.Closing closing) {
        actions.add(PageParts.action(
                texts.text(closing.busy() ? "touch.busy" : "meetings.close.do"), model::close, "primary"));
        return words(
                PageParts.heading(texts.text("meetings.close.heading")),
                PageParts.heading(entry(closing.shown()).title()),
                Parts.label(heads(closing.shown()), "text-36", "strong"),
                PageParts.hint(texts.text("meetings.close.next")));
    }

    private Node guests(MeetingReply.Shown shown) {
        VBox kinds = Parts.column("guest-kinds");
        for (GuestKind kind : GuestKind.values()) {
            int count = shown.guests().getOrDefault(kind, 0);
            HBox row = Parts.row(
                    "guest-kind",
                    Parts.label(texts.textOf("guest-kind", kind), "text-36"),
                    Parts.push(),
                    step("−", count > 0, () -> model.count(kind, -1)),
                    Parts.word(String.valueOf(count), "guest-count", "text-48", "strong"),
                    step("＋", true, () -> model.count(kind, 1)));
            kinds.getChildren().add(row);
        }
        return stack(
                words(
                        PageParts.heading(texts.text("meetings.guests")),
                        PageParts.hint(texts.text("meetings.guests.next"))),
                kinds);
    }

    static Button step(String sign, boolean possible, Runnable press) {
        Button button = Parts.button(press, "key", "step-key", "text-48", "strong");
        button.setText(sign);
        button.setDisable(!possible);
        return button;
    }

    private Node guestCards(MeetingReply.Shown shown) {
        return stack(
                words(
                        Parts.shape("key-shape", "large"),
                        PageParts.heading(texts.text("meetings.guest-cards.heading")),
                        PageParts.heading(entry(shown).title()),
                        PageParts.hint(texts.text("meetings.guest-cards.next"))),
                tiles(List.of(
                        tile(texts.text("charge.search"), model::openSearch),
                        tile(texts.text("charge.number"), model::openNumber))));
    }

    private static MeetingEntry entry(MeetingReply.Shown shown) {
        return shown.held().board().meeting();
    }

    private Node labelled(String label, Node choices) {
        return form.portrait()
                ? Parts.column("labelled-stack", PageParts.hint(label), choices)
                : Parts.row("labelled", Parts.word(label, "muted", "text-28", "label-word"), choices);
    }

    private Node tiles(List<Button> buttons) {
        return tiles(buttons, form.portrait() ? 2 : 3);
    }

    static Node tiles(List<Button> buttons, int most) {
        VBox rows = Parts.column("tiles");
        for (int from = 0; from < buttons.size(); from += most) {
            HBox row = Parts.row("people");
            buttons.subList(from, Math.min(from + most, buttons.size()))
                    .forEach(button -> row.getChildren().add(button));
            rows.getChildren().add(row);
        }
        return rows;
    }

    static Button tile(String text, Runnable press) {
        Button button = PageParts.action(text, press, "person-key");
        button.setWrapText(true);
        button.setMinWidth(0);
        return button;
    }

    private static Button toggle(String text, boolean chosen, Runnable press) {
        Button button = PageParts.action(text, press, "toggle");
        if (chosen) {
            button.getStyleClass().add("way-in");
        }
        return button;
    }

    static VBox words(Node... parts) {
        return Parts.column("touch-notice", parts);
    }

    static Node stack(Node... parts) {
        return Parts.column("touch-stack", parts);
    }

    private String day(OffsetDateTime moment) {
        return here(moment).toLocalDate().equals(frame.now().toLocalDate())
                ? texts.text("day.today")
                : DateTimeFormatter.ofPattern(
                                texts.text("date.short"), texts.language().locale())
                        .format(here(moment));
    }

    private java.time.ZonedDateTime here(OffsetDateTime moment) {
        return moment.atZoneSameInstant(frame.now().getZone());
    }
}
