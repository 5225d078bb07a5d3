package org.hongting.central.study;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hongting.central.publishing.DocumentSource;
import org.hongting.central.publishing.DueDocuments;
import org.hongting.protocol.Limits;
import org.hongting.protocol.document.AssignmentEntry;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.document.ProgressEntry;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.LessonId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuizId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;

/// Tells every terminal how far people are: so they go on where they left, wherever that was.
public final class ProgressSource implements DocumentSource {
    private static final String KIND = "progress";
    private static final String STILL_HERE = "member IN (SELECT id FROM member WHERE status = 'active')";
    private static final String DIGITS = "0123456789abcdef";
    private static final long SECOND = 1_000;
    private static final int MINUTES_OF_MILLIS = 60_000;

    private final TestResults results;
    private final Clock clock;

    /// @param clock in the site's zone
    public ProgressSource(TestResults results, Clock clock) {
        this.results = results;
        this.clock = clock;
    }

    static void mark(Transaction transaction, MemberId member) {
        DueDocuments.mark(transaction, KIND, DocumentName.progressOf(member).scope());
    }

    /// Every one that has been published before.
    static void markAll(Transaction transaction) {
        transaction
                .query("SELECT name FROM document WHERE name LIKE '" + KIND + "/%'", row -> row.text("name"))
                .forEach(name -> DueDocuments.mark(transaction, KIND, new DocumentName(name).scope()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Each digit judges every test that a plan asks for, and whoever learns anything marks theirs.
    @Override
    public boolean isUnhurried() {
        return true;
    }

    @Override
    public Map<DocumentName, List<DocumentEntry>> contents(Transaction transaction, String scope) {
        int year = LocalDate.now(clock).getYear();
        RulePack pack = RulePacks.of(transaction, year);
        Map<String, Long> credited = credited(transaction, scope, year);
        Map<String, List<ProgressEntry.Lesson>> lessons = lessons(transaction, scope, clock.getZone());
        Map<MemberId, Standing> standings = Standing.all(transaction);
        Map<String, List<QuizId>> passed = passed(transaction, scope);
        TreeSet<String> everybody = new TreeSet<>(credited.keySet());
        everybody.addAll(lessons.keySet());
        everybody.addAll(passed.keySet());
        List<DocumentEntry> entries = new ArrayList<>();
        for (String id : everybody) {
            MemberId member = new MemberId(id);
            entries.add(entry(new ProgressEntry(
                    member,
                    year,
                    credited.getOrDefault(id, 0L) / SECOND,
                    pack.target(standings.getOrDefault(member, Standing.USUAL))
                            .map(hours -> Math.toIntExact(pack.millis(hours) / MINUTES_OF_MILLIS))
                            .orElse(null),
                    lessons.getOrDefault(id, List.of()),
                    passed.getOrDefault(id, List.of()))));
        }
        return Map.of(new DocumentName(KIND + "/" + scope), entries);
    }

    /// With as many of the latest lessons as fit into a line: who has jumped about much gets fewer.
    private static DocumentEntry entry(ProgressEntry whole) {
        ProgressEntry entry = whole;
        while (Json.write(entry).length > Limits.LINE_BYTES) {
            entry = new ProgressEntry(
                    entry.id(),
                    entry.year(),
                    entry.credited(),
                    entry.target(),
                    entry.lessons().subList(0, entry.lessons().size() - 1),
                    entry.passed());
        }
        return DocumentEntry.of(entry);
    }

    /// The first text behind all that begin with the digit.
    private static String after(String digit) {
        return digit.equals("f") ? "g" : DIGITS.substring(DIGITS.indexOf(digit) + 1, DIGITS.indexOf(digit) + 2);
    }

    private Map<String, List<QuizId>> passed(Transaction transaction, String digit) {
        List<QuizId> tests = StudyPlans.tests(transaction);
        Map<String, List<QuizId>> passed = new HashMap<>();
        for (QuizId test : tests.subList(0, Math.min(AssignmentEntry.TESTS, tests.size()))) {
            results.passed(transaction, test, digit, after(digit))
                    .keySet()
                    .forEach(member -> passed.computeIfAbsent(member.value(), id -> new ArrayList<>())
                            .add(test));
        }
        if (!passed.isEmpty()) {
            passed.keySet()
                    .retainAll(transaction.query(
                            "SELECT id FROM member WHERE status = 'active' AND id >= ? AND id < ?",
                            row -> row.text("id"),
                            digit,
                            after(digit)));
        }
        return passed;
    }

    private static Map<String, Long> credited(Transaction transaction, String digit, int year) {
        Map<String, Long> credited = new HashMap<>();
        transaction
                .query(
                        "SELECT member, sum(met + grouped + alone + off_site) AS millis FROM study_month"
                                + " WHERE member >= ? AND member < ? AND month BETWEEN ? AND ? AND " + STILL_HERE
                                + " GROUP BY member",
                        row -> Map.entry(row.text("member"), row.integer("millis")),
                        digit,
                        after(digit),
                        year * 100 + 1,
                        year * 100 + 12)
                .forEach(one -> credited.put(one.getKey(), one.getValue()));
        return credited;
    }

    private static Map<String, List<ProgressEntry.Lesson>> lessons(Transaction transaction, String digit, ZoneId zone) {
        Map<String, List<ProgressEntry.Lesson>> lessons = new HashMap<>();
        transaction
                .query(
                        "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY member ORDER BY last_at DESC,"
                                + " course, lesson) AS place_from_last FROM study_lesson WHERE member >= ? AND member < ?"
                                + " AND " + STILL_HERE + ") AS placed"
                                + " WHERE place_from_last <= ? ORDER BY member, place_from_last",
                        row -> Map.entry(row.text("member"), lesson(row, zone)),
                        digit,
                        after(digit),
                        ProgressEntry.LESSONS)
                .forEach(one -> lessons.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        return lessons;
    }

    private static ProgressEntry.Lesson lesson(Transaction.Row row, ZoneId zone) {
        return new ProgressEntry.Lesson(
                new CourseId(row.text("course")),
                Math.toIntExact(row.integer("edition")),
                new LessonId(row.text("lesson")),
                Math.toIntExact(row.integer("place")),
                Math.toIntExact(row.integer("parts")),
                LessonProgress.coverage(row.text("seen")),
                row.integer("credited") / SECOND,
                Instant.ofEpochMilli(row.integer("last_at")).atZone(zone).toOffsetDateTime());
    }
}
