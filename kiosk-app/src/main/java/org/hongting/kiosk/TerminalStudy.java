package org.hongting.kiosk;

import java.time.Duration;
import java.util.function.Consumer;
import org.hongting.device.CredentialRead;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.study.GroupDesk;
import org.hongting.kiosk.study.Position;
import org.hongting.kiosk.study.StudyDesk;
import org.hongting.kiosk.study.StudyReply;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Evidence;

/// Takes what happens at the study screen to the desk's thread, and has files of lessons read away from it: neither
/// screen nor desk waits for a page.
final class TerminalStudy implements StudyLine, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TerminalStudy.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);

    private final StudyDesk desk;
    private final MemberDesk member;
    private final TouchDesk touch;
    private final GroupDesk group;
    private final TerminalLessons lessons;
    private final Scheduler desking;
    private final TerminalFace face;
    private Scheduler.Cancellable ticking = () -> {};
    private volatile int visit;

    /// @param member who knows whoever studies
    /// @param touch who knows whoever is in charge
    /// @param lessons reads files of lessons; closed with this
    /// @param desking the desks' thread
    TerminalStudy(
            StudyDesk desk,
            GroupDesk group,
            MemberDesk member,
            TouchDesk touch,
            TerminalLessons lessons,
            Scheduler desking,
            TerminalFace face) {
        this.desk = desk;
        this.group = group;
        this.member = member;
        this.touch = touch;
        this.lessons = lessons;
        this.desking = desking;
        this.face = face;
    }

    /// Writes down what a stop without a word left behind.
    void recover() {
        onDesk(study -> {
            study.recover();
            group.recover();
        });
    }

    /// Makes the first page as quick as the next ones.
    void rehearse() {
        lessons.rehearse();
    }

    @Override
    public void open(int asked) {
        visit = asked;
        onDesk(study ->
                member.identified().ifPresent(who -> face.reply(asked, study.open(who.member(), who.origin()))));
    }

    @Override
    public void openForGroup(int asked) {
        visit = asked;
        onDesk(study -> touch.signedIn()
                .ifPresent(charge -> face.reply(
                        asked,
                        study.open(charge, new Fact.Origin(CredentialKind.PIN, TouchDesk.DEVICE, false), group))));
    }

    @Override
    public void read(int asked, CourseManifest course, Lesson lesson) {
        lessons.read(course, lesson, content -> face.reply(asked, new StudyReply.Read(course, lesson, content)));
    }

    @Override
    public void draw(int asked, int page, int width, int height) {
        lessons.draw(
                page,
                width,
                height,
                drawn -> face.reply(asked, new StudyReply.PageDrawn(drawn.page(), drawn.picture(), drawn.studied())));
    }

    @Override
    public void begin(StudyFact.LessonName lesson, int of, Position first) {
        onDesk(study -> {
            study.begin(lesson, of, first);
            startTicking();
        });
    }

    /// From here on questions are answered. On the desk's thread.
    void beginQuiz(Duration expected) {
        guarded(study -> study.beginQuiz(expected));
        startTicking();
    }

    /// No question is answered any more. On the desk's thread.
    void endQuiz() {
        guarded(StudyDesk::close);
    }

    /// Somebody is there. On the desk's thread.
    void shown(Evidence evidence) {
        guarded(study -> {
            study.show(evidence);
            study.tick().ifPresent(pulse -> face.reply(visit, pulse));
        });
    }

    /// Reads something where lessons are read.
    void reading(Runnable step) {
        lessons.execute(step);
    }

    private void startTicking() {
        ticking.cancel();
        ticking = desking.after(TICK, this::tick);
    }

    private void tick() {
        if (!desk.isLearning()) {
            return;
        }
        ticking = desking.after(TICK, this::tick);
        guarded(study -> study.tick().ifPresent(pulse -> face.reply(visit, pulse)));
    }

    @Override
    public void turn(Position next) {
        onDesk(study -> study.turn(next));
    }

    @Override
    public void scroll(Position now) {
        onDesk(study -> study.scroll(now));
    }

    @Override
    public void see(Position now) {
        onDesk(study -> study.see(now));
    }

    @Override
    public void plays(Position now) {
        onDesk(study -> study.plays(now));
    }

    @Override
    public void show(Evidence evidence) {
        desking.execute(() -> shown(evidence));
    }

    @Override
    public void close(int asked) {
        onDesk(study -> {
            study.close();
            study.home().ifPresent(home -> face.reply(asked, home));
        });
    }

    @Override
    public void signOut() {
        onDesk(StudyDesk::signOut);
    }

    @Override
    public void resumeByPin(int asked) {
        onDesk(study -> study.askPin().ifPresent(reply -> face.reply(asked, reply)));
    }

    /// Whoever was at the screen has gone. On the desk's thread.
    void leave() {
        ticking.cancel();
        lessons.putAway();
        guarded(StudyDesk::leave);
    }

    /// Whether that read is awaited from who studies alone here. On the desk's thread.
    boolean awaits(CredentialRead read) {
        return desk.awaits(read);
    }

    /// After a read was decided and answered: is it the card of who studies? On the desk's thread.
    void afterRead(CredentialRead read) {
        guarded(study -> study.read(read).ifPresent(reply -> face.reply(visit, reply)));
    }

    private void onDesk(Consumer<StudyDesk> act) {
        desking.execute(() -> guarded(act));
    }

    private void guarded(Consumer<StudyDesk> act) {
        try {
            act.accept(desk);
        } catch (DatabaseFault e) {
            LOG.log(System.Logger.Level.WARNING, "study could not be looked up: {0}", e.kind());
        }
    }

    @Override
    public void close() {
        lessons.close();
    }
}
