package org.hongting.central.course;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hongting.central.organisation.PinyinInitials;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.protocol.document.CourseEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.jspecify.annotations.Nullable;

/// Tells every terminal which courses it is to hold. One whose last day is over is not among them.
public final class CoursesSource implements DocumentSource {
    static final String KIND = "courses";

    /// The scope of a mark that stands for every terminal.
    static final String ALL = "all";

    private final PinyinInitials pinyin = new PinyinInitials();
    private final Courses courses;
    private final Clock clock;

    CoursesSource(Courses courses, Clock clock) {
        this.courses = courses;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        LocalDate today = LocalDate.now(clock);
        List<Course> good = courses.all(transaction).stream()
                .filter(course -> course.withdrawn().isEmpty())
                .filter(course -> course.edition()
                        .expires()
                        .filter(day -> day.isBefore(today))
                        .isEmpty())
                .toList();
        Map<DocumentName, List<DocumentEntry>> contents = new LinkedHashMap<>();
        transaction
                .query(
                        "SELECT id FROM terminal WHERE revoked_at IS NULL ORDER BY id",
                        row -> new TerminalId(row.text("id")))
                .forEach(terminal -> contents.put(
                        DocumentName.coursesOf(terminal),
                        good.stream()
                                .filter(course -> course.goesTo(terminal))
                                .map(course -> DocumentEntry.of(entry(course)))
                                .toList()));
        return contents;
    }

    private CourseEntry entry(Course course) {
        Course.Edition edition = course.edition();
        return new CourseEntry(
                course.id(),
                edition.number(),
                edition.title(),
                edition.language(),
                edition.manifest(),
                Base64.getEncoder().encodeToString(edition.signature()),
                edition.size(),
                edition.lessons(),
                edition.expires().orElse(null),
                course.delivery(),
                initials(edition.title()));
    }

    private @Nullable String initials(String title) {
        String all = String.join(" ", pinyin.of(title));
        return all.isEmpty() || all.length() > CourseEntry.INITIALS ? null : all;
    }
}
