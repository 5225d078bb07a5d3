package org.hongting.kiosk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.device.CredentialRead;
import org.hongting.device.camera.QrSymbol;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.PinStep;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.MeetingDesk;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.meeting.RecordDesk;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.member.PhoneCodes;
import org.hongting.kiosk.screen.member.OwnLine;
import org.hongting.kiosk.screen.quiz.QuizLine;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.study.GroupAsk;
import org.hongting.kiosk.study.GroupDesk;
import org.hongting.kiosk.study.GroupDoor;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.VoidReason;
import org.hongting.sync.mqtt.SerialScheduler;

/// Takes what is typed to the desk's thread and what comes of it to the face. PINs are compared on a thread of their
/// own: the desk meanwhile takes cards.
final class TerminalTouch implements TouchLine, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TerminalTouch.class.getName());

    /// When the screen has not settled a choice by then, nobody will.
    static final Duration CHOICE = Duration.ofSeconds(40);

    private final TouchDesk touch;
    private final MeetingDesk meetings;
    private final RecordDesk records;
    private final TerminalStudy study;
    private final TerminalQuiz quiz;
    private final GroupDesk groups;
    private final GroupDoor groupDoor;
    private final CheckInDesk desk;
    private final MemberDesk member;
    private final PhoneCodes codes;
    private final Scheduler desking;
    private final SerialScheduler comparing = new SerialScheduler("pin");
    private final TerminalFace face;
    private final Runnable afterDecision;
    private int readVisit;
    private final OwnLine own = new Own();

    /// Where members study and answer questions.
    record Rooms(TerminalStudy study, TerminalQuiz quiz) {}

    /// @param desking the desks' thread
    /// @param afterDecision told on the desk's thread when something was decided
    TerminalTouch(
            Desks desks, Rooms rooms, PhoneCodes codes, Scheduler desking, TerminalFace face, Runnable afterDecision) {
        this.touch = desks.touch();
        this.meetings = desks.meetings();
        this.records = desks.records();
        this.study = rooms.study();
        this.quiz = rooms.quiz();
        this.groups = desks.groups();
        this.groupDoor = desks.groupDoor();
        this.desk = desks.door();
        this.member = desks.member();
        this.codes = codes;
        this.desking = desking;
        this.face = face;
        this.afterDecision = afterDecision;
    }

    @Override
    public void number(int visit, String number, TouchPage.Purpose purpose) {
        onDesk(() -> reply(
                visit,
                switch (purpose) {
                    case SELF -> touch.number(number);
                    case MARK -> touch.pickNumber(number);
                    case GUEST -> meetings.answer(new MeetingAsk.GuestNumber(number));
                    case OWN -> member.number(number);
                    case BIND -> member.bindFor(number);
                }));
    }

    @Override
    public void pin(int visit, String pin) {
        onDesk(() -> touch.pin(pin).ifPresent(step -> {
            switch (step) {
                case PinStep.Answered(Reply reply) -> reply(visit, reply);
                case PinStep.Check check ->
                    comparing.execute(() -> {
                        boolean right = check.isRight();
                        onDesk(() -> touch.checked(check, right).ifPresent(reply -> reply(visit, reply)));
                    });
            }
        }));
    }

    @Override
    public void search(int visit, String typed) {
        onDesk(() -> face.found(visit, typed, touch.search(typed, meetings.letsGuestsIn())));
    }

    @Override
    public void choose(int visit, MemberId chosen, TouchPage.Purpose purpose) {
        onDesk(() -> reply(
                visit,
                switch (purpose) {
                    case SELF, OWN -> touch.choose(chosen);
                    case MARK, BIND -> touch.pick(chosen);
                    case GUEST -> meetings.answer(new MeetingAsk.Guest(chosen));
                }));
    }

    @Override
    public void awaitCard(int visit, Optional<MemberId> forWhom) {
        onDesk(() -> {
            readVisit = visit;
            touch.awaitCard(forWhom);
        });
    }

    @Override
    public void awaitProof(Decision.NeedsProof needed) {
        onDesk(() -> touch.awaitProof(needed));
    }

    @Override
    public void awaitUndo(MemberId member, MeetingId meeting) {
        onDesk(() -> touch.awaitUndo(member, meeting));
    }

    @Override
    public void takeBack(int visit, VoidReason reason) {
        onDesk(() -> reply(visit, touch.takeBack(reason)));
    }

    @Override
    public void mark(int visit, MarkReason reason) {
        onDesk(() -> reply(visit, touch.mark(reason)));
    }

    @Override
    public void code(int visit) {
        onDesk(() -> reply(
                visit,
                new Reply.CodeMade(desk.currentMeeting()
                        .flatMap(board -> codes.arrivalAt(board.meeting().id()))
                        .map(QrSymbol::of))));
    }

    @Override
    public void settle(MemberId member, Optional<MeetingId> meeting) {
        onDesk(() -> settleNow(member, meeting));
    }

    @Override
    public void meeting(int visit, MeetingAsk ask) {
        onDesk(() -> {
            reply(visit, meetings.answer(ask));
            afterDecision.run();
        });
    }

    @Override
    public void group(int visit, GroupAsk ask) {
        onDesk(() -> {
            reply(visit, touch.inSession(charge -> switch (ask) {
                case GroupAsk.Show _ -> groups.shown();
                case GroupAsk.Open _ -> groups.open(charge);
                case GroupAsk.Count(var gone) -> groups.count(gone);
                case GroupAsk.End(var gone) -> groups.end(gone);
            }));
            afterDecision.run();
        });
    }

    @Override
    public void leaveGroup(MemberId who) {
        onDesk(() -> {
            groups.leave(who);
            afterDecision.run();
        });
    }

    @Override
    public OwnLine own() {
        return own;
    }

    @Override
    public StudyLine study() {
        return study;
    }

    @Override
    public QuizLine quiz() {
        return quiz;
    }

    @Override
    public void record(int visit, RecordAsk ask) {
        if (ask instanceof RecordAsk.Photograph) {
            face.photograph(taken -> onDesk(() -> face.record(visit, records.answer(ask, taken))));
        } else {
            onDesk(() -> {
                RecordReply reply = records.answer(ask, Optional.empty());
                face.record(visit, reply);
                afterDecision.run();
            });
        }
    }

    @Override
    public void leave() {
        onDesk(() -> {
            touch.leave();
            member.leave();
            meetings.leave();
            quiz.leave();
            study.leave();
        });
    }

    /// Before a read is decided: somebody may have asked to take their arrival back, lets guests in, or leads a
    /// group. On the desk's thread.
    Optional<Decision> before(CredentialRead read) {
        member.beforeRead(read);
        groupDoor.skip();
        return touch.takeBack(read).or(() -> meetings.guest(read)).or(() -> group(read));
    }

    private Optional<Decision> group(CredentialRead read) {
        boolean elsewhere = !groups.isOpen() || touch.awaitsRead() || member.awaitsRead() || study.awaits(read);
        return elsewhere
                ? Optional.empty()
                : groupDoor.before(read, desk.currentMeeting().isPresent());
    }

    /// What is answered after the door has decided. On the desk's thread.
    Decision after(Decision decision) {
        return groupDoor.after(decision);
    }

    /// After a read was decided and answered. On the desk's thread.
    void afterRead(CredentialRead read, Decision decision) {
        awaitChoice(decision);
        guarded(() -> touch.charge(read).ifPresent(reply -> reply(readVisit, reply)));
        study.afterRead(read);
        guarded(() -> member.read(read).ifPresent(reply -> reply(readVisit, reply)));
    }

    private void reply(int visit, Reply reply) {
        if (reply instanceof Reply.Decided(Decision decision)) {
            awaitChoice(decision);
            groupDoor.settled(decision);
            face.reply(visit, reply);
            afterDecision.run();
        } else {
            face.reply(visit, reply);
        }
    }

    private void onDesk(Runnable step) {
        desking.execute(() -> guarded(step));
    }

    /// A list that cannot be read just now is no answer: the person tries again, or goes.
    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "what was typed could not be looked up: {0}", e.kind());
        }
    }

    private void awaitChoice(Decision decision) {
        if (decision instanceof Decision.NeedsMeeting needed) {
            desking.after(
                    CHOICE, () -> guarded(() -> settleNow(needed.attendee().member(), Optional.empty())));
        }
    }

    private void settleNow(MemberId member, Optional<MeetingId> meeting) {
        desk.settle(member, meeting).ifPresent(decision -> {
            groupDoor.settled(decision);
            face.settled(decision);
            afterDecision.run();
        });
    }

    @Override
    public void close() {
        comparing.close();
    }

    /// For members who do something for themselves.
    private final class Own implements OwnLine {
        @Override
        public void awaitRead(int visit) {
            onDesk(() -> {
                readVisit = visit;
                member.awaitRead();
            });
        }

        @Override
        public void awaitPhoneOf(int visit, MemberId whose) {
            onDesk(() -> {
                readVisit = visit;
                member.awaitPhoneOf(whose);
            });
        }

        @Override
        public void bind(int visit) {
            answer(visit, member::bind);
        }

        @Override
        public void choose(int visit, Errand errand) {
            answer(visit, () -> member.choose(errand));
        }

        @Override
        public void menu(int visit) {
            answer(visit, member::menu);
        }

        @Override
        public void forget() {
            onDesk(member::leave);
        }

        @Override
        public void askLeave(int visit, MeetingId meeting, LeaveReason reason) {
            answer(visit, () -> member.askLeave(meeting, reason));
        }

        @Override
        public void remember(int visit, Preference preference) {
            answer(visit, () -> member.remember(preference));
        }

        private void answer(int visit, Supplier<Optional<Reply>> question) {
            onDesk(() -> {
                readVisit = visit;
                question.get().ifPresent(reply -> reply(visit, reply));
            });
        }
    }
}
