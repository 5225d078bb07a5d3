package org.hongting.kiosk.screen.member;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.LeaveChoice;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.document.MeetingEntry;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;
import org.hongting.protocol.record.LeaveReason;

/// The way of members through the pages on which they do something for themselves. Confined to the thread of the
/// touch screen.
public final class OwnViewModel {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final OwnScreen screen;
    private final OwnLine line;
    private final Scheduler scheduler;
    private final Supplier<Appearance> appearance;
    private Optional<OwnPage.Menu> menu = Optional.empty();
    private Optional<OwnPage.Recorded> record = Optional.empty();
    private Cancellable ticking = () -> {};
    private boolean toStudy;

    /// @param appearance how the screen looks now
    public OwnViewModel(OwnScreen screen, OwnLine line, Scheduler scheduler, Supplier<Appearance> appearance) {
        this.screen = screen;
        this.line = line;
        this.scheduler = scheduler;
        this.appearance = appearance;
    }

    /// Somebody wants to do something for themself.
    public void open() {
        screen.begin(new OwnPage.Identify(false));
        line.awaitRead(screen.visit());
    }

    /// Somebody wants to study, and is to say who they are first.
    public void openStudy() {
        screen.begin(new OwnPage.Identify(true));
        toStudy = true;
        line.awaitRead(screen.visit());
    }

    /// Whoever opened their own page wants to study.
    public void study() {
        screen.openStudy();
    }

    /// Whoever has no card at hand types a number and a PIN.
    public void openNumber() {
        boolean wanted = toStudy;
        screen.openNumber();
        toStudy = wanted;
    }

    /// Somebody wants to have the phone enrolled of whoever has just come in by card. Whose hand it is nobody knows
    /// before the card is shown again.
    public void openPhone(Attendee attendee) {
        screen.begin(new OwnPage.CardAgain(attendee));
        line.awaitPhoneOf(screen.visit(), attendee.member());
    }

    /// Somebody in charge, who came here first.
    public void openCharge() {
        screen.openCharge();
    }

    /// The button at the left, or at the end.
    public void back() {
        screen.back();
    }

    /// The card is theirs.
    public void bind() {
        screen.touched();
        page(OwnPage.CardFound.class).filter(asked -> !asked.busy()).ifPresent(asked -> {
            screen.show(new OwnPage.CardFound(asked.attendee(), asked.confirmed(), true));
            line.bind(screen.visit());
        });
    }

    /// One of what the menu offers.
    public void choose(Errand errand) {
        screen.touched();
        if (errand == Errand.APPEARANCE) {
            Appearance now = appearance.get();
            line.remember(screen.visit(), new Preference(now.language().locale().toLanguageTag(), now.larger()));
        } else {
            line.choose(screen.visit(), errand);
        }
    }

    /// They want to take what is recorded along.
    public void takeAlong() {
        page(OwnPage.Recorded.class)
                .ifPresent(open -> turn(
                        new OwnPage.TakeAlong(open.attendee(), open.record().phonePage())));
    }

    /// They turn through what is recorded.
    public void leaf() {
        screen.touched();
    }

    /// From which meeting.
    public void choose(LeaveChoice choice) {
        page(OwnPage.Leave.class)
                .filter(open -> choice.isOpen())
                .ifPresent(open -> turn(new OwnPage.Reason(open.attendee(), choice.meeting(), false)));
    }

    public void askLeave(LeaveReason reason) {
        screen.touched();
        page(OwnPage.Reason.class).filter(asked -> !asked.busy()).ifPresent(asked -> {
            MeetingEntry meeting = asked.meeting();
            screen.show(new OwnPage.Reason(asked.attendee(), meeting, true));
            line.askLeave(screen.visit(), meeting.id(), reason);
        });
    }

    /// What the desk says to a question of this visit.
    public void hear(OwnReply reply) {
        switch (reply) {
            case OwnReply.Opened _ when toStudy -> screen.openStudy();
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
            case OwnReply.Recorded(var attendee, var recorded) -> {
                OwnPage.Recorded opened = new OwnPage.Recorded(attendee, recorded);
                record = Optional.of(opened);
                turn(opened);
            }
        }
    }

    /// Back to the menu, where the page came from there.
    ///
    /// @return false where there is none to go back to
    public boolean goBack() {
        if (page(OwnPage.TakeAlong.class).isPresent() && record.isPresent()) {
            turn(record.get());
            return true;
        }
        boolean below = page(OwnPage.class)
                .filter(open -> !(open instanceof OwnPage.Menu))
                .isPresent();
        if (below && menu.isPresent()) {
            ticking.cancel();
            line.menu(screen.visit());
            return true;
        }
        return false;
    }

    /// Somebody in charge goes back to their panel: a card is awaited no more.
    public void giveUp() {
        if (page(OwnPage.class).isPresent()) {
            line.forget();
        }
    }

    /// Nothing of the person is left here.
    public void forget() {
        menu = Optional.empty();
        record = Optional.empty();
        toStudy = false;
        ticking.cancel();
        ticking = () -> {};
    }

    private void turn(OwnPage next) {
        screen.turn(next);
    }

    private <T extends OwnPage> Optional<T> page(Class<T> kind) {
        return screen.page().filter(kind::isInstance).map(kind::cast);
    }

    /// Counts the life of the code down, in place.
    private void tick() {
        ticking.cancel();
        int asked = screen.visit();
        ticking = scheduler.after(
                SECOND,
                () -> page(OwnPage.Ticket.class)
                        .filter(open -> asked == screen.visit() && open.seconds() > 0)
                        .ifPresent(open -> {
                            int left = open.seconds() - 1;
                            screen.show(new OwnPage.Ticket(
                                    open.attendee(), left > 0 ? open.symbol() : Optional.empty(), left));
                            tick();
                        }));
    }
}
