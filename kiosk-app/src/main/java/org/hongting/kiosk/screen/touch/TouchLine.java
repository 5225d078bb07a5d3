package org.hongting.kiosk.screen.touch;

import java.util.Optional;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.screen.member.OwnLine;
import org.hongting.kiosk.screen.quiz.QuizLine;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.study.GroupAsk;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.VoidReason;

/// What the screen asks of the desk. Every call returns at once; what comes of it reaches the view model with the
/// number of the visit it was asked in, so that an answer to somebody who has gone opens nothing for the next person.
public interface TouchLine {
    /// A student number, to check in with or, by somebody in charge, to mark.
    void number(int visit, String number, TouchPage.Purpose purpose);

    void pin(int visit, String pin);

    void search(int visit, String typed);

    /// One of those whom a search found.
    void choose(int visit, MemberId member, TouchPage.Purpose purpose);

    /// The next read may sign somebody in charge in, perhaps to say who the member is that chose a name.
    void awaitCard(int visit, Optional<MemberId> forWhom);

    void mark(int visit, MarkReason reason);

    /// The page for what the member's meeting asks for stands open.
    void awaitProof(Decision.NeedsProof needed);

    /// The member is to show again what they came in with, to take it back.
    void awaitUndo(MemberId member, MeetingId meeting);

    /// Somebody in charge says why the arrival of the member they picked is taken back.
    void takeBack(int visit, VoidReason reason);

    /// @param meeting absent where nobody chose
    void settle(MemberId member, Optional<MeetingId> meeting);

    /// A code for phones, as it is now.
    void code(int visit);

    /// Somebody in charge asks about meetings.
    void meeting(int visit, MeetingAsk ask);

    /// Somebody in charge asks about the group that studies here.
    void group(int visit, GroupAsk ask);

    /// Who has just shown that they are in the group goes.
    void leaveGroup(MemberId member);

    /// Somebody in charge writes the record of a meeting.
    void record(int visit, RecordAsk ask);

    /// For a member who does something for themself.
    OwnLine own();

    /// For a member who studies.
    StudyLine study();

    /// For a member who answers questions.
    QuizLine quiz();

    /// Whoever was at the screen has gone.
    void leave();

    /// Nobody answers: for pictures and for a kiosk that has no desk yet.
    static TouchLine silent() {
        return new SilentLine();
    }
}
