package org.hongting.kiosk.screen.touch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.quiz.QuizReply;
import org.hongting.kiosk.screen.group.GroupViewModel;
import org.hongting.kiosk.screen.meeting.MeetingViewModel;
import org.hongting.kiosk.screen.member.OwnViewModel;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.screen.quiz.QuizViewModel;
import org.hongting.kiosk.screen.study.StudyViewModel;
import org.hongting.kiosk.screen.touch.TouchPage.Purpose;
import org.hongting.kiosk.study.GroupReply;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Candidate;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.attendance.SecondFactor;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.VoidReason;

/// What people do at the touch screen: number, PIN, search, marks, the choice of a meeting. Confined to the
/// scheduler's thread.
///
/// A page that nobody touches counts down and is wiped. A read that comes meanwhile is decided and answered over the
/// page; afterwards a page in which nothing was typed has gone, and any other counts down at once, because whoever
/// typed may be the one who has just shown a card.
public final class TouchViewModel {
    /// Without a touch for this long a page asks whether anybody is there.
    public static final Duration IDLE = Duration.ofSeconds(20);
    /// Somebody in charge looks up from the screen to speak with people.
    public static final Duration CHARGE_IDLE = Duration.ofSeconds(60);
    /// A code for phones is made anew so often; it lives longer.
    public static final Duration RENEWAL = Duration.ofSeconds(30);
    /// Seconds to answer.
    public static final int COUNTDOWN = 10;

    private final Scheduler scheduler;
    private final TouchLine line;
    private final Runnable changed;
    private final Supplier<Appearance> appearance;
    private final IdleTime idle;
    private final TouchKeys keys;
    private final OwnViewModel own;
    private final StudyViewModel study;
    private final QuizViewModel quiz;
    private final GroupViewModel groups;
    private Optional<TouchPage> page = Optional.empty();
    private Optional<TouchPage> below = Optional.empty();

    /// What the desk said to the page below, until it is on top again.
    private Optional<Reply> held = Optional.empty();
    private Optional<Attendee> charge = Optional.empty();
    private Cancellable renewal = () -> {};
    private final MeetingViewModel meetings;
    private Duration silent = IDLE;
    private boolean turnedUnderCover;
    private int visit;

    /// @param changed told whenever [#page] is another
    /// @param appearance how the screen looks: whoever reads larger type has twice the time
    public TouchViewModel(Scheduler scheduler, TouchLine line, Runnable changed, Supplier<Appearance> appearance) {
        this.scheduler = scheduler;
        this.line = line;
        this.changed = changed;
        this.appearance = appearance;
        this.idle = new IdleTime(scheduler, this::over);
        this.keys = new TouchKeys(this, line);
        this.study = new StudyViewModel(new StudyOnTouch(this), line.study(), scheduler);
        this.quiz = new QuizViewModel(new QuizOnTouch(this), line.quiz(), line.study(), scheduler);
        this.own = new OwnViewModel(new OwnOnTouch(this), line.own(), scheduler, appearance);
        this.groups = new GroupViewModel(new GroupOnTouch(this, line));
        this.meetings = new MeetingViewModel(new MeetingsOnTouch(this, line), scheduler);
    }

    /// What is typed.
    public TouchKeys keys() {
        return keys;
    }

    /// What members do for themselves.
    public OwnViewModel own() {
        return own;
    }

    /// What members study.
    public StudyViewModel study() {
        return study;
    }

    /// What members answer.
    public QuizViewModel quiz() {
        return quiz;
    }

    /// The pages on which somebody in charge runs a group that studies here.
    public GroupViewModel groups() {
        return groups;
    }

    /// Which visit it is.
    public int visit() {
        return visit;
    }

    /// The pages on which somebody in charge runs a meeting.
    public MeetingViewModel meetings() {
        return meetings;
    }

    /// The page that is open, if one is.
    public Optional<TouchPage> page() {
        return page;
    }

    /// Seconds until the page is wiped, once that is said; changes without the page being drawn anew.
    public ReadOnlyObjectProperty<Optional<Integer>> leaving() {
        return idle.leaving();
    }

    /// Somebody wants to type their number.
    public void openNumber() {
        begin(new TouchPage.StudentNumber(Purpose.SELF, "", false, false));
    }

    /// Somebody wants to do something for themself, and has no card at hand.
    void openOwnNumber() {
        begin(new TouchPage.StudentNumber(Purpose.OWN, "", false, false));
    }

    /// Somebody in charge wants to sign in; from the page of a name that was chosen, to mark that member.
    public void openCharge() {
        Optional<Attendee> forWhom = page.flatMap(TouchPage::toConfirm);
        begin(new TouchPage.ChargeCard(forWhom));
        line.awaitCard(visit, forWhom.map(Attendee::member));
    }

    /// Somebody wants to check in with a phone that scans.
    public void openCode() {
        begin(new TouchPage.Code(Optional.empty()));
        line.code(visit);
    }

    /// Whoever has just come in, or was in already, wants to take that back.
    public void openUndo(Attendee attendee, MeetingBoard meeting) {
        begin(new TouchPage.Undo(attendee, meeting));
        line.awaitUndo(attendee.member(), meeting.meeting().id());
    }

    /// The meeting of somebody who was read asks for more.
    ///
    /// @return false where somebody in charge is at the screen, whose page stays: they are told in an answer
    public boolean prove(Decision.NeedsProof needed) {
        boolean charged = Stream.of(page, below)
                .flatMap(Optional::stream)
                .anyMatch(open -> open.isCharge() || open instanceof TouchPage.ChargeCard);
        if (charged) {
            return false;
        }
        begin(
                needed.wanted() == SecondFactor.PIN
                        ? new TouchPage.Pin(needed.attendee(), 0, false, true)
                        : new TouchPage.Confirm(needed.attendee(), true));
        line.awaitProof(needed);
        return true;
    }

    /// Who has just shown that they are in the group goes.
    public void leaveGroup(MemberId member) {
        line.leaveGroup(member);
    }

    public void takeBack(VoidReason reason) {
        touched();
        if (page.orElse(null) instanceof TouchPage.TakeBack asked && !asked.busy()) {
            show(new TouchPage.TakeBack(asked.member(), true));
            line.takeBack(visit, reason);
        }
    }

    /// From typing a number to looking for a name, and from the panel to either.
    public void openSearch() {
        turn(new TouchPage.Searching(purpose(), "", new Search.TooShort()));
    }

    public void openMarkNumber() {
        turn(new TouchPage.StudentNumber(purpose(), "", false, false));
    }

    /// For a member whose card is to be bound.
    public void openBindNumber() {
        turn(new TouchPage.StudentNumber(Purpose.BIND, "", false, false));
    }

    /// One of those whom the search found.
    public void choose(Candidate candidate) {
        touched();
        line.choose(visit, candidate.attendee().member(), purpose());
    }

    public void mark(MarkReason reason) {
        touched();
        if (page.orElse(null) instanceof TouchPage.Reason asked && !asked.busy()) {
            show(new TouchPage.Reason(asked.member(), true));
            line.mark(visit, reason);
        }
    }

    public void chooseMeeting(MeetingId meeting) {
        settle(Optional.of(meeting));
    }

    /// Back: to the panel for somebody in charge, else away.
    public void back() {
        boolean inPanel = page.filter(open -> open.isCharge() && !(open instanceof TouchPage.Charge))
                .isPresent();
        if (inPanel && page.orElse(null) instanceof TouchPage.Meetings && meetings.back()) {
            return;
        }
        if (inPanel && page.orElse(null) instanceof TouchPage.Group && groups.back()) {
            return;
        }
        if (inPanel && meetings.letsGuestsIn()) {
            meetings.again();
        } else if (inPanel && charge.isPresent()) {
            meetings.forget();
            groups.forget();
            own.giveUp();
            turn(new TouchPage.Charge(charge.get()));
        } else if (page.orElse(null) instanceof TouchPage.Meeting) {
            settle(Optional.empty());
        } else if (!study.goBack() && !quiz.goBack() && !own.goBack()) {
            wipe();
        }
    }

    /// Somebody is there: 「继续」, or any touch.
    public void touched() {
        if (page.isPresent()) {
            awaitIdle();
        }
    }

    /// What the desk says to a question of this visit. Decisions come by the check-in screen.
    public void hear(int asked, Reply reply) {
        if (asked != visit || page.isEmpty()) {
            return;
        }
        if (page.get() instanceof TouchPage.Meeting && below.isPresent()) {
            held = Optional.of(reply);
            return;
        }
        keys.forget();
        switch (reply) {
            case Reply.PinWanted(Attendee attendee) -> turn(new TouchPage.Pin(attendee, 0, false));
            case Reply.ConfirmationWanted(Attendee attendee) -> turn(new TouchPage.Confirm(attendee));
            case Reply.ChargeOpened(Attendee opened) -> {
                charge = Optional.of(opened);
                turn(new TouchPage.Charge(opened));
            }
            case Reply.ReasonWanted(Attendee member) -> turn(new TouchPage.Reason(member, false));
            case Reply.CodeMade(Optional<QrSymbol> symbol) -> codeMade(symbol);
            case Reply.VoidReasonWanted(Attendee member) -> turn(new TouchPage.TakeBack(member, false));
            case MeetingReply said -> meetings.hear(said);
            case OwnReply said -> own.hear(said);
            case QuizReply said -> quiz.hear(said);
            case StudyReply said when quiz.isAnswering() -> quiz.hear(said);
            case StudyReply said -> study.hear(said);
            case GroupReply said -> {
                // Whoever has gone back, or on to a lesson, is not brought here again.
                if (page.get() instanceof TouchPage.Group) {
                    groups.hear(said);
                }
            }
            case Reply.OfAnotherDesk said -> throw new IllegalStateException("no page for " + said.getClass());
            case Reply.Decided(Decision decision) -> decided(decision);
        }
    }

    /// Shows it, and asks for the next one before this one is too old to be brought to the centre.
    private void codeMade(Optional<QrSymbol> symbol) {
        if (page.orElse(null) instanceof TouchPage.Code) {
            show(new TouchPage.Code(symbol));
            int asked = visit;
            renewal.cancel();
            renewal = scheduler.after(RENEWAL, () -> {
                if (asked == visit) {
                    line.code(visit);
                }
            });
        }
    }

    /// The answer to what was typed here: where to go when it has faded.
    private void decided(Decision decision) {
        TouchPage open = page.orElseThrow();
        Optional<RefusalReason> reason =
                decision instanceof Decision.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
        if (decision instanceof Decision.NotRecorded) {
            wipe();
        } else if (reason.equals(Optional.of(RefusalReason.WRONG_PIN)) && open instanceof TouchPage.Pin) {
            keys.again();
        } else if (open.isReading()) {
            // Who has no PIN needs the card: the lesson waits on.
        } else if (charge.isPresent()) {
            boolean signedOut = reason.equals(Optional.of(RefusalReason.NOT_IN_CHARGE));
            if (signedOut) {
                wipe();
            } else if (open instanceof TouchPage.StudentNumber number && reason.isPresent()) {
                show(number.with(number.typed()));
            } else if (meetings.isOpen()) {
                meetings.again();
            } else {
                turn(new TouchPage.Charge(charge.get()));
            }
        } else if (reason.equals(Optional.of(RefusalReason.UNKNOWN_NUMBER))
                && open instanceof TouchPage.StudentNumber number) {
            show(number.with(number.typed()));
        } else if (!(open instanceof TouchPage.Own && open.isBlank())) {
            // Who it is may still be told by the next code.
            wipe();
        }
    }

    /// Several meetings expect whoever has just shown something. One who was choosing before is taken in by the rule.
    public void choose(Decision.NeedsMeeting choice) {
        if (page.orElse(null) instanceof TouchPage.Meeting before) {
            settleOnly(before, Optional.empty());
        } else if (page.filter(TouchPage::staysBelow).isPresent()) {
            below = page;
        } else {
            wipe();
        }
        turn(new TouchPage.Meeting(choice));
    }

    /// An answer covers the page: time stands still, but not for somebody in charge, who may have gone while others
    /// show their cards. Whoever was choosing and is in by now needs to choose no more.
    public void covered(Decision decision) {
        turnedUnderCover = false;
        if (!isInCharge()) {
            idle.stop();
        }
        if (page.orElse(null) instanceof TouchPage.Meeting open
                && decision.hasIn(open.choice().attendee())) {
            goBelow();
        }
        if (decision instanceof Decision.TakenBack && page.orElse(null) instanceof TouchPage.Undo) {
            wipe();
        }
    }

    /// The answer has gone.
    ///
    /// @param person whether it let somebody in or out, who may have been the one that typed here
    public void uncovered(boolean person) {
        if (page.isEmpty()) {
            return;
        }
        groups.again();
        TouchPage open = page.get();
        boolean before = person && !turnedUnderCover;
        if (before && open.isBlank()) {
            wipe();
        } else if (before && !open.isCharge() && !open.isReading() && !(open instanceof TouchPage.Meeting)) {
            idle.countDown(COUNTDOWN);
        } else if (!isInCharge()) {
            awaitIdle();
        }
    }

    /// Nothing of the person is left: not on the page, not here, not at the desk.
    public void wipe() {
        idle.stop();
        if (page.isEmpty()) {
            return;
        }
        page.filter(TouchPage.Meeting.class::isInstance)
                .ifPresent(open -> settleOnly((TouchPage.Meeting) open, Optional.empty()));
        keys.forget();
        page = Optional.empty();
        below = Optional.empty();
        held = Optional.empty();
        charge = Optional.empty();
        meetings.forget();
        groups.forget();
        visit++;
        own.forget();
        study.forget();
        quiz.forget();
        renewal.cancel();
        line.leave();
        changed.run();
    }

    private void settle(Optional<MeetingId> meeting) {
        if (page.orElse(null) instanceof TouchPage.Meeting open) {
            settleOnly(open, meeting);
            idle.stop();
            goBelow();
            changed.run();
            touched();
        }
    }

    /// Back to the page over which somebody chose a meeting, and to what was said to it meanwhile.
    private void goBelow() {
        page = below;
        below = Optional.empty();
        Optional<Reply> said = held;
        held = Optional.empty();
        said.ifPresent(reply -> hear(visit, reply));
    }

    private void settleOnly(TouchPage.Meeting open, Optional<MeetingId> meeting) {
        line.settle(open.choice().attendee().member(), meeting);
    }

    void begin(TouchPage first) {
        wipe();
        visit++;
        turn(first);
    }

    void turn(TouchPage next) {
        keys.forget();
        turnedUnderCover = true;
        show(next);
        awaitIdle();
    }

    void show(TouchPage next) {
        page = Optional.of(next);
        changed.run();
    }

    /// What a name or number is looked up for now.
    Purpose purpose() {
        return charge.isEmpty() ? Purpose.SELF : meetings.letsGuestsIn() ? Purpose.GUEST : Purpose.MARK;
    }

    private boolean isInCharge() {
        return page.filter(TouchPage::isCharge).isPresent();
    }

    /// How long nobody touches a page before it asks, in place of [#IDLE].
    public void idleAfter(Duration time) {
        silent = time;
    }

    private void awaitIdle() {
        if (page.filter(TouchPage::isReading).isPresent()) {
            // The desk says when nobody is there.
            idle.stop();
            return;
        }
        boolean larger = appearance.get().larger();
        if (page.orElse(null) instanceof TouchPage.Meeting) {
            idle.stop();
            idle.countDown(larger ? 2 * COUNTDOWN : COUNTDOWN);
            return;
        }
        Duration patience = page.filter(TouchPage::isSlow).isPresent() ? CHARGE_IDLE : silent;
        idle.begin(larger ? patience.multipliedBy(2) : patience, COUNTDOWN);
    }

    /// Asks whether anybody is there: nobody touched anything for a while.
    public void ask() {
        idle.stop();
        if (page.isPresent()) {
            idle.countDown(COUNTDOWN);
        }
    }

    /// Nobody answered.
    private void over() {
        if (page.orElse(null) instanceof TouchPage.Meeting) {
            settle(Optional.empty());
        } else {
            wipe();
        }
    }
}
