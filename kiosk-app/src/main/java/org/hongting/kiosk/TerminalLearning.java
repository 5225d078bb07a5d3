package org.hongting.kiosk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.hongting.kiosk.member.OwnLearning;
import org.hongting.kiosk.study.Library;
import org.hongting.kiosk.study.Progress;
import org.hongting.kiosk.study.StudyTables;
import org.hongting.protocol.course.CourseManifest;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Tells the desk of members how far they are, with the titles that are on this terminal: what the study desk keeps,
/// and
/// the shelf. A lesson whose course is not here has no title to show, and is left out.
///
/// @param heard when the centre was heard last
record TerminalLearning(StudyTables tables, Library library, Supplier<Optional<OffsetDateTime>> heard)
        implements OwnLearning {
    @Override
    public Known of(Transaction transaction, MemberId member, Instant now) {
        Progress progress = tables.progressOf(transaction, member, now);
        return new Known(
                progress.year().map(year -> new Year(year.number(), year.credited(), year.target())),
                progress.lessons().stream()
                        .filter(lesson -> lesson.last().isAfter(Instant.EPOCH))
                        .flatMap(
                                lesson -> title(lesson)
                                        .map(title -> new OwnLearning.Lesson(title, lesson.last(), lesson.credited()))
                                        .stream())
                        .toList(),
                heard.get());
    }

    private Optional<String> title(Progress.Lesson lesson) {
        return library.courses().stream()
                .map(Library.Shelved::manifest)
                .filter(course -> course.id().equals(lesson.name().course()))
                .findFirst()
                .map(course -> titleIn(course, lesson));
    }

    private static String titleIn(CourseManifest course, Progress.Lesson lesson) {
        return course.lessons().stream()
                .filter(one -> one.id().equals(lesson.name().lesson()))
                .findFirst()
                .map(one -> one.title())
                .orElse(course.title());
    }
}
