package org.hongting.central.study;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hongting.central.publishing.Backlog;
import org.hongting.central.publishing.BeforePublishing;
import org.hongting.protocol.identity.BootId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.Transaction;

/// Dates the stretches of a boot anew once the centre knows better when that boot was: all of them, by one
/// anchor, and one boot after the other.
public final class StudyDating implements BeforePublishing {
    private final Database database;
    private final StudyRollup rollup;

    public StudyDating(Database database, StudyRollup rollup) {
        this.database = database;
        this.rollup = rollup;
    }

    private record Due(String terminal, BootId boot) {}

    private record Moved(
            String epoch, long seq, MemberId member, Moments.Span was, Stretches.Dated is, Lesson lesson) {}

    private record Lesson(MemberId member, String course, String lesson) {}

    @Override
    public void turn() {
        if (database.reading(StudyDating::due).isPresent()) {
            Backlog.work(database, transaction -> {
                Optional<Due> due = due(transaction);
                due.ifPresent(one -> date(transaction, one));
                return due.isPresent();
            });
        }
    }

    private static Optional<Due> due(Transaction transaction) {
        return transaction.queryFirst(
                "SELECT terminal, boot FROM study_boot_due LIMIT 1",
                row -> new Due(row.text("terminal"), new BootId(row.text("boot"))));
    }

    private void date(Transaction transaction, Due due) {
        transaction.update(
                "DELETE FROM study_boot_due WHERE terminal = ? AND boot = ?",
                due.terminal(),
                due.boot().value());
        Stretches.better(transaction, due.terminal(), due.boot()).ifPresent(anchor -> {
            Stretches.keep(transaction, due.terminal(), due.boot(), Optional.of(anchor));
            List<Moved> moved = transaction.query(
                    "SELECT study_interval.*, record.received_at FROM study_interval JOIN record"
                            + " USING (terminal, epoch, seq) WHERE terminal = ? AND boot = ?",
                    row -> new Moved(
                            row.text("epoch"),
                            row.integer("seq"),
                            new MemberId(row.text("member")),
                            new Moments.Span(row.integer("from_at"), row.integer("until_at")),
                            Stretches.date(row, anchor),
                            new Lesson(
                                    new MemberId(row.text("member")),
                                    String.valueOf(row.textOrNull("course")),
                                    String.valueOf(row.textOrNull("lesson")))),
                    due.terminal(),
                    due.boot().value());
            move(transaction, due.terminal(), moved);
        });
    }

    private void move(Transaction transaction, String terminal, List<Moved> moved) {
        Map<MemberId, List<Moments.Span>> touched = new LinkedHashMap<>();
        Set<Lesson> lessons = new HashSet<>();
        for (Moved one : moved) {
            transaction.update(
                    "UPDATE study_interval SET from_at = ?, until_at = ?, certainty = ?"
                            + " WHERE terminal = ? AND epoch = ? AND seq = ?",
                    one.is().from(),
                    one.is().until(),
                    one.is().certainty().name(),
                    terminal,
                    one.epoch(),
                    one.seq());
            List<Moments.Span> spans = touched.computeIfAbsent(one.member(), id -> new java.util.ArrayList<>());
            spans.add(one.was());
            spans.add(new Moments.Span(one.is().from(), one.is().until()));
            lessons.add(one.lesson());
        }
        touched.forEach((member, spans) -> {
            rollup.renew(transaction, member, spans);
            ProgressSource.mark(transaction, member);
        });
        lessons.forEach(one -> LessonProgress.renew(transaction, one.member(), one.course(), one.lesson()));
    }
}
