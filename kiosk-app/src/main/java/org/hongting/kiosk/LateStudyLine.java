package org.hongting.kiosk;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hongting.kiosk.screen.study.StudyLine;
import org.hongting.kiosk.study.Position;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Evidence;

/// The part of a [LateLine] for members who study.
final class LateStudyLine implements StudyLine {
    private final Supplier<Optional<StudyLine>> desk;

    LateStudyLine(Supplier<Optional<StudyLine>> desk) {
        this.desk = desk;
    }

    private void tell(Consumer<StudyLine> call) {
        desk.get().ifPresent(call);
    }

    @Override
    public void open(int visit) {
        tell(line -> line.open(visit));
    }

    @Override
    public void openForGroup(int visit) {
        tell(line -> line.openForGroup(visit));
    }

    @Override
    public void read(int visit, CourseManifest course, Lesson lesson) {
        tell(line -> line.read(visit, course, lesson));
    }

    @Override
    public void draw(int visit, int page, int width, int height) {
        tell(line -> line.draw(visit, page, width, height));
    }

    @Override
    public void begin(StudyFact.LessonName lesson, int of, Position first) {
        tell(line -> line.begin(lesson, of, first));
    }

    @Override
    public void turn(Position next) {
        tell(line -> line.turn(next));
    }

    @Override
    public void scroll(Position now) {
        tell(line -> line.scroll(now));
    }

    @Override
    public void see(Position now) {
        tell(line -> line.see(now));
    }

    @Override
    public void plays(Position now) {
        tell(line -> line.plays(now));
    }

    @Override
    public void show(Evidence evidence) {
        tell(line -> line.show(evidence));
    }

    @Override
    public void close(int visit) {
        tell(line -> line.close(visit));
    }

    @Override
    public void signOut() {
        tell(line -> line.signOut());
    }

    @Override
    public void resumeByPin(int visit) {
        tell(line -> line.resumeByPin(visit));
    }
}
