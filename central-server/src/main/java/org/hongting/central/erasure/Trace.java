package org.hongting.central.erasure;

import java.util.List;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// What stands of a person in the centre's tables beside the records themselves, by kind, in the order in which it
/// goes: what refers to something goes before it. A test compares the tables with those of the store that have a column
/// `member`, so that a new one cannot be forgotten.
public enum Trace {
    /// What people wrote about them beside their rulings.
    NOTES(List.of(new Rows(
            "ruling_note",
            "hash IN (SELECT note FROM ruling WHERE member = ?) OR hash IN (SELECT note FROM study_correction WHERE"
                    + " member = ?) OR hash IN (SELECT note FROM study_off_site WHERE member = ?)"
                    + " OR hash IN (SELECT note FROM quiz_attempt_ruling WHERE member = ?)"))),
    PHONES(List.of(
            new Rows("phone_asked", "phone IN (SELECT id FROM phone WHERE member = ?)"),
            Rows.of("phone"),
            Rows.of("phone_link"),
            Rows.of("phone_password"))),
    CARDS(List.of(Rows.of("card"), Rows.of("card_past"), Rows.of("card_binding"))),
    BADGES(List.of(Rows.of("badge"))),
    PIN(List.of(Rows.of("member_pin"))),
    REQUESTS(List.of(Rows.of("attendance_request"), Rows.of("leave_wish_refused"))),
    LEARNING(List.of(
            Rows.of("study_interval"),
            Rows.of("study_lesson"),
            Rows.of("study_meeting"),
            Rows.of("study_correction"),
            Rows.of("study_off_site"),
            Rows.of("study_day"),
            Rows.of("study_month"),
            Rows.of("study_standing"),
            new Rows("study_plan_part", "kind = 'member' AND value = ?"))),
    QUIZZES(List.of(
            Rows.of("quiz_team_member"),
            Rows.of("quiz_attempt_due"),
            Rows.of("quiz_mark"),
            Rows.of("quiz_attempt"),
            Rows.of("quiz_attempt_ruling"),
            Rows.of("quiz_begun"),
            Rows.of("quiz_answer"),
            Rows.of("quiz_ended"))),
    PERSONAL_PAGE(List.of(Rows.of("personal_meeting"), Rows.of("member_preference"))),
    /// Name, student number, unit.
    IDENTITY(List.of(Rows.of("meeting_member"), Rows.of("member_charge"), new Rows("member", "id = ?")));

    /// What stays, by the random id alone: who was there counts, and a sealed record is compared with it. A list of
    /// tickets stays as it was published.
    public static final List<String> STAY =
            List.of("arrival", "voided_arrival", "meeting_expected", "ruling", "draw_ticket", "erasure");

    @SuppressWarnings("ImmutableEnumChecker") // lists that nobody can change
    private final List<Rows> rows;

    Trace(List<Rows> rows) {
        this.rows = rows;
    }

    /// Rows of one table.
    ///
    /// @param where of one person, whose id is every parameter
    record Rows(String table, String where) {
        static Rows of(String table) {
            return new Rows(table, "member = ?");
        }

        Object[] parameters(MemberId member) {
            Object[] parameters =
                    new Object[(int) where.chars().filter(sign -> sign == '?').count()];
            java.util.Arrays.fill(parameters, member.value());
            return parameters;
        }
    }

    public String word() {
        return Words.of(this);
    }

    List<Rows> rows() {
        return rows;
    }

    public List<String> tables() {
        return rows.stream().map(Rows::table).toList();
    }

    long count(Transaction transaction, MemberId member) {
        return rows.stream()
                .mapToLong(one -> transaction
                        .queryFirst(
                                "SELECT count(*) AS n FROM " + one.table() + " WHERE " + one.where(),
                                row -> row.integer("n"),
                                one.parameters(member))
                        .orElse(0L))
                .sum();
    }

    long take(Transaction transaction, MemberId member) {
        return rows.stream()
                .mapToLong(one -> transaction.update(
                        "DELETE FROM " + one.table() + " WHERE " + one.where(), one.parameters(member)))
                .sum();
    }
}
