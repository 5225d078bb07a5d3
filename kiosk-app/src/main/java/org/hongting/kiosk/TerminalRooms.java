package org.hongting.kiosk;

import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.kiosk.checkin.CheckInDesk;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.meeting.MeetingDesk;
import org.hongting.kiosk.meeting.RecordDesk;
import org.hongting.kiosk.member.CardBinding;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.member.PhoneCodes;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.QuizDesk;
import org.hongting.kiosk.quiz.QuizTables;
import org.hongting.kiosk.study.GroupDesk;
import org.hongting.kiosk.study.GroupDoor;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.StudyDesk;
import org.hongting.kiosk.study.StudyTables;
import org.hongting.kiosk.table.DeskTables;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.TerminalClock;
import org.hongting.protocol.signing.P256;
import org.hongting.provisioning.identity.Identity;
import org.hongting.sync.mqtt.SerialScheduler;

/// The rooms of a terminal, each made of those before it: whoever stands at the screen is at the check-in desk,
/// studies,
/// answers questions, or does something about themselves or their meetings.
record TerminalRooms(
        CheckInDesk desk,
        PhoneCodes codes,
        GroupDesk groups,
        TerminalStudy study,
        TerminalQuiz quiz,
        TerminalTouch touch) {
    /// What is known of studies and quizzes here.
    ///
    /// @param heardLast when the centre was last heard
    record Learnt(StudyTables study, QuizTables quiz, Supplier<Optional<OffsetDateTime>> heardLast) {}

    /// @param desking the desk's thread
    /// @param afterDecision run on that thread after each decision
    static TerminalRooms of(
            TerminalReleases.World world,
            Identity identity,
            Learnt learnt,
            TerminalTransfers transfers,
            SecureRandom random,
            SerialScheduler desking,
            TerminalFace face,
            Runnable afterDecision) {
        Database database = world.database();
        DeskTables tables = world.tables();
        TerminalClock clock = world.clock();
        TerminalId terminal = identity.terminal();
        CheckInDesk desk = new CheckInDesk(database, world.journal(), tables, clock);
        PhoneCodes codes = new PhoneCodes(database, tables, terminal, identity.signer(), clock);
        TouchDesk touchDesk = new TouchDesk(database, desk, tables, clock);
        MeetingDesk meetings = new MeetingDesk(
                new MeetingDesk.World(database, clock), desk, touchDesk, tables, random, identity.place());
        CardBinding binding = new CardBinding(tables, terminal, () -> P256.newKeyPair(random));
        Library library = new TerminalLibrary(transfers.shelf());
        MemberDesk member = new MemberDesk(
                desk,
                tables,
                touchDesk,
                codes,
                binding,
                clock,
                new TerminalLearning(learnt.study(), library, learnt.heardLast()));
        StudyDesk studyDesk = new StudyDesk(desk, touchDesk, learnt.study(), library, clock, random);
        GroupDesk groups = new GroupDesk(desk, tables, learnt.study(), clock, random);
        TerminalStudy study =
                new TerminalStudy(studyDesk, groups, member, touchDesk, new TerminalLessons(library), desking, face);
        QuizDesk quizDesk =
                new QuizDesk(desk, learnt.quiz(), new Banks(library), tables.personal()::find, clock, random);
        TerminalQuiz quiz = new TerminalQuiz(quizDesk, member, study, library, desking, face);
        TerminalTouch touch = new TerminalTouch(
                new Desks(
                        desk,
                        touchDesk,
                        meetings,
                        new RecordDesk(meetings, transfers.attachments()),
                        member,
                        groups,
                        new GroupDoor(groups, clock)),
                new TerminalTouch.Rooms(study, quiz),
                codes,
                desking,
                face,
                afterDecision);
        return new TerminalRooms(desk, codes, groups, study, quiz, touch);
    }
}
