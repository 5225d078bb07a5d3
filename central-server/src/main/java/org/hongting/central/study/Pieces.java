package org.hongting.central.study;

import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.StudyFact;
import org.hongting.protocol.record.StudyRuling;

/// Everything that says that a member was learning, out of the tables.
final class Pieces {
    private Pieces() {}

    /// @param from milliseconds; pieces that reach into what lies between count whole
    static List<Piece> of(Transaction transaction, MemberId member, long from, long until) {
        List<Piece> pieces = new ArrayList<>(transaction.query(
                "SELECT terminal, epoch, seq, from_at, until_at, mono_proven - mono_from AS proven, certainty, led_by,"
                        + " course, lesson FROM study_interval WHERE member = ? AND from_at > ? AND from_at < ?"
                        + " AND until_at > ?",
                Pieces::interval,
                member.value(),
                from - StudyFact.Stretch.LONGEST - 1,
                until,
                from));
        pieces.addAll(transaction.query(
                "SELECT study_meeting.meeting, from_at, until_at, certainty, meeting.title FROM study_meeting"
                        + " LEFT JOIN meeting ON meeting.id = study_meeting.meeting"
                        + " WHERE member = ? AND from_at < ? AND until_at > ?",
                row -> new Piece(
                        Piece.Kind.MET,
                        row.integer("from_at"),
                        row.integer("until_at"),
                        row.integer("until_at"),
                        row.text("meeting"),
                        row.text("certainty"),
                        String.valueOf(row.textOrNull("title"))),
                member.value(),
                until,
                from));
        pieces.addAll(transaction.query(
                "SELECT epoch, seq, from_at, until_at, kind FROM study_off_site"
                        + " WHERE member = ? AND granted = 1 AND from_at < ? AND until_at > ?",
                row -> new Piece(
                        Piece.Kind.OFF_SITE,
                        row.integer("from_at"),
                        row.integer("until_at"),
                        row.integer("until_at"),
                        "centre/" + row.text("epoch") + "/" + row.integer("seq"),
                        "RULED",
                        row.text("kind")),
                member.value(),
                until,
                from));
        return pieces;
    }

    private static Piece interval(Transaction.Row row) {
        long from = row.integer("from_at");
        String course = row.textOrNull("course");
        return new Piece(
                row.isNull("led_by") ? Piece.Kind.ALONE : Piece.Kind.GROUPED,
                from,
                row.integer("until_at"),
                from + row.integer("proven"),
                row.text("terminal") + "/" + row.text("epoch") + "/" + row.integer("seq"),
                row.text("certainty"),
                course == null ? "" : course + "/" + row.text("lesson"));
    }

    /// In the order in which they were ruled.
    static List<Reckoning.Correction> corrections(Transaction transaction, MemberId member) {
        return transaction.query(
                "SELECT from_at, until_at, verdict FROM study_correction WHERE member = ? ORDER BY ordinal",
                row -> new Reckoning.Correction(
                        row.integer("from_at"),
                        row.integer("until_at"),
                        row.text("verdict").equals(StudyRuling.StudyVerdict.STRUCK.name())),
                member.value());
    }
}
