package org.hongting.central.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.Words;
import org.hongting.protocol.json.Json;
import org.hongting.protocol.port.Transaction;

/// Targets and notices in their tables.
public final class NoticeTable {
    private NoticeTable() {}

    /// A notice on its way.
    record Waiting(String id, NoticeTarget target, Notice notice, Instant createdAt, long tries) {}

    /// A target with how it went lately.
    ///
    /// @param problem why the last try failed; empty where it did not
    public record Shown(NoticeTarget target, Optional<Instant> lastSent, long waiting, long givenUp, String problem) {}

    static void add(Transaction transaction, NoticeTarget target, String actor, Instant now) {
        transaction.update(
                "INSERT INTO notice_target (id, kind, address, secret, language, added_by, added_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                target.id(),
                target.kind().word(),
                target.address(),
                target.secret(),
                target.language(),
                actor,
                UtcText.of(now));
    }

    static boolean remove(Transaction transaction, String id) {
        transaction.update("DELETE FROM notice WHERE target = ?", id);
        return transaction.update("DELETE FROM notice_target WHERE id = ?", id) == 1;
    }

    static List<NoticeTarget> targets(Transaction transaction) {
        return transaction.query("SELECT * FROM notice_target ORDER BY added_at, id", NoticeTable::target);
    }

    private static NoticeTarget target(Transaction.Row row) {
        return new NoticeTarget(
                row.text("id"),
                Words.find(NoticeTarget.Kind.class, row.text("kind")).orElse(NoticeTarget.Kind.WEBHOOK),
                row.text("address"),
                row.text("secret"),
                row.text("language"));
    }

    public static List<Shown> shown(Transaction transaction) {
        return transaction.query(
                "SELECT t.*, (SELECT max(sent_at) FROM notice WHERE target = t.id) AS last_sent,"
                        + " (SELECT count(*) FROM notice WHERE target = t.id AND sent_at IS NULL"
                        + " AND given_up_at IS NULL) AS waiting,"
                        + " (SELECT count(*) FROM notice WHERE target = t.id AND given_up_at IS NOT NULL) AS given_up,"
                        + " (SELECT max(problem) FROM notice WHERE target = t.id AND sent_at IS NULL) AS problem"
                        + " FROM notice_target AS t ORDER BY t.added_at, t.id",
                row -> new Shown(
                        target(row),
                        Optional.ofNullable(row.textOrNull("last_sent")).map(UtcText::parse),
                        row.integer("waiting"),
                        row.integer("given_up"),
                        Optional.ofNullable(row.textOrNull("problem")).orElse("")));
    }

    /// What was not tried yet of a target: whatever happens meanwhile goes with it.
    static Optional<Waiting> gathering(Transaction transaction, NoticeTarget target) {
        return transaction.queryFirst(
                "SELECT * FROM notice WHERE target = ? AND sent_at IS NULL AND given_up_at IS NULL AND tries = 0"
                        + " ORDER BY created_at",
                row -> waiting(row, target),
                target.id());
    }

    private static Waiting waiting(Transaction.Row row, NoticeTarget target) {
        return new Waiting(
                row.text("id"),
                target,
                Json.read(row.text("body").getBytes(StandardCharsets.UTF_8), Notice.class),
                UtcText.parse(row.text("created_at")),
                row.integer("tries"));
    }

    static void insert(
            Transaction transaction, String id, NoticeTarget target, Notice notice, Instant now, Instant due) {
        transaction.update(
                "INSERT INTO notice (id, target, body, created_at, due_at, tries, problem)"
                        + " VALUES (?, ?, ?, ?, ?, 0, '')",
                id,
                target.id(),
                Json.writeText(notice),
                UtcText.of(now),
                UtcText.of(due));
    }

    static void change(Transaction transaction, String id, Notice notice) {
        transaction.update("UPDATE notice SET body = ? WHERE id = ?", Json.writeText(notice), id);
    }

    static Optional<Waiting> due(Transaction transaction, NoticeTarget target, Instant now) {
        return transaction.queryFirst(
                "SELECT * FROM notice WHERE target = ? AND sent_at IS NULL AND given_up_at IS NULL AND due_at <= ?"
                        + " ORDER BY created_at, id",
                row -> waiting(row, target),
                target.id(),
                UtcText.of(now));
    }

    static long sentSince(Transaction transaction, NoticeTarget target, Instant moment) {
        return transaction
                .queryFirst(
                        "SELECT count(*) AS n FROM notice WHERE target = ? AND sent_at > ?",
                        row -> row.integer("n"),
                        target.id(),
                        UtcText.of(moment))
                .orElse(0L);
    }

    static void sent(Transaction transaction, String id, Instant now) {
        transaction.update("UPDATE notice SET sent_at = ?, problem = '' WHERE id = ?", UtcText.of(now), id);
    }

    static void tryLater(Transaction transaction, String id, String problem, Instant due) {
        transaction.update(
                "UPDATE notice SET tries = tries + 1, problem = ?, due_at = ? WHERE id = ?",
                problem,
                UtcText.of(due),
                id);
    }

    static void giveUp(Transaction transaction, String id, String problem, Instant now) {
        transaction.update(
                "UPDATE notice SET tries = tries + 1, problem = ?, given_up_at = ? WHERE id = ?",
                problem,
                UtcText.of(now),
                id);
    }

    static void forget(Transaction transaction, Instant before) {
        transaction.update(
                "DELETE FROM notice WHERE created_at < ? AND (sent_at IS NOT NULL OR given_up_at IS NOT NULL)",
                UtcText.of(before));
    }
}
