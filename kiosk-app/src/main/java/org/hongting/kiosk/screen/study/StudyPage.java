package org.hongting.kiosk.screen.study;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PagePicture;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.study.CourseState;
import org.hongting.kiosk.study.StudyHome;
import org.hongting.kiosk.table.Attendee;

/// What somebody studies, or chooses to study. The list is closed.
public sealed interface StudyPage {
    /// What there is for whoever signed in is looked up.
    record Opening() implements StudyPage {}

    /// What there is.
    record Home(Attendee attendee, StudyHome home) implements StudyPage {}

    /// All courses, or those that were searched for.
    ///
    /// @param searching whether the keys are in sight
    record Library(Attendee attendee, String typed, boolean searching, List<CourseState> found) implements StudyPage {
        public Library {
            found = List.copyOf(found);
        }
    }

    /// The lessons of a course.
    record Course(Attendee attendee, CourseState state) implements StudyPage {}

    /// A lesson is open.
    ///
    /// @param title the lesson's
    /// @param timed the desk knows of it, and says when nobody is there any more
    record Reading(String title, Reader reader, Bar bar, Attention attention, boolean timed) implements StudyPage {
        Reading with(Reader other) {
            return new Reading(title, other, bar, attention, timed);
        }

        Reading with(Bar other) {
            return new Reading(title, reader, other, attention, timed);
        }

        Reading with(Attention other) {
            return new Reading(title, reader, bar, other, timed);
        }

        Reading begun() {
            return new Reading(title, reader, bar, attention, true);
        }
    }

    /// What the slim bar says.
    ///
    /// @param credited in this stay
    /// @param page from 0
    /// @param night light letters on a dark ground
    record Bar(Duration credited, int page, int of, boolean night) {}

    /// Whether the time runs.
    enum Attention {
        THERE,
        /// 「继续学习？」
        ASKED,
        /// Nobody answered; a touch goes on.
        PAUSED,
        /// Nobody answered for long: only a card, a pass or a PIN goes on.
        AWAY
    }

    /// What is shown of the lesson.
    sealed interface Reader {
        /// It is being opened.
        record Opening() implements Reader {}

        record Broken(LessonTrouble.Kind why) implements Reader {}

        /// @param pictures of the course, by path, as far as they are read
        record Words(TextLesson lesson, int page, Map<String, PagePicture> pictures) implements Reader {
            public Words {
                pictures = Map.copyOf(pictures);
            }
        }

        /// A page of a PDF, or a picture.
        ///
        /// @param picture empty until it is drawn, and where it cannot be
        record Sheet(int page, Optional<PagePicture> picture, boolean damaged) implements Reader {}

        /// @param from the second to begin with
        record Recording(Path file, boolean film, int from) implements Reader {}
    }

    /// Whether it is read by light letters on a dark ground.
    default boolean isNight() {
        return this instanceof Reading reading && reading.bar().night();
    }

    /// Whether the time of a page that nobody touches runs by the rule of learning time.
    default boolean isReading() {
        return this instanceof Reading reading && reading.timed();
    }
}
