package org.hongting.kiosk.screen.study;

import org.hongting.kiosk.study.Position;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Evidence;

/// A desk that is not there.
final class SilentStudyLine implements StudyLine {
    @Override
    public void open(int visit) {}

    @Override
    public void openForGroup(int visit) {}

    @Override
    public void read(int visit, CourseManifest course, Lesson lesson) {}

    @Override
    public void draw(int visit, int page, int width, int height) {}

    @Override
    public void begin(StudyFact.LessonName lesson, int of, Position first) {}

    @Override
    public void turn(Position next) {}

    @Override
    public void scroll(Position now) {}

    @Override
    public void see(Position now) {}

    @Override
    public void plays(Position now) {}

    @Override
    public void show(Evidence evidence) {}

    @Override
    public void close(int visit) {}

    @Override
    public void signOut() {}

    @Override
    public void resumeByPin(int visit) {}
}
