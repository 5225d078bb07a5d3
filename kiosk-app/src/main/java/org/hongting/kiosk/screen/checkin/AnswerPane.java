package org.hongting.kiosk.screen.checkin;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.ui.Motion;
import org.hongting.protocol.document.MeetingEntry;

/// The whole screen for one answer: a colour, a shape and a word that say the same, who is meant, and what to do
/// next.
final class AnswerPane extends StackPane {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /// As long as the desk lets members take their arrival back.
    private static final Duration UNDO = TouchDesk.UNDO;

    private final Frame frame;
    private final PageForm form;
    private final VBox words = Parts.column("words");
    private final VBox foot = Parts.column("foot");
    private final CheckInScreen.Answer answer;
    private final CheckInViewModel model;

    /// @param model hears what is pressed: somebody wants to take their arrival back, or their phone enrolled
    AnswerPane(CheckInScreen.Answer answer, PageForm form, CheckInViewModel model) {
        this.answer = answer;
        this.model = model;
        this.frame = answer.frame();
        this.form = form;
        getStyleClass().add("answer");
        switch (answer.decision()) {
            case Decision.Admitted admitted -> admitted(admitted);
            case Decision.Already already -> already(already);
            case Decision.Left left -> left(left);
            case Decision.Refused refused -> refused(refused);
            case Decision.NotRecorded _ -> notRecorded();
            case Decision.TakenBack taken -> takenBack(taken);
            case Decision.CardBound bound -> cardBound(bound);
            case Decision.StudiesHere here -> studiesHere(here);
            case Decision.NeedsMeeting _, Decision.NeedsProof _ ->
                throw new IllegalStateException("a question is a page and no answer");
        }
    }

    private void admitted(Decision.Admitted admitted) {
        switch (admitted.arrival()) {
            case Decision.Arrival.OnTime _ -> {
                compose("admitted", "tick");
                say(form.texts().text("answer.admitted"), "text-112", "strong");
            }
            case Decision.Arrival.Late late -> {
                compose("late", "clock-shape");
                say(form.texts().text("answer.late", late.minutes()), "text-72", "strong");
            }
        }
        person(admitted.attendee());
        say(form.texts().text("answer.place", admitted.meeting().headcount().present()), "text-48");
        meeting(admitted.meeting());
        doubts();
        words.getChildren().add(foot);
        offer(true);
    }

    private void cardBound(Decision.CardBound bound) {
        compose("admitted", "tick");
        say(form.texts().text("answer.card-bound"), "text-72", "strong");
        person(bound.attendee());
        say(form.texts().text("answer.card-bound.next"), "text-48");
        doubts();
        words.getChildren().add(foot);
    }

    private void studiesHere(Decision.StudiesHere here) {
        compose(here.again() ? "already" : "admitted", "tick");
        say(form.texts().text(here.again() ? "answer.studies-already" : "answer.studies-here"), "text-72", "strong");
        person(here.attendee());
        say(form.texts().text("answer.studies-with", here.people()), "text-48");
        doubts();
        words.getChildren().add(foot);
        if (here.again()) {
            words.getChildren()
                    .add(Parts.row("answer-acts", act(form.texts().text("answer.leave-group"), model::leaveGroup)));
        }
    }

    private void takenBack(Decision.TakenBack taken) {
        compose("already", "bent-arrow");
        say(form.texts().text("answer.taken-back"), "text-72", "strong");
        person(taken.attendee());
        say(form.texts().text("answer.taken-back.next", TIME.format(here(taken.since()))), "text-48");
        meeting(taken.meeting());
        words.getChildren().add(foot);
    }

    /// For a slip, and for whoever came by card and would rather come by phone: small, and at the end, where nobody
    /// presses it by chance.
    private void offer(boolean undo) {
        HBox acts = Parts.row("answer-acts");
        if (undo) {
            acts.getChildren().add(act(form.texts().text("answer.undo"), model::undo));
        }
        if (answer.byCard() && frame.station().map(Station::offersCode).orElse(false)) {
            acts.getChildren().add(act(form.texts().text("answer.phone"), model::registerPhone));
        }
        words.getChildren().add(acts);
    }

    private static Button act(String text, Runnable press) {
        Button button = Parts.button(press, "switch", "undo", "text-28");
        button.setText(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void already(Decision.Already already) {
        compose("already", "tick");
        say(form.texts().text("answer.already", TIME.format(here(already.since()))), "text-72", "strong");
        person(already.attendee());
        say(form.texts().text("answer.already.next"), "text-48");
        meeting(already.meeting());
        words.getChildren().add(foot);
        offer(!already.since().plus(UNDO).isBefore(frame.now().toOffsetDateTime()));
    }

    private void left(Decision.Left left) {
        boolean early = left.minutesEarly() > 0;
        compose(early ? "late" : "admitted", early ? "clock-shape" : "tick");
        if (early) {
            say(form.texts().text("answer.left-early", left.minutesEarly()), "text-72", "strong");
        } else {
            say(form.texts().text("answer.left"), "text-112", "strong");
        }
        person(left.attendee());
        say(form.texts().text("answer.left.at", TIME.format(here(left.at()))), "text-48");
        meeting(left.meeting());
        doubts();
        words.getChildren().add(foot);
    }

    private void refused(Decision.Refused refused) {
        compose("refused", "bent-arrow");
        say(form.texts().textOf("refusal", refused.reason(), "what"), "text-72", "strong");
        say(form.texts().textOf("refusal", refused.reason(), "next"), "text-48");
        switch (refused.hint()) {
            case Decision.Hint.None _ -> {}
            case Decision.Hint.Wait(Duration time) ->
                say(
                        form.texts()
                                .text(
                                        "refusal.wait",
                                        Math.max(1, time.plusSeconds(59).toMinutes())),
                        "text-48",
                        "strong");
            case Decision.Hint.Elsewhere(MeetingEntry meeting, boolean isOpen) ->
                say(
                        isOpen
                                ? form.texts().text("refusal.elsewhere-now", meeting.place(), meeting.title())
                                : form.texts()
                                        .text(
                                                "refusal.elsewhere",
                                                TIME.format(
                                                        here(meeting.window().opens())),
                                                meeting.place(),
                                                meeting.title()),
                        "text-36",
                        "strong");
        }
    }

    private void notRecorded() {
        compose("not-recorded", "crossed-circle");
        say(form.texts().text("answer.not-recorded"), "text-112", "strong");
        say(form.texts().text("answer.not-recorded.next", NoticePane.contact(frame, form)), "text-48");
    }

    private void compose(String kind, String shape) {
        getStyleClass().add(kind);
        Region sign = Parts.shape(shape, "huge");
        StackPane mark = new StackPane(Parts.shape("disc"), sign);
        if (kind.equals("admitted") && form.motion() == Motion.FULL) {
            new Drawn(sign).play();
        }
        mark.getStyleClass().add("mark");
        Pane body = form.portrait() ? Parts.column("stacked", mark, words) : Parts.row("beside", mark, words);
        if (!form.portrait()) {
            Parts.grow(words);
        }
        getChildren().add(body);
    }

    private void say(String text, String... styles) {
        words.getChildren().add(Parts.label(text, styles));
    }

    private void person(Attendee attendee) {
        say(attendee.name(), "person", "text-72", "strong");
    }

    private void meeting(MeetingBoard board) {
        if (!form.larger()) {
            foot.getChildren().add(Parts.label(board.meeting().title(), "text-28"));
        }
    }

    /// What a person may wonder about later: said now, quietly, beside the same yes.
    private void doubts() {
        if (!frame.station().map(Station::timeProven).orElse(true)) {
            foot.getChildren().add(Parts.label(form.texts().text("answer.unproven"), "text-28"));
        } else if (!frame.station().map(Station::online).orElse(true)) {
            foot.getChildren().add(Parts.label(form.texts().text("answer.offline"), "text-28"));
        }
    }

    private java.time.ZonedDateTime here(OffsetDateTime moment) {
        return moment.atZoneSameInstant(frame.now().getZone());
    }
}
