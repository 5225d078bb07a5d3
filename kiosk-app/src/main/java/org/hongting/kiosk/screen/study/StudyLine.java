package org.hongting.kiosk.screen.study;

import org.hongting.kiosk.study.Position;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Evidence;

/// What the study screen asks for, and what it tells. Every call returns at once; answers come with the number of the
/// visit.
public interface StudyLine {
    /// Whoever has just shown who they are wants to study.
    void open(int visit);

    /// Somebody in charge wants to open a lesson before the whole group.
    void openForGroup(int visit);

    /// Reads the file of a lesson, away from screen and desk.
    void read(int visit, CourseManifest course, Lesson lesson);

    /// Draws a page of the PDF that was read last, and the one behind it ahead.
    void draw(int visit, int page, int width, int height);

    /// From here on somebody learns.
    void begin(StudyFact.LessonName lesson, int of, Position first);

    void turn(Position next);

    /// The page was moved by a finger.
    void scroll(Position now);

    /// More of the page came into sight, by nobody's hand.
    void see(Position now);

    void plays(Position now);

    void show(Evidence evidence);

    /// The lesson is put away.
    void close(int visit);

    void signOut();

    /// Whoever has no card at hand goes on by PIN.
    void resumeByPin(int visit);

    /// Nobody answers: for pictures.
    static StudyLine silent() {
        return new SilentStudyLine();
    }
}
