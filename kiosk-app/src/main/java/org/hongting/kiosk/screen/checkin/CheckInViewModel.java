package org.hongting.kiosk.screen.checkin;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.GroupBoard;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.member.OwnReply;
import org.hongting.kiosk.screen.part.Appearance;
import org.hongting.kiosk.screen.part.Frame;
import org.hongting.kiosk.screen.part.Place;
import org.hongting.kiosk.screen.part.ScreenHabits;
import org.hongting.kiosk.screen.part.ScreenLight;
import org.hongting.kiosk.screen.selftest.SelfTestViewModel;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.screen.touch.TouchViewModel;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;
import org.hongting.protocol.record.RefusalReason;
import org.hongting.protocol.record.TestedPart;

/// The state of the check-in screen, with no node, stage or text in it.
///
/// docs/check-in-screen.md says all states, and what a read does in each.
///
/// An answer is shown for a while and is cut short by the next one, whatever the screen shows: nobody in the queue
/// waits for a card to fade. What else changes meanwhile shows when the answer has gone. Out of order stays until
/// [#recovered] and lets answers through. Confined to the scheduler's thread, the FX thread in the kiosk; every
/// method is to be called there.
public final class CheckInViewModel {
    static final Duration ANSWER_TIME = ScreenHabits.USUAL.answers();
    /// What to do next takes longer to read than a yes.
    static final Duration REFUSAL_TIME = Duration.ofSeconds(4);
    /// Whoever chose larger type reads in their own time; the next read still cuts it short.
    static final int LARGER_TIME = 2;
    /// After this long without a choice or a read the next person finds the usual look.
    static final Duration APPEARANCE_TIME = Duration.ofSeconds(60);

    private final Scheduler scheduler;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<CheckInScreen> screen;
    private final Looks looks;

    private final ReadOnlyObjectWrapper<ScreenHabits> habits = new ReadOnlyObjectWrapper<>(ScreenHabits.USUAL);
    private Place place = Place.UNKNOWN;
    private Optional<Station> station = Optional.empty();
    private Optional<Decision> answer = Optional.empty();
    private Optional<OutOfOrderReason> outOfOrder = Optional.empty();
    private Optional<ClaimTrouble> trouble = Optional.empty();
    private Optional<PairingPage> pairing = Optional.empty();
    /// How whoever the open page is about is spoken to, where that is known.
    private Optional<Preference> here = Optional.empty();
    private final TouchViewModel touch;
    private final Announcing announcing;
    private final SelfTestViewModel testing;
    private final ScreenLight light;
    private Cancellable answerEnds = () -> {};
    private boolean byCard;

    /// Begins as starting, with the clock already running.
    ///
    /// @param onFxThread the thread this object lives on
    /// @param clock the wall clock that is shown, with the zone it is shown in
    public CheckInViewModel(Scheduler onFxThread, Clock clock) {
        this(onFxThread, clock, TouchLine.silent());
    }

    /// @param line to the desk, for what is typed
    public CheckInViewModel(Scheduler onFxThread, Clock clock, TouchLine line) {
        this.scheduler = onFxThread;
        this.clock = clock;
        this.looks = new Looks(onFxThread, APPEARANCE_TIME);
        this.touch = new TouchViewModel(
                onFxThread, line, this::publish, () -> looks.now().get());
        this.announcing = new Announcing(onFxThread, this::publish);
        this.testing = new SelfTestViewModel(onFxThread, this::publish);
        this.light = new ScreenLight(onFxThread, clock);
        this.screen = new ReadOnlyObjectWrapper<>(current());
        screen.addListener((_, _, now) -> {
            announcing.isOnScreen(now instanceof CheckInScreen.Announced);
            light.look(now instanceof CheckInScreen.Idle idle ? Optional.of(idle.station()) : Optional.empty());
        });
        awaitNextMinute();
    }

    /// The state. It changes at most once a minute by itself.
    public ReadOnlyObjectProperty<CheckInScreen> screen() {
        return screen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Appearance> appearance() {
        return looks.now();
    }

    /// What the screen is like for whoever has said nothing about it, from now on.
    public void configure(ScreenHabits wanted) {
        looks.usual(wanted.look());
        touch.idleAfter(wanted.idle());
        light.configure(wanted.rest());
        habits.set(wanted);
    }

    /// What the screen is like now for whoever has said nothing.
    ReadOnlyObjectProperty<ScreenHabits> habits() {
        return habits.getReadOnlyProperty();
    }

    /// Names the place, as soon as it is known and whenever it changes.
    public void show(Place newPlace) {
        place = newPlace;
        publish();
    }

    /// New local figures. The first ones say that the kiosk is ready; later ones end the unclaimed state too.
    public void show(Station newStation) {
        boolean calls = asksForRoll(Optional.of(newStation)) && !asksForRoll(station);
        station = Optional.of(newStation);
        trouble = Optional.empty();
        pairing = Optional.empty();
        if (calls && touch.study().isForGroup()) {
            // Who leads must see that the roll is due; the lesson goes on where it stood.
            touch.wipe();
        }
        publishFigures();
    }

    private static boolean asksForRoll(Optional<Station> station) {
        return station.flatMap(Station::group).filter(GroupBoard::asked).isPresent();
    }

    /// Whether nobody uses the screen, and nobody studies together before it.
    public boolean isFree() {
        return screen.get() instanceof CheckInScreen.Idle idle
                && idle.station().group().isEmpty();
    }

    /// Shows what the centre has to say for its time, wherever the screen would be idle. Who shows a card or code, or
    /// touches a key meanwhile, is served first, and that time does not count.
    ///
    /// @param gone told whether it was on the screen for its time or somebody has seen it
    public void announce(Announcement told, Consumer<Boolean> gone) {
        announcing.begin(told, gone);
    }

    /// Somebody has seen it.
    public void dismissAnnouncement() {
        announcing.seen();
    }

    /// Asks whoever stands there to help testing the screen. Who shows a card or code meanwhile is served first.
    ///
    /// @param sample makes a sound
    /// @param tested told what was found, at the end
    public void test(Runnable sample, Consumer<List<TestedPart>> tested) {
        testing.begin(sample, tested);
    }

    /// What whoever helps to test does.
    public SelfTestViewModel testing() {
        return testing;
    }

    /// How bright the screen is.
    public ScreenLight light() {
        return light;
    }

    /// What people do at the touch screen.
    public TouchViewModel touch() {
        return touch;
    }

    /// What the desk says to somebody who types. A decision is shown like that of a read.
    public void hear(int visit, Reply reply) {
        if (visit == touch.visit() && touch.page().isPresent()) {
            if (reply instanceof Reply.PinWanted(var attendee)) {
                speakHere(attendee);
            } else if (reply instanceof OwnReply said) {
                speakHere(said.attendee());
            }
        }
        touch.hear(visit, reply);
        boolean goesOn =
                reply instanceof Reply.PinWanted || reply instanceof OwnReply || reply instanceof StudyReply.Resumed;
        if (goesOn && answer.filter(CheckInViewModel::isNothingNew).isPresent()) {
            // Whoever showed the card to sign in, or to see what is theirs: that they were here already is no news.
            endAnswer();
        }
        if (reply instanceof Reply.Decided(Decision decision)) {
            show(decision);
        }
    }

    /// What somebody in charge hears about a meeting's record.
    public void hear(int visit, RecordReply reply) {
        if (reply instanceof RecordReply.Refused(Decision decision)) {
            hear(visit, new Reply.Decided(decision));
        } else if (visit == touch.visit()) {
            touch.meetings().records().hear(reply);
        }
    }

    /// What a search found.
    public void hear(int visit, String typed, Search found) {
        touch.keys().hear(visit, typed, found);
    }

    /// What the desk said: shown at once, in any state.
    public void show(Decision decision) {
        show(decision, false);
    }

    /// What the desk said to a read: shown at once, in any state.
    ///
    /// @param card whether it was a card's
    public void show(Decision decision, boolean card) {
        byCard = card;
        decision.person().ifPresentOrElse(person -> looks.speakTo(person.preference()), looks::nobody);
        if (decision instanceof Decision.NeedsMeeting choice) {
            endAnswer();
            touch.choose(choice);
            looks.speakTo(choice.attendee().preference());
            return;
        }
        Decision said = decision;
        if (decision instanceof Decision.NeedsProof needed) {
            endAnswer();
            if (outOfOrder.isEmpty() && touch.prove(needed)) {
                speakHere(needed.attendee());
                return;
            }
            looks.speakTo(needed.attendee().preference());
            said = new Decision.Refused(RefusalReason.UNCONFIRMED);
        }
        answer(said);
    }

    /// The page is about somebody who may have said how.
    private void speakHere(Attendee attendee) {
        here = Optional.of(attendee.preference());
        looks.speakTo(attendee.preference());
    }

    private void answer(Decision decision) {
        answer = Optional.of(decision);
        if (decision instanceof Decision.NotRecorded) {
            outOfOrder = Optional.of(OutOfOrderReason.JOURNAL);
            touch.wipe();
        }
        touch.covered(decision);
        answerEnds.cancel();
        answerEnds = scheduler.after(timeFor(decision), this::endAnswer);
        looks.keep();
        screen.set(current());
    }

    /// Whoever reads the answer to their card wants to have their phone enrolled.
    public void registerPhone() {
        Optional<Attendee> person = answer.flatMap(Decision::person);
        endAnswer();
        person.ifPresent(touch.own()::openPhone);
    }

    /// Whoever reads the answer goes, and the group studies on.
    public void leaveGroup() {
        Optional<Attendee> person = answer.flatMap(Decision::person);
        endAnswer();
        person.map(Attendee::member).ifPresent(touch::leaveGroup);
    }

    /// Whoever reads the answer wants to take their arrival back.
    public void undo() {
        Optional<Decision> said = answer;
        endAnswer();
        said.ifPresent(decision -> {
            switch (decision) {
                case Decision.Admitted admitted -> touch.openUndo(admitted.attendee(), admitted.meeting());
                case Decision.Already already -> touch.openUndo(already.attendee(), already.meeting());
                default -> {}
            }
        });
    }

    /// The terminal has no identity; it stays so until figures come.
    public void unclaimed(ClaimTrouble why) {
        trouble = Optional.of(why);
        pairing = Optional.empty();
        publish();
    }

    /// This machine waits for somebody who makes it a terminal.
    public void pairs(PairingPage page) {
        trouble = Optional.empty();
        pairing = Optional.of(page);
        publish();
    }

    /// Latched: only [#recovered] ends it.
    public void outOfOrder(OutOfOrderReason reason) {
        outOfOrder = Optional.of(reason);
        touch.wipe();
        publish();
    }

    public void recovered() {
        outOfOrder = Optional.empty();
        publish();
    }

    /// Somebody pressed the language switch.
    public void switchLanguage() {
        looks.choose(now -> new Appearance(now.language().other(), now.larger(), now.highContrast()));
    }

    /// Somebody pressed the switch of the elderly mode.
    public void switchLarger() {
        looks.choose(now -> new Appearance(now.language(), !now.larger(), now.highContrast()));
    }

    /// Somebody pressed the switch of the high contrast.
    public void switchContrast() {
        looks.choose(now -> new Appearance(now.language(), now.larger(), !now.highContrast()));
    }

    private Duration timeFor(Decision decision) {
        Duration usual = switch (decision) {
            case Decision.Admitted _, Decision.Already _, Decision.Left _, Decision.TakenBack _ ->
                habits.get().answers();
            case Decision.CardBound _, Decision.StudiesHere _ -> REFUSAL_TIME;
            case Decision.Refused _, Decision.NotRecorded _, Decision.NeedsMeeting _, Decision.NeedsProof _ ->
                REFUSAL_TIME;
        };
        return looks.now().get().larger() ? usual.multipliedBy(LARGER_TIME) : usual;
    }

    private void endAnswer() {
        answerEnds.cancel();
        boolean person = answer.map(CheckInViewModel::isOfPerson).orElse(false);
        boolean answered = answer.isPresent();
        answer = Optional.empty();
        if (answered) {
            touch.uncovered(person);
            if (touch.page().isPresent()) {
                // The answer was for somebody else than who is at the page.
                here.ifPresentOrElse(looks::speakTo, looks::nobody);
            }
        }
        publish();
    }

    private static boolean isNothingNew(Decision decision) {
        return decision instanceof Decision.Already || decision instanceof Decision.Refused;
    }

    private static boolean isOfPerson(Decision decision) {
        return decision.person().isPresent();
    }

    /// Publishes what changed, unless an answer stands: redrawing that would only restart it.
    private void publish() {
        if (touch.page().isEmpty()) {
            here = Optional.empty();
        }
        if (answer.isEmpty()) {
            if (touch.page().isEmpty()) {
                looks.nobody();
            }
            screen.set(current());
        }
    }

    /// The minute, new figures: they wait while somebody types, because a redraw between a press and its release would
    /// lose the press.
    private void publishFigures() {
        if (touch.page().isEmpty()) {
            publish();
        }
    }

    private CheckInScreen current() {
        Frame frame = new Frame(place, ZonedDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES), station);
        if (answer.isPresent()) {
            return new CheckInScreen.Answer(frame, answer.get(), byCard);
        }
        if (outOfOrder.isPresent()) {
            return new CheckInScreen.OutOfOrder(frame, outOfOrder.get());
        }
        if (trouble.isPresent()) {
            return new CheckInScreen.Unclaimed(frame, trouble.get());
        }
        if (pairing.isPresent()) {
            return new CheckInScreen.Pairing(frame, pairing.get());
        }
        if (touch.page().isPresent()) {
            return new CheckInScreen.Touch(frame, touch.page().get());
        }
        if (testing.page().isPresent()) {
            return new CheckInScreen.SelfTest(frame, testing.page().get());
        }
        return station.map(figures -> announcing
                        .now()
                        .<CheckInScreen>map(told -> new CheckInScreen.Announced(frame, figures, told))
                        .orElseGet(() -> new CheckInScreen.Idle(frame, figures)))
                .orElseGet(() -> new CheckInScreen.Starting(frame));
    }

    private void awaitNextMinute() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        ZonedDateTime next = now.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        scheduler.after(Duration.between(now, next), () -> {
            publishFigures();
            awaitNextMinute();
        });
    }
}
