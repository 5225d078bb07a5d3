package org.hongting.kiosk.study;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.lesson.LessonTrouble;
import org.hongting.kiosk.lesson.PagePicture;
import org.hongting.kiosk.lesson.TextLesson;
import org.hongting.kiosk.table.Attendee;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.study.Studied;

/// What the study desk says to whoever is at the screen.
public sealed interface StudyReply extends Reply.OfAnotherDesk {
    /// Somebody is signed in, and this is what there is for them.
    record Opened(Attendee attendee, StudyHome home) implements StudyReply {}

    /// How the time stands, whenever that changes.
    ///
    /// @param needsIdentity only the member's card, pass or PIN goes on
    /// @param credited in this stay, in whole minutes
    record Pulse(LearningClock.Phase phase, boolean needsIdentity, Duration credited) implements StudyReply {}

    /// Whoever was away is back, by card or PIN.
    record Resumed(Attendee attendee) implements StudyReply {}

    /// A lesson's file was read, away from the screen: what there is to show.
    ///
    /// @param course whose it is
    record Read(CourseManifest course, Lesson lesson, Content content) implements StudyReply {}

    /// What a lesson's file holds.
    sealed interface Content {
        /// @param pictures that stand in it, by path
        record Words(TextLesson text, Map<String, PagePicture> pictures) implements Content {
            public Words {
                pictures = Map.copyOf(pictures);
            }
        }

        /// A PDF, whose pages are drawn one by one.
        record Sheets(int pages) implements Content {}

        record Still(PagePicture picture) implements Content {}

        record Recording(Path file) implements Content {}

        record Nothing(LessonTrouble.Kind why) implements Content {}
    }

    /// A page of the PDF that was read last.
    ///
    /// @param picture empty where it is damaged
    /// @param studied how long it may be looked at
    record PageDrawn(int page, Optional<PagePicture> picture, Studied studied) implements StudyReply {}
}
