package org.hongting.kiosk.study;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ProgressEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.hongting.sync.replica.DocumentChange;
import org.hongting.sync.replica.Projection;

/// How far members are: what the centre says of all terminals, and what happened here, which the centre may not know
/// yet. The place to go on with is the later one; what was seen is what either saw.
final class ProgressTable implements Projection {
    static final List<String> TABLES = List.of("""
            CREATE TABLE study_progress (
                member TEXT NOT NULL PRIMARY KEY, bucket TEXT NOT NULL, line BLOB NOT NULL
            ) STRICT, WITHOUT ROWID
            """, """
            CREATE TABLE study_place (
                member TEXT NOT NULL, course TEXT NOT NULL, lesson TEXT NOT NULL, edition INTEGER NOT NULL,
                place INTEGER NOT NULL, parts INTEGER NOT NULL, seen BLOB NOT NULL, credited_ms INTEGER NOT NULL,
                last TEXT NOT NULL, PRIMARY KEY (member, course, lesson)
            ) STRICT, WITHOUT ROWID
            """);

    @Override
    public boolean wants(DocumentName document) {
        return document.kind().equals("progress");
    }

    @Override
    public void apply(Transaction transaction, DocumentName document, DocumentChange change) {
        if (change.snapshot()) {
            transaction.update("DELETE FROM study_progress WHERE bucket = ?", document.scope());
        }
        for (ProgressEntry entry : change.putAs(ProgressEntry.class, malformed -> {})) {
            transaction.update(
                    "INSERT INTO study_progress (member, bucket, line) VALUES (?, ?, ?)"
                            + " ON CONFLICT (member) DO UPDATE SET bucket = excluded.bucket, line = excluded.line",
                    entry.id().value(),
                    document.scope(),
                    DocumentEntry.of(entry).line().bytes());
        }
        change.removed().forEach(member -> transaction.update("DELETE FROM study_progress WHERE member = ?", member));
    }

    /// Something of a lesson was studied here.
    void study(Transaction transaction, MemberId member, Progress.Lesson now) {
        transaction.update(
                "INSERT INTO study_place (member, course, lesson, edition, place, parts, seen, credited_ms, last)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (member, course, lesson) DO UPDATE"
                        + " SET edition = excluded.edition, place = excluded.place, parts = excluded.parts,"
                        + " seen = excluded.seen, credited_ms = excluded.credited_ms, last = excluded.last",
                member.value(),
                now.name().course().value(),
                now.name().lesson().value(),
                now.name().edition(),
                now.place(),
                now.of(),
                Json.write(now.seen()),
                now.credited().toMillis(),
                now.last().toString());
    }

    /// @param now by the terminal's wall clock: what claims to be of later was written while that was wrong
    Progress find(Transaction transaction, MemberId member, Instant now) {
        Optional<ProgressEntry> heard = transaction.queryFirst(
                "SELECT line FROM study_progress WHERE member = ?",
                row -> Json.read(row.bytes("line"), ProgressEntry.class),
                member.value());
        Map<String, Progress.Lesson> lessons = new LinkedHashMap<>();
        heard.stream()
                .flatMap(entry -> entry.lessons().stream())
                .map(ProgressTable::heard)
                .forEach(lesson -> lessons.put(keyOf(lesson.name()), lesson));
        here(transaction, member)
                .forEach(lesson -> lessons.merge(keyOf(lesson.name()), notAfter(now, lesson), ProgressTable::both));
        return new Progress(
                heard.map(entry -> new Progress.Year(
                        entry.year(),
                        Duration.ofSeconds(entry.credited()),
                        Optional.ofNullable(entry.target()).map(Duration::ofMinutes))),
                lessons.values().stream()
                        .sorted(Comparator.comparing(Progress.Lesson::last).reversed())
                        .toList(),
                heard.map(ProgressEntry::passed).map(Set::copyOf).orElse(Set.of()));
    }

    private static List<Progress.Lesson> here(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT * FROM study_place WHERE member = ?",
                row -> new Progress.Lesson(
                        new StudyFact.LessonName(
                                new CourseId(row.text("course")),
                                (int) row.integer("edition"),
                                new LessonId(row.text("lesson"))),
                        (int) row.integer("place"),
                        (int) row.integer("parts"),
                        Json.read(row.bytes("seen"), Coverage.class),
                        Duration.ofMillis(row.integer("credited_ms")),
                        Instant.parse(row.text("last"))),
                member.value());
    }

    private static Progress.Lesson heard(ProgressEntry.Lesson lesson) {
        OffsetDateTime last = lesson.last();
        return new Progress.Lesson(
                new StudyFact.LessonName(lesson.course(), lesson.edition(), lesson.lesson()),
                lesson.place(),
                lesson.of(),
                lesson.seen(),
                Duration.ofSeconds(lesson.credited()),
                last.toInstant());
    }

    private static Progress.Lesson notAfter(Instant now, Progress.Lesson lesson) {
        return lesson.last().isAfter(now)
                ? new Progress.Lesson(
                        lesson.name(), lesson.place(), lesson.of(), lesson.seen(), lesson.credited(), Instant.EPOCH)
                : lesson;
    }

    /// Another edition may have other parts: what was seen of the one before counts for that one alone.
    private static Progress.Lesson both(Progress.Lesson one, Progress.Lesson other) {
        Progress.Lesson later = one.last().isBefore(other.last()) ? other : one;
        boolean same = one.name().equals(other.name()) && one.of() == other.of();
        return new Progress.Lesson(
                later.name(),
                later.place(),
                later.of(),
                same ? one.seen().and(other.seen()) : later.seen(),
                one.credited().compareTo(other.credited()) > 0 ? one.credited() : other.credited(),
                later.last());
    }

    private static String keyOf(StudyFact.LessonName name) {
        return name.course() + "/" + name.lesson();
    }
}
