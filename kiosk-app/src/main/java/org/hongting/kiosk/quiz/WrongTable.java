package org.hongting.kiosk.quiz;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hongting.protocol.document.PersonalEntry;
import org.hongting.protocol.document.PersonalEntry.WrongAnswer;
import org.hongting.protocol.identity.CourseId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.identity.QuestionId;
import org.hongting.protocol.port.Transaction;

/// What members answered wrong when they answered it last: here, and by what the centre says of all terminals. What was
/// answered right here outweighs the centre's word until the centre has heard of it.
final class WrongTable {
    static final List<String> TABLES = List.of("""
            CREATE TABLE quiz_wrong (
                id INTEGER PRIMARY KEY AUTOINCREMENT, member TEXT NOT NULL, course TEXT NOT NULL,
                question TEXT NOT NULL, wrong INTEGER NOT NULL, UNIQUE (member, course, question)
            ) STRICT
            """);

    /// Questions of one member, and of all; the oldest go.
    static final int MOST_OF_ONE = 200;

    static final int MOST = 20_000;

    /// The answer that somebody gave last.
    void mark(Transaction transaction, MemberId member, WrongAnswer question, boolean wrong) {
        transaction.update(
                "DELETE FROM quiz_wrong WHERE member = ? AND course = ? AND question = ?",
                member.value(),
                question.course().value(),
                question.question().value());
        transaction.update(
                "INSERT INTO quiz_wrong (member, course, question, wrong) VALUES (?, ?, ?, ?)",
                member.value(),
                question.course().value(),
                question.question().value(),
                wrong ? 1 : 0);
        transaction.update(
                "DELETE FROM quiz_wrong WHERE member = ?1 AND id NOT IN"
                        + " (SELECT id FROM quiz_wrong WHERE member = ?1 ORDER BY id DESC LIMIT ?2)",
                member.value(),
                MOST_OF_ONE);
        transaction.update("DELETE FROM quiz_wrong WHERE id <= (SELECT max(id) FROM quiz_wrong) - ?", (Object) MOST);
    }

    /// The latest first.
    List<WrongAnswer> of(Transaction transaction, MemberId member, Optional<PersonalEntry> heard) {
        Set<WrongAnswer> all = new LinkedHashSet<>(here(transaction, member, true));
        heard.ifPresent(entry -> {
            List<WrongAnswer> right = here(transaction, member, false);
            entry.wrong().stream().filter(one -> !right.contains(one)).forEach(all::add);
        });
        return new ArrayList<>(all).subList(0, Math.min(all.size(), MOST_OF_ONE));
    }

    /// The centre knows by now what it does not name any more.
    void heard(Transaction transaction, MemberId member, PersonalEntry entry) {
        here(transaction, member, false).stream()
                .filter(one -> !entry.wrong().contains(one))
                .forEach(one -> transaction.update(
                        "DELETE FROM quiz_wrong WHERE wrong = 0 AND member = ? AND course = ? AND question = ?",
                        member.value(),
                        one.course().value(),
                        one.question().value()));
    }

    private static List<WrongAnswer> here(Transaction transaction, MemberId member, boolean wrong) {
        return transaction.query(
                "SELECT course, question FROM quiz_wrong WHERE member = ? AND wrong = ? ORDER BY id DESC",
                row -> new WrongAnswer(new CourseId(row.text("course")), new QuestionId(row.text("question"))),
                member.value(),
                wrong ? 1 : 0);
    }
}
