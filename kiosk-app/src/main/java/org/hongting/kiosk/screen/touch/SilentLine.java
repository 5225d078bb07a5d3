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

/// A desk that is not there.
final class SilentLine implements TouchLine {
    @Override
    public void number(int visit, String number, TouchPage.Purpose purpose) {}

    @Override
    public void pin(int visit, String pin) {}

    @Override
    public void search(int visit, String typed) {}

    @Override
    public void choose(int visit, MemberId member, TouchPage.Purpose purpose) {}

    @Override
    public void awaitCard(int visit, Optional<MemberId> forWhom) {}

    @Override
    public void mark(int visit, MarkReason reason) {}

    @Override
    public void awaitProof(Decision.NeedsProof needed) {}

    @Override
    public void awaitUndo(MemberId member, MeetingId meeting) {}

    @Override
    public void takeBack(int visit, VoidReason reason) {}

    @Override
    public void settle(MemberId member, Optional<MeetingId> meeting) {}

    @Override
    public void code(int visit) {}

    @Override
    public void meeting(int visit, MeetingAsk ask) {}

    @Override
    public void group(int visit, GroupAsk ask) {}

    @Override
    public void leaveGroup(MemberId member) {}

    @Override
    public OwnLine own() {
        return OwnLine.silent();
    }

    @Override
    public void record(int visit, RecordAsk ask) {}

    @Override
    public StudyLine study() {
        return StudyLine.silent();
    }

    @Override
    public QuizLine quiz() {
        return QuizLine.silent();
    }

    @Override
    public void leave() {}
}
