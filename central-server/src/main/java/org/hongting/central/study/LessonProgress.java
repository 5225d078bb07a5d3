package org.hongting.central.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.hongting.central.study.Moments.Span;
import org.hongting.protocol.course.Lesson;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.study.Coverage;
import org.jspecify.annotations.Nullable;

/// Keeps how far members are in lessons equal to what their intervals say. What was seen in an interval that rulings
/// have struck, or struck more than half of, was not seen: nobody knows at which moment of it a page stood there.
final class LessonProgress {
    private LessonProgress() {}

    private record Row(long from, long until, int edition, int place, int parts, Coverage seen) {
        Span span() {
            return new Span(from, until);
        }
    }

    /// Of the highest edition that was studied, place and coverage; of the lesson in whatever edition, the time. A
    /// kiosk that was off for long holds an older one, and a glance at it there takes nobody back.
    static void renew(Transaction transaction, MemberId member, StudyFact.LessonName lesson) {
        renew(transaction, member, lesson.course().value(), lesson.lesson().value());
    }

    private record Kept(int edition, Reached reached, long last) {}

    /// What has been seen of a lesson, and when that came to most and to all of it.
    private record Reached(
            int parts,
            Coverage seen,
            @Nullable Long most,
            @Nullable Long whole) {
        private static final int ALL = 100;

        Reached and(Coverage more, long at) {
            Coverage both = seen.and(more);
            int count = both.within(parts);
            boolean isMost = count * (long) ALL >= parts * (long) Lesson.MOST_OF_A_FILM;
            return new Reached(
                    parts,
                    both,
                    most == null && isMost ? Long.valueOf(at) : most,
                    whole == null && count == parts ? Long.valueOf(at) : whole);
        }

        static Reached nothing(int parts) {
            return new Reached(parts, Coverage.NONE, null, null);
        }
    }

    /// As [#renew], after one more interval. Where nothing ends later than that one, nothing before its beginning is
    /// read.
    static void add(Transaction transaction, StudyFact.Learned learned, StudyFact.LessonName lesson, Span added) {
        StudyFact.Reading reading = learned.reading();
        Moments struck = Reckoning.struck(Pieces.corrections(transaction, learned.member()));
        Kept kept = kept(transaction, learned.member(), lesson)
                .filter(row -> row.last() < added.until())
                .filter(_ -> lengthOf(struck.without(added)) == added.length())
                .filter(row -> reading == null
                        || (row.edition() == lesson.edition() && row.reached().parts() == reading.of()))
                .orElse(null);
        if (kept == null) {
            renew(transaction, learned.member(), lesson);
            return;
        }
        Moments before = new Moments();
        transaction
                .query(
                        "SELECT from_at, until_at FROM study_interval"
                                + " WHERE member = ? AND course = ? AND lesson = ? AND until_at > ? AND until_at <= ?",
                        row -> new Span(row.integer("from_at"), row.integer("until_at")),
                        learned.member().value(),
                        lesson.course().value(),
                        lesson.lesson().value(),
                        added.from(),
                        kept.last())
                .forEach(before::add);
        Reached reached = reading == null ? kept.reached() : kept.reached().and(reading.seen(), added.until());
        transaction.update(
                "UPDATE study_lesson SET place = coalesce(?, place), seen = ?, seen_parts = ?, most_at = ?,"
                        + " whole_at = ?, credited = credited + ?, last_at = ?"
                        + " WHERE member = ? AND course = ? AND lesson = ?",
                reading == null ? null : reading.place(),
                Json.writeText(reached.seen()),
                reached.seen().within(reached.parts()),
                reached.most(),
                reached.whole(),
                lengthOf(before.without(added)),
                added.until(),
                learned.member().value(),
                lesson.course().value(),
                lesson.lesson().value());
    }

    private static Optional<Kept> kept(Transaction transaction, MemberId member, StudyFact.LessonName lesson) {
        return transaction.queryFirst(
                "SELECT edition, parts, seen, most_at, whole_at, last_at FROM study_lesson"
                        + " WHERE member = ? AND course = ? AND lesson = ?",
                row -> new Kept(
                        Math.toIntExact(row.integer("edition")),
                        new Reached(
                                Math.toIntExact(row.integer("parts")),
                                coverage(row.text("seen")),
                                moment(row, "most_at"),
                                moment(row, "whole_at")),
                        row.integer("last_at")),
                member.value(),
                lesson.course().value(),
                lesson.lesson().value());
    }

    private static @Nullable Long moment(Transaction.Row row, String column) {
        return row.isNull(column) ? null : Long.valueOf(row.integer(column));
    }

    /// As [#renew], of every lesson that was studied within moments about which something was ruled.
    static void renew(Transaction transaction, MemberId member, Span ruled) {
        transaction
                .query(
                        "SELECT DISTINCT course, lesson FROM study_interval"
                                + " WHERE member = ? AND from_at < ? AND until_at > ? AND lesson IS NOT NULL",
                        row -> new Name(row.text("course"), row.text("lesson")),
                        member.value(),
                        ruled.until(),
                        ruled.from())
                .forEach(name -> renew(transaction, member, name.course(), name.lesson()));
    }

    private record Name(String course, String lesson) {}

    static void renew(Transaction transaction, MemberId member, String course, String lesson) {
        Moments struck = Reckoning.struck(Pieces.corrections(transaction, member));
        List<Row> rows = transaction.query(
                "SELECT from_at, until_at, edition, place, parts, seen FROM study_interval"
                        + " WHERE member = ? AND course = ? AND lesson = ? ORDER BY until_at, terminal, epoch, seq",
                row -> new Row(
                        row.integer("from_at"),
                        row.integer("until_at"),
                        Math.toIntExact(row.integer("edition")),
                        Math.toIntExact(row.integer("place")),
                        Math.toIntExact(row.integer("parts")),
                        coverage(row.textOrNull("seen"))),
                member.value(),
                course,
                lesson);
        transaction.update(
                "DELETE FROM study_lesson WHERE member = ? AND course = ? AND lesson = ?",
                member.value(),
                course,
                lesson);
        List<Row> told = rows.stream()
                .filter(row -> row.parts() > 0)
                .filter(row -> isMostlyLeft(struck, row.span()))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        int edition = told.stream().mapToInt(Row::edition).max().orElseThrow();
        List<Row> counted =
                told.stream().filter(row -> row.edition() == edition).toList();
        Row last = counted.getLast();
        Moments moments = new Moments(struck);
        long credited = rows.stream()
                .mapToLong(row -> lengthOf(moments.add(row.span())))
                .sum();
        Reached reached = Reached.nothing(last.parts());
        for (Row row : counted) {
            if (row.parts() == last.parts()) {
                reached = reached.and(row.seen(), row.until());
            }
        }
        transaction.update(
                "INSERT INTO study_lesson (member, course, lesson, edition, place, parts, seen, seen_parts, most_at,"
                        + " whole_at, credited, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                member.value(),
                course,
                lesson,
                edition,
                last.place(),
                last.parts(),
                Json.writeText(reached.seen()),
                reached.seen().within(last.parts()),
                reached.most(),
                reached.whole(),
                credited,
                rows.getLast().until());
    }

    private static boolean isMostlyLeft(Moments struck, Span span) {
        return 2 * lengthOf(struck.without(span)) >= span.length();
    }

    private static long lengthOf(List<Span> spans) {
        return spans.stream().mapToLong(Span::length).sum();
    }

    static Coverage coverage(@Nullable String json) {
        return json == null ? Coverage.NONE : Json.read(json.getBytes(UTF_8), Coverage.class);
    }
}
