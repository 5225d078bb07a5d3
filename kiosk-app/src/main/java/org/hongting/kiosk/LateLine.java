package org.hongting.kiosk;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.screen.member.OwnLine;
import org.hongting.kiosk.screen.quiz.QuizLine;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.study.GroupAsk;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.VoidReason;

/// The window is there before the desk is. What is typed before that reaches nobody; there is no page to type on yet.
final class LateLine implements TouchLine {
    private final Supplier<Optional<TouchLine>> desk;

    LateLine(Supplier<Optional<TouchLine>> desk) {
        this.desk = desk;
    }

    private void tell(Consumer<TouchLine> call) {
        desk.get().ifPresent(call);
    }

    @Override
    public void number(int visit, String number, TouchPage.Purpose purpose) {
        tell(line -> line.number(visit, number, purpose));
    }

    @Override
    public void pin(int visit, String pin) {
        tell(line -> line.pin(visit, pin));
    }

    @Override
    public void search(int visit, String typed) {
        tell(line -> line.search(visit, typed));
    }

    @Override
    public void choose(int visit, MemberId member, TouchPage.Purpose purpose) {
        tell(line -> line.choose(visit, member, purpose));
    }

    @Override
    public void awaitCard(int visit, Optional<MemberId> forWhom) {
        tell(line -> line.awaitCard(visit, forWhom));
    }

    @Override
    public void mark(int visit, MarkReason reason) {
        tell(line -> line.mark(visit, reason));
    }

    @Override
    public void awaitProof(Decision.NeedsProof needed) {
        tell(line -> line.awaitProof(needed));
    }

    @Override
    public void awaitUndo(MemberId member, MeetingId meeting) {
        tell(line -> line.awaitUndo(member, meeting));
    }

    @Override
    public void takeBack(int visit, VoidReason reason) {
        tell(line -> line.takeBack(visit, reason));
    }

    @Override
    public void settle(MemberId member, Optional<MeetingId> meeting) {
        tell(line -> line.settle(member, meeting));
    }

    @Override
    public void code(int visit) {
        tell(line -> line.code(visit));
    }

    @Override
    public void meeting(int visit, MeetingAsk ask) {
        tell(line -> line.meeting(visit, ask));
    }

    @Override
    public void group(int visit, GroupAsk ask) {
        tell(line -> line.group(visit, ask));
    }

    @Override
    public void leaveGroup(MemberId member) {
        tell(line -> line.leaveGroup(member));
    }

    @Override
    public OwnLine own() {
        return new LateOwnLine(() -> desk.get().map(TouchLine::own));
    }

    @Override
    public StudyLine study() {
        return new LateStudyLine(() -> desk.get().map(TouchLine::study));
    }

    @Override
    public QuizLine quiz() {
        return new LateQuizLine(() -> desk.get().map(TouchLine::quiz));
    }

    @Override
    public void record(int visit, RecordAsk ask) {
        tell(line -> line.record(visit, ask));
    }

    @Override
    public void leave() {
        tell(TouchLine::leave);
    }
}
