package org.hongting.kiosk.screen.checkin;

import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.hongting.kiosk.checkin.GroupBoard;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.QuorumCount;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.screen.part.Fraction;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.PageForm;
import org.hongting.kiosk.screen.part.Parts;
import org.hongting.kiosk.table.Headcount;
import org.hongting.kiosk.ui.Texts;
import org.hongting.protocol.attendance.CheckOutWindow;
import org.hongting.protocol.attendance.Quorum;
import org.hongting.protocol.document.MeetingEntry;

/// What stands in the middle while nobody is being answered: the meeting and the one thing to do, or what comes next.
final class IdlePane extends StackPane {
    private static final Quorum HALF = Quorum.of(">1/2");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    /// Above these lengths, counted in Latin letters, a title steps down the type scale. Titles have up to 128 signs.
    private static final int LONG_TITLE = 36;

    private static final int VERY_LONG_TITLE = 80;

    private final ZonedDateTime now;
    private final Texts texts;
    private final PageForm form;

    IdlePane(Frame frame, Station station, PageForm form) {
        this.now = frame.now();
        this.texts = form.texts();
        this.form = form;
        getStyleClass().add("middle");
        if (station.current().isPresent()) {
            getChildren().add(meetingNow(station.current().get(), station.group()));
        } else if (station.group().isPresent()) {
            getChildren().add(groupNow(station.group().get()));
        } else if (station.next().isPresent()) {
            getChildren().add(meetingNext(station.next().get().meeting()));
        } else {
            getChildren()
                    .add(Parts.column(
                            "notice",
                            Parts.shape("calendar-shape", "large"),
                            Parts.label(texts.text("none.heading"), "text-72", "strong"),
                            Parts.label(texts.text("none.next"), "muted", "text-36")));
        }
    }

    /// People who study together, and the one thing to do: come in, or for their leader to say who is there.
    private Node groupNow(GroupBoard group) {
        Pane block = Parts.column(
                "meeting",
                Parts.label(texts.text("idle.group"), "text-72", "title", "strong"),
                Parts.label(texts.text("idle.group-people", group.people()), "text-48"));
        if (group.asked()) {
            block.getChildren().add(Parts.label(texts.text("idle.group-asked"), "warned", "text-36", "strong"));
        } else if (!form.larger()) {
            block.getChildren().add(Parts.label(texts.text("idle.group-next"), "muted", "text-36"));
        }
        var prompt = Parts.label(texts.text("idle.group-prompt"), "prompt", "text-112", "strong");
        ReaderPicture picture = new ReaderPicture(texts);
        return form.portrait()
                ? Parts.column("idle", block, prompt, Parts.grow(picture))
                : Parts.column("idle", Parts.grow(Parts.row("upper", Parts.grow(block), picture)), prompt);
    }

    private Node meetingNow(MeetingBoard board, Optional<GroupBoard> group) {
        Pane block = Parts.column("meeting", heading(board.meeting()), title(board.meeting()));
        if (!form.larger()) {
            block.getChildren().add(Parts.label(board.meeting().host(), "muted", "text-36"));
        }
        block.getChildren().add(heads(board));
        group.ifPresent(open -> block.getChildren()
                .add(Parts.label(
                        texts.text(open.asked() ? "idle.group-asked" : "idle.group-beside", open.people()),
                        open.asked() ? "warned" : "muted",
                        "text-28")));
        var prompt = Parts.label(promptOf(board.meeting()), "prompt", "text-112", "strong");
        ReaderPicture picture = new ReaderPicture(texts);
        return form.portrait()
                ? Parts.column("idle", block, prompt, Parts.grow(picture))
                : Parts.column("idle", Parts.grow(Parts.row("upper", Parts.grow(block), picture)), prompt);
    }

    /// What a read would mean now.
    private String promptOf(MeetingEntry meeting) {
        CheckOutWindow leaves = meeting.checkOut();
        if (leaves == null || !leaves.contains(now.toInstant())) {
            return texts.text("idle.prompt");
        }
        return meeting.window().contains(now.toInstant())
                ? texts.text("idle.prompt-both")
                : texts.text("idle.prompt-out");
    }

    private Node heads(MeetingBoard board) {
        Headcount heads = board.headcount();
        int listed = heads.present() - heads.guests();
        Pane words = Parts.row(
                "heads", Parts.word(texts.text("idle.present", listed, heads.expected()), "text-48", "strong"));
        if (heads.late() > 0 && !form.larger()) {
            words.getChildren().addAll(Parts.word(texts.text("idle.late", heads.late()), "muted", "text-28"));
        }
        if (heads.away() > 0 && !form.larger()) {
            words.getChildren().addAll(Parts.word(texts.text("idle.away", heads.away()), "muted", "text-28"));
        }
        if (heads.sittingIn() > 0) {
            words.getChildren().add(Parts.word(texts.text("idle.guests", heads.sittingIn()), "muted", "text-28"));
        }
        Pane block = Parts.column("headcount", new Fraction(listed, heads.expected()), words);
        QuorumCount.of(board).ifPresent(count -> block.getChildren().add(quorum(count)));
        return block;
    }

    /// The rule in words, how far it is, and whether that is enough.
    private Node quorum(QuorumCount count) {
        Quorum quorum = count.quorum();
        String rule = quorum.equals(HALF)
                ? texts.text("quorum.half")
                : texts.text(quorum.more() ? "quorum.more" : "quorum.least", quorum.part(), quorum.whole());
        String state = count.isReached()
                ? texts.text("quorum.reached", rule, count.present(), count.expected())
                : texts.text("quorum.wanting", rule, count.present(), count.expected(), count.wanting());
        return count.isReached() ? Parts.label(state, "text-28", "strong") : Parts.label(state, "muted", "text-28");
    }

    private Node meetingNext(MeetingEntry meeting) {
        return Parts.column(
                "next",
                Parts.label(texts.text("next.heading"), "muted", "text-36"),
                title(meeting),
                Parts.label(when(meeting) + " · " + meeting.place(), "text-48"),
                Parts.label(meeting.host(), "muted", "text-36"),
                Parts.label(
                        texts.text(
                                "next.opens", TIME.format(here(meeting.window().opens()))),
                        "opens",
                        "text-48",
                        "strong"));
    }

    private Node heading(MeetingEntry meeting) {
        return Parts.label(when(meeting) + " · " + meeting.place(), "muted", "text-36");
    }

    private Node title(MeetingEntry meeting) {
        int length =
                meeting.title().codePoints().map(sign -> sign < 0x2E80 ? 1 : 2).sum();
        int room = form.larger() ? LONG_TITLE / 2 : LONG_TITLE;
        String size = length > VERY_LONG_TITLE ? "text-36" : length > room ? "text-48" : "text-72";
        return Parts.label(meeting.title(), "title", size, "strong");
    }

    private String when(MeetingEntry meeting) {
        ZonedDateTime starts = here(meeting.starts());
        String day = starts.toLocalDate().equals(now.toLocalDate())
                ? texts.text("day.today")
                : DateTimeFormatter.ofPattern(
                                texts.text("date.short"), texts.language().locale())
                        .format(starts);
        return day + " " + TIME.format(starts) + "–" + TIME.format(here(meeting.ends()));
    }

    private ZonedDateTime here(OffsetDateTime moment) {
        return moment.atZoneSameInstant(now.getZone());
    }
}
