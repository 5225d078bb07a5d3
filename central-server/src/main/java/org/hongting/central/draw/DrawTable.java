package org.hongting.central.draw;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.MaskedName;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.BranchId;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Digest;

/// The rows of draws. The column of the secret is named in one query, and read after the reveal or by it.
final class DrawTable {
    private static final String SELECT =
            "SELECT id, title, commitment, announced_at, announced_by, announced_as, tickets, entrants, closed_at,"
                    + " closed_by, closed_as, call, revealed_at, revealed_by, revealed_as, cancelled_at, cancelled_by,"
                    + " cancelled_for, cancelled_as FROM draw";

    private DrawTable() {}

    /// Newest first.
    static List<Draw> all(Transaction transaction) {
        return transaction.query(SELECT + " ORDER BY announced_at DESC, id", row -> read(transaction, row));
    }

    static Optional<Draw> find(Transaction transaction, DrawId id) {
        return transaction.queryFirst(SELECT + " WHERE id = ?", row -> read(transaction, row), id.value());
    }

    static Digest secret(Transaction transaction, DrawId id) {
        return transaction
                .queryFirst("SELECT secret FROM draw WHERE id = ?", row -> Digest.ofHex(row.text("secret")), id.value())
                .orElseThrow();
    }

    /// Every ticket with whose it is, in the order of the tickets, by one query.
    static List<DrawBook.Line> lines(Transaction transaction, DrawId id) {
        BranchTree tree = BranchTree.load(transaction);
        return transaction.query(
                "SELECT draw_ticket.ticket, member.name, member.branch FROM draw_ticket"
                        + " LEFT JOIN member ON member.id = draw_ticket.member WHERE draw = ? ORDER BY ticket",
                row -> row.isNull("name")
                        ? new DrawBook.Line("—", "", row.text("ticket"))
                        : new DrawBook.Line(
                                MaskedName.of(row.text("name")),
                                tree.name(new BranchId(row.text("branch"))),
                                row.text("ticket")),
                id.value());
    }

    static Optional<String> ticketOf(Transaction transaction, DrawId id, MemberId member) {
        return transaction.queryFirst(
                "SELECT ticket FROM draw_ticket WHERE draw = ? AND member = ?",
                row -> row.text("ticket"),
                id.value(),
                member.value());
    }

    /// In their order.
    static List<String> tickets(Transaction transaction, DrawId id) {
        return transaction.query(
                "SELECT ticket FROM draw_ticket WHERE draw = ? ORDER BY ticket", row -> row.text("ticket"), id.value());
    }

    private static Draw read(Transaction transaction, Transaction.Row row) {
        DrawId id = new DrawId(row.text("id"));
        return new Draw(
                id,
                row.text("title"),
                transaction.query(
                        "SELECT name FROM draw_prize WHERE draw = ? ORDER BY place",
                        prize -> prize.text("name"),
                        id.value()),
                Digest.ofHex(row.text("commitment")),
                step(row, "announced"),
                row.isNull("tickets")
                        ? Optional.empty()
                        : Optional.of(new Draw.Closed(
                                Digest.ofHex(row.text("tickets")), (int) row.integer("entrants"), step(row, "closed"))),
                row.isNull("call")
                        ? Optional.empty()
                        : Optional.of(new Draw.Revealed(row.text("call"), step(row, "revealed"))),
                row.isNull("cancelled_at")
                        ? Optional.empty()
                        : Optional.of(new Draw.Cancelled(row.text("cancelled_for"), step(row, "cancelled"))));
    }

    private static Draw.Step step(Transaction.Row row, String name) {
        return new Draw.Step(
                UtcText.parse(row.text(name + "_at")),
                row.text(name + "_by"),
                Objects.requireNonNullElse(row.textOrNull(name + "_as"), ""));
    }
}
