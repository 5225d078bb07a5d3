package org.hongting.kiosk.screen.touch;

import java.util.Optional;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.MeetingBoard;
import org.hongting.kiosk.screen.group.GroupPage;
import org.hongting.kiosk.screen.meeting.MeetingPage;
import org.hongting.kiosk.screen.member.OwnPage;
import org.hongting.kiosk.screen.quiz.QuizPage;
import org.hongting.kiosk.screen.study.StudyPage;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Search;

/// What one person does at the touch screen. The list is closed; docs/check-in-screen.md says what a read does in each.
public sealed interface TouchPage {
    /// What a person is looked for to.
    enum Purpose {
        /// To check in.
        SELF,
        /// To be marked by somebody in charge.
        MARK,
        /// To be let in as a guest by somebody in charge.
        GUEST,
        /// To do something for themself.
        OWN,
        /// To bind a card, with somebody in charge beside them.
        BIND
    }

    /// A student number is being typed.
    ///
    /// @param letters whether the keys show letters too
    /// @param busy the desk has it
    record StudentNumber(Purpose purpose, String typed, boolean letters, boolean busy) implements TouchPage {
        StudentNumber with(String other) {
            return new StudentNumber(purpose, other, letters, false);
        }
    }

    /// A PIN is being typed.
    ///
    /// @param digits how many; the digits themselves stand nowhere but in the view model
    /// @param byRule the member's meeting asks for it after a card: who is in charge may be called instead
    record Pin(Attendee attendee, int digits, boolean busy, boolean byRule) implements TouchPage {
        public Pin(Attendee attendee, int digits, boolean busy) {
            this(attendee, digits, busy, false);
        }
    }

    /// Somebody is looked for by initials and last digits.
    record Searching(Purpose purpose, String typed, Search found) implements TouchPage {}

    /// A name was chosen that nothing proves: somebody in charge must say that it is them.
    ///
    /// @param byRule it was no name: the member's meeting asks for it after a card
    record Confirm(Attendee attendee, boolean byRule) implements TouchPage {
        public Confirm(Attendee attendee) {
            this(attendee, false);
        }
    }

    /// A member wants to take their arrival back, and is to show again what they came in with.
    record Undo(Attendee attendee, MeetingBoard meeting) implements TouchPage {}

    /// Why does somebody in charge take this member's arrival back?
    record TakeBack(Attendee member, boolean busy) implements TouchPage {}

    /// Somebody in charge is asked for their card.
    ///
    /// @param forWhom the member whom they will mark
    record ChargeCard(Optional<Attendee> forWhom) implements TouchPage {}

    /// Somebody in charge is signed in.
    record Charge(Attendee charge) implements TouchPage {}

    /// Somebody in charge runs a meeting.
    record Meetings(MeetingPage page) implements TouchPage {}

    /// Somebody in charge opens a group that studies here, or ends it.
    record Group(GroupPage page) implements TouchPage {}

    /// Why is this member marked?
    record Reason(Attendee member, boolean busy) implements TouchPage {}

    /// Several meetings expect the member.
    record Meeting(Decision.NeedsMeeting choice) implements TouchPage {}

    /// A code for phones to scan.
    ///
    /// @param symbol absent until the desk has made it, and where none can be offered any more
    record Code(Optional<QrSymbol> symbol) implements TouchPage {}

    /// A member does something for themself.
    record Own(OwnPage page) implements TouchPage {}

    /// A member studies, or chooses what to study.
    record Study(StudyPage page) implements TouchPage {}

    /// A member answers questions, or chooses which.
    record Quiz(QuizPage page) implements TouchPage {}

    /// Whether nothing of a person is in it, so that nothing is lost when it goes.
    default boolean isBlank() {
        return switch (this) {
            case StudentNumber number ->
                number.typed().isEmpty() && (number.purpose() == Purpose.SELF || number.purpose() == Purpose.OWN);
            case Searching searching -> searching.typed().isEmpty() && searching.purpose() == Purpose.SELF;
            case ChargeCard card -> card.forWhom().isEmpty();
            case Code _ -> true;
            case Own(OwnPage own) -> own.isBlank();
            case Pin _,
                    Confirm _,
                    Undo _,
                    Charge _,
                    Meetings _,
                    Group _,
                    Reason _,
                    TakeBack _,
                    Meeting _,
                    Study _,
                    Quiz _ -> false;
        };
    }

    /// Whom somebody in charge is called for from here.
    default Optional<Attendee> toConfirm() {
        return switch (this) {
            case Confirm confirm -> Optional.of(confirm.attendee());
            case Pin pin when pin.byRule() -> Optional.of(pin.attendee());
            default -> Optional.empty();
        };
    }

    /// Whether it belongs to somebody in charge, who may look up from the screen for a while.
    default boolean isCharge() {
        return switch (this) {
            case StudentNumber number -> number.purpose() != Purpose.SELF && number.purpose() != Purpose.OWN;
            case Searching searching -> searching.purpose() != Purpose.SELF;
            case Charge _, Meetings _, Group _, Reason _, TakeBack _ -> true;
            case Own(OwnPage own) -> own.isCharge();
            case ChargeCard _, Pin _, Confirm _, Undo _, Meeting _, Code _, Study _, Quiz _ -> false;
        };
    }

    /// Whether it is there again when somebody has chosen a meeting over it: it belongs to somebody in charge, or waits
    /// for a card.
    default boolean staysBelow() {
        return isCharge()
                || this instanceof ChargeCard
                || this instanceof Confirm
                || this instanceof Study
                || this instanceof Quiz
                || (this instanceof Own(OwnPage own) && own.isBlank());
    }

    /// Whether it is read by light letters on a dark ground.
    default boolean isNight() {
        return (this instanceof Study(StudyPage study) && study.isNight())
                || (this instanceof Quiz(QuizPage quiz) && quiz.isNight());
    }

    /// Whether the rule of learning time says when nobody is there any more.
    default boolean isReading() {
        return (this instanceof Study(StudyPage study) && study.isReading())
                || (this instanceof Quiz(QuizPage quiz) && quiz.isReading());
    }

    /// Whether somebody may well look up from the screen for a while.
    default boolean isSlow() {
        return isCharge()
                || this instanceof Code
                || this instanceof Study
                || this instanceof Quiz
                || (this instanceof Own(OwnPage own) && own.isSlow());
    }
}
