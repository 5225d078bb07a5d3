package org.hongting.kiosk.screen.meeting;

import java.time.Duration;
import java.util.Optional;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.table.Unit;
import org.hongting.protocol.attendance.MeetingKind;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.GuestKind;

/// The way of somebody in charge through the pages of meetings. It holds the page alone; time and wiping are the touch
/// screen's. Confined to the thread of the touch screen.
public final class MeetingViewModel {
    private final MeetingScreen screen;
    private final RecordViewModel records;
    private Optional<MeetingPage> page = Optional.empty();

    /// @param scheduler of the touch screen
    public MeetingViewModel(MeetingScreen screen, Scheduler scheduler) {
        this.screen = screen;
        this.records = new RecordViewModel(screen, scheduler, written -> turn(new MeetingPage.Minutes(written)));
    }

    /// The pages on which a record is written.
    public RecordViewModel records() {
        return records;
    }

    /// Writes the record of the meeting.
    public void write() {
        if (page.orElse(null) instanceof MeetingPage.Meeting(var shown)) {
            records.open(shown.held().board().meeting().id());
        }
    }

    /// A guest who has no card at hand.
    public void openSearch() {
        screen.openSearch();
    }

    public void openNumber() {
        screen.openNumber();
    }

    /// From the panel of who is in charge.
    public void open() {
        turn(new MeetingPage.Loading());
        screen.ask(new MeetingAsk.Overview());
    }

    /// What the desk says.
    public void hear(MeetingReply reply) {
        switch (reply) {
            case MeetingReply.Overview(var meetings) -> turn(new MeetingPage.Overview(meetings));
            case MeetingReply.Opening opening ->
                turn(
                        opening.units().size() == 1
                                ? new MeetingPage.Kinds(opening, opening.units().getFirst())
                                : new MeetingPage.Units(opening));
            case MeetingReply.Beside found -> turn(new MeetingPage.Beside(found));
            case MeetingReply.Done(var _, var shown) -> turn(new MeetingPage.Meeting(shown));
            case MeetingReply.Shown shown ->
                turn(
                        page.orElse(null) instanceof MeetingPage.Guests
                                ? new MeetingPage.Guests(shown)
                                : new MeetingPage.Meeting(shown));
            case MeetingReply.GuestsAwaited(var shown) -> turn(new MeetingPage.GuestCards(shown));
        }
    }

    public void openAnother() {
        screen.ask(new MeetingAsk.Opening());
    }

    public void choose(MeetingReply.Held held) {
        screen.ask(new MeetingAsk.Show(held.board().meeting().id()));
    }

    public void choose(Unit unit) {
        if (page.orElse(null) instanceof MeetingPage.Units(var opening)) {
            turn(new MeetingPage.Kinds(opening, unit));
        }
    }

    public void choose(MeetingKind kind) {
        if (page.orElse(null) instanceof MeetingPage.Kinds(var opening, var unit)) {
            turn(new MeetingPage.Begin(
                    opening, unit, kind, MeetingAsk.TitleForm.PLAIN, MeetingAsk.Open.LENGTHS.get(1), false));
        }
    }

    public void choose(MeetingAsk.TitleForm form) {
        if (page.orElse(null) instanceof MeetingPage.Begin begin && !begin.busy()) {
            turn(begin.with(form));
        }
    }

    public void choose(Duration length) {
        if (page.orElse(null) instanceof MeetingPage.Begin begin && !begin.busy()) {
            turn(begin.with(length));
        }
    }

    /// Opens what stands on the page.
    public void begin() {
        if (page.orElse(null) instanceof MeetingPage.Begin begin && !begin.busy()) {
            turn(begin.handedOver());
            screen.ask(begin.ask());
        }
    }

    /// Opens a second meeting of the unit.
    public void beginBeside() {
        if (page.orElse(null) instanceof MeetingPage.Beside(var found)) {
            turn(new MeetingPage.Loading());
            screen.ask(found.asked().besideAnother());
        }
    }

    /// Uses the meeting that is open.
    public void useOther() {
        if (page.orElse(null) instanceof MeetingPage.Beside(var found)) {
            choose(found.running());
        }
    }

    public void askToClose() {
        if (page.orElse(null) instanceof MeetingPage.Meeting(var shown)) {
            turn(new MeetingPage.Closing(shown, false));
        }
    }

    public void close() {
        if (page.orElse(null) instanceof MeetingPage.Closing(var shown, boolean busy) && !busy) {
            turn(new MeetingPage.Closing(shown, true));
            screen.ask(new MeetingAsk.Close(shown.held().board().meeting().id()));
        }
    }

    public void countGuests() {
        if (page.orElse(null) instanceof MeetingPage.Meeting(var shown)) {
            turn(new MeetingPage.Guests(shown));
        }
    }

    /// One guest more or less of a kind.
    public void count(GuestKind kind, int more) {
        if (page.orElse(null) instanceof MeetingPage.Guests(var shown)) {
            int count = shown.guests().getOrDefault(kind, 0) + more;
            if (count >= 0 && count <= Fact.GuestsAdmitted.MOST) {
                screen.ask(new MeetingAsk.Count(shown.held().board().meeting().id(), kind, count));
            }
        }
    }

    public void letGuestsIn() {
        switch (page.orElse(null)) {
            case MeetingPage.Meeting(var shown) -> letGuestsIn(shown);
            case MeetingPage.GuestCards(var shown) -> letGuestsIn(shown);
            case null, default -> {}
        }
    }

    private void letGuestsIn(MeetingReply.Shown shown) {
        screen.ask(new MeetingAsk.LetGuestsIn(shown.held().board().meeting().id()));
    }

    /// Whether guests are let in just now: whom the search finds comes in as one.
    public boolean letsGuestsIn() {
        return page.orElse(null) instanceof MeetingPage.GuestCards;
    }

    /// One page back.
    ///
    /// @return false where the panel of who is in charge comes before
    public boolean back() {
        switch (page.orElse(null)) {
            case MeetingPage.Units _, MeetingPage.Meeting _, MeetingPage.Beside _ -> open();
            case MeetingPage.Kinds(var opening, var _) -> {
                if (opening.units().size() == 1) {
                    open();
                } else {
                    turn(new MeetingPage.Units(opening));
                }
            }
            case MeetingPage.Begin begin -> turn(new MeetingPage.Kinds(begin.opening(), begin.unit()));
            case MeetingPage.Closing(var shown, var _) -> turn(new MeetingPage.Meeting(shown));
            case MeetingPage.Guests(var shown) -> turn(new MeetingPage.Meeting(shown));
            case MeetingPage.GuestCards(var shown) -> {
                turn(new MeetingPage.Meeting(shown));
                choose(shown.held());
            }
            case MeetingPage.Minutes _ ->
                records.back().ifPresent(meeting -> {
                    turn(new MeetingPage.Loading());
                    screen.ask(new MeetingAsk.Show(meeting));
                });
            case MeetingPage.Loading _, MeetingPage.Overview _ -> {
                return false;
            }
            case null -> {
                return false;
            }
        }
        return true;
    }

    /// The page as it is, once more: an answer stood over it, or a search.
    public void again() {
        if (page.orElse(null) instanceof MeetingPage.Closing(var shown, var _)) {
            turn(new MeetingPage.Meeting(shown));
        } else if (page.orElse(null) instanceof MeetingPage.GuestCards cards) {
            turn(cards);
            letGuestsIn(cards.shown());
        } else if (page.orElse(null) instanceof MeetingPage.Minutes minutes) {
            turn(minutes);
        } else if (page.isPresent()) {
            open();
        }
    }

    public boolean isOpen() {
        return page.isPresent();
    }

    /// Nothing is left of it here.
    public void forget() {
        page = Optional.empty();
        records.forget();
    }

    private void turn(MeetingPage next) {
        page = Optional.of(next);
        screen.show(next);
    }
}
