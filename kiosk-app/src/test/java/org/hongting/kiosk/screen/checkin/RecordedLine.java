package org.hongting.kiosk.screen.checkin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.meeting.MeetingAsk;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.member.Errand;
import org.hongting.kiosk.quiz.Banks;
import org.hongting.kiosk.quiz.Choice;
import org.hongting.kiosk.screen.member.OwnLine;
import org.hongting.kiosk.screen.quiz.QuizLine;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.screen.touch.TouchLine;
import org.hongting.kiosk.screen.touch.TouchPage;
import org.hongting.kiosk.study.GroupAsk;
import org.hongting.kiosk.study.Position;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.document.Preference;
import org.hongting.protocol.document.QuizEntry;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.quiz.Answer;
import org.hongting.protocol.record.LeaveReason;
import org.hongting.protocol.record.MarkReason;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.VoidReason;
import org.hongting.protocol.study.Evidence;

/// A desk that writes down what it is asked and says nothing.
final class RecordedLine implements TouchLine {
    final List<String> asked = new ArrayList<>();
    int visit;
    private final OwnLine own = new RecordedOwnLine();
    private final StudyLine study = new RecordedStudyLine();

    private void note(int in, String what) {
        visit = in;
        asked.add(what);
    }

    @Override
    public QuizLine quiz() {
        return new RecordedQuizLine();
    }

    @Override
    public StudyLine study() {
        return study;
    }

    @Override
    public void group(int in, GroupAsk ask) {
        note(in, "group " + ask);
    }

    @Override
    public void leaveGroup(MemberId member) {
        asked.add("leave group " + member);
    }

    @Override
    public void number(int in, String number, TouchPage.Purpose purpose) {
        note(in, "number " + number + " " + purpose);
    }

    @Override
    public void pin(int in, String pin) {
        note(in, "pin " + pin);
    }

    @Override
    public void search(int in, String typed) {
        note(in, "search " + typed);
    }

    @Override
    public void choose(int in, MemberId member, TouchPage.Purpose purpose) {
        note(in, "choose " + member + " " + purpose);
    }

    @Override
    public void awaitCard(int in, Optional<MemberId> forWhom) {
        note(in, "card for " + forWhom.map(MemberId::value).orElse("anybody"));
    }

    @Override
    public void mark(int in, MarkReason reason) {
        note(in, "mark " + reason);
    }

    @Override
    public void awaitProof(Decision.NeedsProof needed) {
        asked.add("proof of " + needed.attendee().member());
    }

    @Override
    public void awaitUndo(MemberId member, MeetingId meeting) {
        asked.add("undo " + member + " " + meeting);
    }

    @Override
    public void takeBack(int in, VoidReason reason) {
        note(in, "take back " + reason);
    }

    @Override
    public void settle(MemberId member, Optional<MeetingId> meeting) {
        asked.add("settle " + member + " " + meeting.map(MeetingId::value).orElse("by the rule"));
    }

    @Override
    public void code(int in) {
        note(in, "code");
    }

    @Override
    public void meeting(int in, MeetingAsk ask) {
        note(in, ask.toString());
    }

    @Override
    public OwnLine own() {
        return own;
    }

    @Override
    public void record(int in, RecordAsk ask) {
        note(in, ask.toString());
    }

    @Override
    public void leave() {
        asked.add("leave");
    }

    private final class RecordedOwnLine implements OwnLine {
        @Override
        public void awaitRead(int in) {
            note(in, "who is it");
        }

        @Override
        public void awaitPhoneOf(int in, MemberId member) {
            note(in, "phone of " + member);
        }

        @Override
        public void bind(int in) {
            note(in, "bind");
        }

        @Override
        public void choose(int in, Errand errand) {
            note(in, "errand " + errand);
        }

        @Override
        public void menu(int in) {
            note(in, "menu");
        }

        @Override
        public void forget() {
            asked.add("forget");
        }

        @Override
        public void askLeave(int in, MeetingId meeting, LeaveReason reason) {
            note(in, "leave from " + meeting + " " + reason);
        }

        @Override
        public void remember(int in, Preference preference) {
            note(in, "remember " + preference);
        }
    }

    /// The part for members who study.
    private final class RecordedStudyLine implements StudyLine {
        @Override
        public void open(int in) {
            note(in, "study");
        }

        @Override
        public void openForGroup(int in) {
            note(in, "study for group");
        }

        @Override
        public void read(int in, CourseManifest course, Lesson lesson) {
            note(in, "read " + lesson.id());
        }

        @Override
        public void draw(int in, int page, int width, int height) {
            note(in, "draw " + page);
        }

        @Override
        public void begin(StudyFact.LessonName lesson, int of, Position first) {
            asked.add("begin " + lesson.lesson() + " at " + first.place() + " of " + of);
        }

        @Override
        public void turn(Position next) {
            asked.add("turn to " + next.place());
        }

        @Override
        public void scroll(Position now) {
            asked.add("scroll to " + now.place());
        }

        @Override
        public void see(Position now) {
            asked.add("see " + now.place());
        }

        @Override
        public void plays(Position now) {
            asked.add("plays " + now.place());
        }

        @Override
        public void show(Evidence evidence) {
            asked.add("show " + evidence.word());
        }

        @Override
        public void close(int in) {
            note(in, "close");
        }

        @Override
        public void signOut() {
            asked.add("sign out");
        }

        @Override
        public void resumeByPin(int in) {
            note(in, "resume by pin");
        }
    }

    /// For questions.
    private final class RecordedQuizLine implements QuizLine {
        @Override
        public void open(int in) {
            note(in, "questions");
        }

        @Override
        public void begin(int in, QuizEntry quiz) {
            note(in, "begin " + quiz.id());
        }

        @Override
        public void practise(int in, Banks.Shelved bank, Choice choice) {
            note(in, "practise " + choice);
        }

        @Override
        public void answer(int in, QuestionId question, Answer answer) {
            note(in, "answer " + question);
        }

        @Override
        public void handIn(int in) {
            note(in, "hand in");
        }

        @Override
        public void putAway(int in) {
            note(in, "put away");
        }

        @Override
        public void ranks(int in, QuizId quiz) {
            note(in, "ranks " + quiz);
        }

        @Override
        public void review(int in, QuizEntry quiz) {
            note(in, "review " + quiz.id());
        }
    }
}
