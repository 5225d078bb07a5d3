package org.hongting.kiosk.screen.checkin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.LeaveChoice;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;
import org.hongting.protocol.record.LeaveReason;

/// What members do for themselves: their pages among those of the [TouchViewModel], to which it belongs. Confined to
/// its thread.
public final class OwnViewModel {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TouchViewModel touch;
    private final OwnLine line;
    private final Scheduler scheduler;
    private final Supplier<Appearance> appearance;
    private Optional<OwnPage.Menu> menu = Optional.empty();
    private Cancellable ticking = () -> {};

    /// @param appearance how the screen looks now
    OwnViewModel(TouchViewModel touch, OwnLine line, Scheduler scheduler, Supplier<Appearance> appearance) {
        this.touch = touch;
        this.line = line;
        this.scheduler = scheduler;
        this.appearance = appearance;
    }

    /// Somebody wants to do something for themself.
    public void open() {
        touch.begin(new TouchPage.Own(new OwnPage.Identify()));
        line.awaitRead(touch.visit());
    }

    /// Whoever has no card at hand types a number and a PIN.
    public void openNumber() {
        touch.begin(new TouchPage.StudentNumber(TouchPage.Purpose.OWN, "", false, false));
    }

    /// Somebody wants to have the phone enrolled of whoever has just come in by card. Whose hand it is nobody knows
    /// before the card is shown again.
    void openPhone(Attendee attendee) {
        touch.begin(new TouchPage.Own(new OwnPage.CardAgain(attendee)));
        line.awaitPhoneOf(touch.visit(), attendee.member());
    }

    /// The card is theirs.
    public void bind() {
        touch.touched();
        page(OwnPage.CardFound.class).filter(asked -> !asked.busy()).ifPresent(asked -> {
            touch.show(new TouchPage.Own(new OwnPage.CardFound(asked.attendee(), asked.confirmed(), true)));
            line.bind(touch.visit());
        });
    }

    /// One of what the menu offers.
    public void choose(Errand errand) {
        touch.touched();
        if (errand == Errand.APPEARANCE) {
            Appearance now = appearance.get();
            line.remember(touch.visit(), new Preference(now.language().locale().toLanguageTag(), now.larger()));
        } else {
            line.choose(touch.visit(), errand);
        }
    }

    /// From which meeting.
    public void choose(LeaveChoice choice) {
        page(OwnPage.Leave.class)
                .filter(open -> choice.isOpen())
                .ifPresent(open -> turn(new OwnPage.Reason(open.attendee(), choice.meeting(), false)));
    }

    public void askLeave(LeaveReason reason) {
        touch.touched();
        page(OwnPage.Reason.class).filter(asked -> !asked.busy()).ifPresent(asked -> {
            MeetingEntry meeting = asked.meeting();
            touch.show(new TouchPage.Own(new OwnPage.Reason(asked.attendee(), meeting, true)));
            line.askLeave(touch.visit(), meeting.id(), reason);
        });
    }

    /// What the desk says to a question of this visit.
    void hear(OwnReply reply) {
        switch (reply) {
            case OwnReply.Opened(var attendee, var errands, boolean remembered) -> {
                OwnPage.Menu opened = new OwnPage.Menu(attendee, errands, remembered);
                menu = Optional.of(opened);
                turn(opened);
            }
            case OwnReply.TicketMade(var attendee, var symbol, Duration life) -> {
                int seconds = symbol.isPresent() ? (int) life.toSeconds() : 0;
                turn(new OwnPage.Ticket(attendee, symbol, seconds));
                tick();
            }
            case OwnReply.CardAwaited(var attendee, boolean confirmed) ->
                turn(new OwnPage.BindCard(attendee, confirmed));
            case OwnReply.CardFound(var attendee, boolean confirmed) ->
                turn(new OwnPage.CardFound(attendee, confirmed, false));
            case OwnReply.Meetings(var attendee, var meetings) -> turn(new OwnPage.Leave(attendee, meetings));
        }
    }

    /// Back to the menu, where the page came from there.
    ///
    /// @return false where there is none to go back to
    boolean back() {
        boolean below = page(OwnPage.class)
                .filter(open -> !(open instanceof OwnPage.Menu))
                .isPresent();
        if (below && menu.isPresent()) {
            ticking.cancel();
            line.menu(touch.visit());
            return true;
        }
        return false;
    }

    /// Somebody in charge goes back to their panel: a card is awaited no more.
    void giveUp() {
        if (page(OwnPage.class).isPresent()) {
            line.forget();
        }
    }

    /// Nothing of the person is left here.
    void forget() {
        menu = Optional.empty();
        ticking.cancel();
        ticking = () -> {};
    }

    private void turn(OwnPage next) {
        touch.turn(new TouchPage.Own(next));
    }

    private <T extends OwnPage> Optional<T> page(Class<T> kind) {
        return touch.page()
                .filter(TouchPage.Own.class::isInstance)
                .map(open -> ((TouchPage.Own) open).page())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /// Counts the life of the code down, in place.
    private void tick() {
        ticking.cancel();
        int asked = touch.visit();
        ticking = scheduler.after(
                SECOND,
                () -> page(OwnPage.Ticket.class)
                        .filter(open -> asked == touch.visit() && open.seconds() > 0)
                        .ifPresent(open -> {
                            int left = open.seconds() - 1;
                            touch.show(new TouchPage.Own(new OwnPage.Ticket(
                                    open.attendee(), left > 0 ? open.symbol() : Optional.empty(), left)));
                            tick();
                        }));
    }
}
