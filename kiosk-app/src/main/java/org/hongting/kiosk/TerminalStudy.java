package org.hongting.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.device.CredentialRead;
import org.hongting.kiosk.checkin.TouchDesk;
import org.hongting.kiosk.lesson.Block;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PagePicture;
import org.hongting.kiosk.lesson.PdfPages;
import org.hongting.kiosk.lesson.PdfRehearsal;
import org.hongting.kiosk.lesson.StillPicture;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.member.MemberDesk;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.study.GroupDesk;
import org.hongting.kiosk.study.Library;
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
import org.hongting.sync.mqtt.SerialScheduler;

/// Takes what happens at the study screen to the desk's thread, and reads files of lessons on a thread of their own:
/// neither screen nor desk waits for a page.
final class TerminalStudy implements StudyLine, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TerminalStudy.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);

    /// All pictures of one text together; the words of further ones stand in their place.
    private static final long POINTS_OF_A_TEXT = 20_000_000;

    private final StudyDesk desk;
    private final MemberDesk member;
    private final TouchDesk touch;
    private final GroupDesk group;
    private final Library library;
    private final Scheduler desking;
    private final TerminalFace face;
    private final SerialScheduler reading = new SerialScheduler("pages");
    private Scheduler.Cancellable ticking = () -> {};
    private Optional<PdfPages> pdf = Optional.empty();
    private Runnable release = () -> {};
    private volatile int visit;

    /// @param member who knows whoever studies
    /// @param touch who knows whoever is in charge
    /// @param desking the desks' thread
    TerminalStudy(
            StudyDesk desk,
            GroupDesk group,
            MemberDesk member,
            TouchDesk touch,
            Library library,
            Scheduler desking,
            TerminalFace face) {
        this.desk = desk;
        this.group = group;
        this.member = member;
        this.touch = touch;
        this.library = library;
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
        reading.execute(PdfRehearsal::rehearse);
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
        reading.execute(() -> {
            release.run();
            release = library.hold(course);
            face.reply(asked, new StudyReply.Read(course, lesson, guardedContent(course, lesson)));
        });
    }

    /// Whatever a file makes a library do, whoever opened it gets an answer.
    private StudyReply.Content guardedContent(CourseManifest course, Lesson lesson) {
        try {
            return contentOf(course, lesson);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.WARNING, "a lesson could not be read", e);
            return new StudyReply.Content.Nothing(LessonTrouble.Kind.UNREADABLE);
        } catch (OutOfMemoryError _) {
            return new StudyReply.Content.Nothing(LessonTrouble.Kind.TOO_LARGE);
        }
    }

    /// Nobody reads in anything.
    private void putAway() {
        pdf.ifPresent(PdfPages::close);
        pdf = Optional.empty();
        release.run();
        release = () -> {};
    }

    private StudyReply.Content contentOf(CourseManifest course, Lesson lesson) {
        pdf.ifPresent(PdfPages::close);
        pdf = Optional.empty();
        try {
            Path file = library.file(course, lesson.file())
                    .orElseThrow(() -> new LessonTrouble(LessonTrouble.Kind.MISSING));
            return switch (lesson.kind()) {
                case TEXT -> words(course, TextLesson.of(bytes(file, TextLesson.MOST_BYTES)));
                case PDF -> {
                    PdfPages opened = PdfPages.open(file);
                    pdf = Optional.of(opened);
                    yield new StudyReply.Content.Sheets(opened.pages());
                }
                case PICTURE -> new StudyReply.Content.Still(StillPicture.read(file));
                case VIDEO, AUDIO -> new StudyReply.Content.Recording(file);
            };
        } catch (LessonTrouble e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "lesson {0} of course {1}, edition {2}, cannot be shown: {3}",
                    lesson.id(),
                    course.id(),
                    course.edition(),
                    e.kind());
            return new StudyReply.Content.Nothing(e.kind());
        }
    }

    private StudyReply.Content words(CourseManifest course, TextLesson text) {
        Map<String, PagePicture> pictures = new HashMap<>();
        long points = 0;
        for (Block block : text.blocks()) {
            if (block instanceof Block.Picture(String path, var _)
                    && !pictures.containsKey(path)
                    && points < POINTS_OF_A_TEXT) {
                try {
                    Optional<Path> file = library.file(course, path);
                    if (file.isPresent()) {
                        PagePicture picture = StillPicture.read(file.get());
                        points += (long) picture.width() * picture.height();
                        pictures.put(path, picture);
                    }
                } catch (LessonTrouble _) {
                    // Its words stand in its place.
                }
            }
        }
        return new StudyReply.Content.Words(text, pictures);
    }

    private static byte[] bytes(Path file, int most) throws LessonTrouble {
        try {
            if (Files.size(file) > most) {
                throw new LessonTrouble(LessonTrouble.Kind.TOO_LARGE);
            }
            return Files.readAllBytes(file);
        } catch (IOException _) {
            throw new LessonTrouble(LessonTrouble.Kind.MISSING);
        }
    }

    @Override
    public void draw(int asked, int page, int width, int height) {
        reading.execute(() -> pdf.ifPresent(open -> {
            PdfPages.Drawn drawn = open.page(page, width, height);
            face.reply(asked, new StudyReply.PageDrawn(drawn.page(), drawn.picture(), drawn.studied()));
            // While the page is read.
            reading.execute(() -> pdf.filter(open::equals).ifPresent(same -> same.ahead(page + 1, width, height)));
        }));
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
        reading.execute(step);
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
        reading.execute(this::putAway);
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
        reading.execute(this::putAway);
        reading.close();
    }
}
