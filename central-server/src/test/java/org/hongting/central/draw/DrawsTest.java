package org.hongting.central.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.hongting.central.testing.TestStore;
import org.hongting.protocol.draw.LuckyDraw;
import org.hongting.protocol.identity.DrawId;
import org.hongting.protocol.port.DatabaseFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("both-stores")
class DrawsTest {
    @TempDir
    Path folder;

    private DrawRoom room;

    @BeforeEach
    void open() {
        room = new DrawRoom(folder);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void refused(DrawRefusal.Why why, DrawRoom.Act act) {
        assertThatThrownBy(() -> room.does(act))
                .isInstanceOfSatisfying(
                        DrawRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }

    @Test
    void eachStepIsARecordOfTheCentreAndTheWinnersFollow() {
        DrawProof proof = room.revealed(" 三十七 八 一百零二 ");

        assertThat(proof.failure(java.util.Optional.empty(), java.util.Optional.empty()))
                .isEmpty();
        assertThat(proof.prizes()).containsExactly("一等奖", "二等奖", "二等奖", "二等奖");
        assertThat(proof.call()).isEqualTo("三十七 八 一百零二");
        assertThat(proof.tickets()).hasSize(12).isSorted().containsAll(proof.winners());
        assertThat(room.store.texts("type", "record WHERE type LIKE 'draw%' ORDER BY seq"))
                .containsExactly("draw.announced", "draw.closed", "draw.revealed");
        assertThat(room.store.texts("epoch || '/' || seq", "record WHERE type LIKE 'draw%' ORDER BY seq"))
                .containsExactly(
                        proof.records().announced(),
                        proof.records().closed(),
                        proof.records().revealed());
        DrawBook.Page page = room.book.open(proof.draw()).orElseThrow();
        assertThat(page.won()).extracting(DrawBook.Won::prize).isEqualTo(proof.prizes());
        assertThat(page.won()).extracting(won -> won.line().ticket()).isEqualTo(proof.winners());
        assertThat(page.proof()).contains(proof);
    }

    @Test
    void noStepIsTakenTwiceOrBeforeTheOneBefore() {
        DrawId id = room.announced();
        refused(DrawRefusal.Why.OUT_OF_ORDER, transaction -> room.draws.reveal(transaction, id, "7", "admin"));
        room.does(transaction -> room.draws.close(transaction, id, "numbers", room.numbers(), "admin"));
        Draw closed = room.find(id);
        refused(
                DrawRefusal.Why.OUT_OF_ORDER,
                transaction -> room.draws.close(transaction, id, "numbers", room.numbers(), "admin"));
        assertThat(room.find(id)).isEqualTo(closed);
        room.does(transaction -> room.draws.reveal(transaction, id, "7", "admin"));
        Draw revealed = room.find(id);
        refused(DrawRefusal.Why.OUT_OF_ORDER, transaction -> room.draws.reveal(transaction, id, "8", "admin"));
        refused(DrawRefusal.Why.OUT_OF_ORDER, transaction -> room.draws.cancel(transaction, id, "错了", "admin"));
        assertThat(room.find(id)).isEqualTo(revealed);
        assertThat(room.store.count("record WHERE type LIKE 'draw%'")).isEqualTo(3);
        refused(
                DrawRefusal.Why.NO_SUCH_DRAW,
                transaction -> room.draws.reveal(transaction, new DrawId("none"), "7", "admin"));
    }

    @Test
    void aCancelledDrawStaysWithItsReasonAndGoesNoFurther() {
        DrawId id = room.closed();
        for (String reason : List.of(" ", "长".repeat(201), "a\nb")) {
            refused(DrawRefusal.Why.NO_REASON, transaction -> room.draws.cancel(transaction, id, reason, "admin"));
        }
        room.does(transaction -> room.draws.cancel(transaction, id, "名单有误", "admin"));

        assertThat(room.find(id).state()).isEqualTo(Draw.State.CANCELLED);
        assertThat(room.find(id).cancelled())
                .hasValueSatisfying(cancelled -> assertThat(cancelled.reason()).isEqualTo("名单有误"));
        refused(DrawRefusal.Why.OUT_OF_ORDER, transaction -> room.draws.reveal(transaction, id, "7", "admin"));
        refused(DrawRefusal.Why.OUT_OF_ORDER, transaction -> room.draws.cancel(transaction, id, "again", "admin"));
        assertThat(room.store.texts("action", "audit ORDER BY id"))
                .containsExactly("draw.announced", "draw.closed", "draw.cancelled");
        assertThat(room.store.texts("epoch || '/' || seq", "record WHERE type = 'draw.cancelled'"))
                .containsExactly(room.find(id).cancelled().orElseThrow().step().record());
        assertThat(room.store.bytesAsText("body", "record WHERE type = 'draw.cancelled'"))
                .singleElement()
                .asString()
                .contains("\"draw\":\"" + id + "\",\"reason\":\"名单有误\",\"by\":\"admin\"");
        assertThat(room.store.count("quarantine")).isZero();
    }

    @Test
    void aDrawThatWasCancelledBeforeThatWasARecordStaysReadable() {
        DrawId id = room.announced();
        room.store.execute(
                "UPDATE draw SET cancelled_at = announced_at, cancelled_by = 'old', cancelled_for = 'x' WHERE id = ?",
                id.value());
        assertThat(room.find(id).cancelled()).hasValueSatisfying(cancelled -> {
            assertThat(cancelled.step().by()).isEqualTo("old");
            assertThat(cancelled.step().record()).isEmpty();
        });
    }

    @Test
    void aListOfTwentyThousandIsReadByOneQueryAndOnceForAHall() {
        String crowd = room.crowd(Draws.MOST);
        DrawId id = room.announced();
        room.does(transaction -> room.draws.close(transaction, id, "numbers", crowd, "admin"));
        DrawBook.Page first = room.book.open(id).orElseThrow();
        assertThat(first.lines()).hasSize(Draws.MOST);
        assertThat(room.queries()).as("draw, prizes, units and the list").isLessThanOrEqualTo(4);
        assertThat(first.lines()).extracting(DrawBook.Line::name).containsOnly("赵*");
        assertThat(room.book.open(id)).containsSame(first);
        assertThat(room.queries()).as("draw and prizes").isLessThanOrEqualTo(6);

        String ticket = first.lines().get(77).ticket();
        assertThat(first.found(" " + ticket.substring(0, 8).toUpperCase(Locale.ROOT) + " "))
                .extracting(DrawBook.Line::ticket)
                .contains(ticket);
        assertThat(first.found("钱")).isEmpty();
        room.does(transaction -> room.draws.reveal(transaction, id, "7", "admin"));
        assertThat(room.book.proof(id)).isPresent();
        assertThat(room.book.open(id).orElseThrow().won())
                .as("nobody waits for what was kept")
                .hasSize(4);
        assertThat(room.book.proof(id).orElseThrow())
                .as("written once for a hall")
                .isSameAs(room.book.proof(id).orElseThrow())
                .isEqualTo(
                        room.book.open(id).orElseThrow().proof().orElseThrow().write());
    }

    @Test
    void whatCannotBeADrawIsRefusedAndLeavesNothing() {
        refused(DrawRefusal.Why.TITLE, transaction -> room.draws.announce(transaction, " ", Prizes.of("一等奖"), "admin"));
        refused(
                DrawRefusal.Why.TITLE,
                transaction -> room.draws.announce(transaction, "长".repeat(65), Prizes.of("x"), "admin"));
        for (String prizes : List.of("", " \n ", "×3", "一等奖 ×0", "一等奖 ×201", "a\nb ×200", "a\u2028b", "长".repeat(65))) {
            refused(
                    DrawRefusal.Why.PRIZES,
                    transaction -> room.draws.announce(transaction, "t", Prizes.of(prizes), "admin"));
        }
        assertThat(room.store.count("draw")).isZero();

        DrawId id = room.announced();
        refused(DrawRefusal.Why.NO_SUCH_SOURCE, transaction -> room.draws.close(transaction, id, "x", "", "admin"));
        refused(
                DrawRefusal.Why.UNKNOWN_NUMBER,
                transaction -> room.draws.close(transaction, id, "numbers", room.numbers() + " 9", "admin"));
        refused(
                DrawRefusal.Why.TOO_FEW,
                transaction ->
                        room.draws.close(transaction, id, "numbers", "2026000 2026001 2026001 2026002", "admin"));
        assertThat(room.store.count("draw_ticket")).isZero();
        assertThat(room.find(id).state()).isEqualTo(Draw.State.ANNOUNCED);
        room.does(transaction -> room.draws.close(transaction, id, "numbers", room.numbers(), "admin"));
        for (String call : List.of("", " ", "7".repeat(65), "7\n8", "7\u202E8")) {
            refused(DrawRefusal.Why.CALL, transaction -> room.draws.reveal(transaction, id, call, "admin"));
        }
        assertThat(room.find(id).state()).isEqualTo(Draw.State.CLOSED);
    }

    @Test
    void onlyTheSignAndTheStarSayHowOften() {
        assertThat(Prizes.of("华为 Mate X5\n iPhone x2 \n书 * 2\n本×2").names())
                .containsExactly("华为 Mate X5", "iPhone x2", "书", "书", "本", "本");
    }

    @Test
    void prizesOfAnyLengthAreAnsweredAtOnce() {
        for (String hostile : List.of("a" + " ".repeat(1_000_000) + "b", ("a" + " ".repeat(70) + "b\n").repeat(200))) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> refused(DrawRefusal.Why.PRIZES, _ -> Prizes.of(hostile)));
        }
    }

    @Test
    void theDatabaseItselfKeepsWhatWasPublished() {
        DrawId id = room.closed();
        String other = LuckyDraw.ticketsOf(List.of()).hex();

        assertThatThrownBy(() -> room.store.execute("UPDATE draw SET secret = ? WHERE id = ?", other, id.value()))
                .isInstanceOf(DatabaseFault.class);
        assertThatThrownBy(() -> room.store.execute("UPDATE draw SET tickets = ? WHERE id = ?", other, id.value()))
                .isInstanceOf(DatabaseFault.class);
        for (String change : List.of(
                "UPDATE draw_ticket SET member = 'm-other' WHERE draw = ?",
                "DELETE FROM draw_ticket WHERE draw = ?",
                "INSERT INTO draw_ticket (draw, ticket, member) VALUES (?, 'ff', 'm-other')",
                "UPDATE draw_prize SET name = 'none' WHERE draw = ?",
                "DELETE FROM draw_prize WHERE draw = ?",
                "INSERT INTO draw_prize (draw, place, name) VALUES (?, 99, 'one more')")) {
            assertThatThrownBy(() -> room.store.execute(change, id.value()))
                    .as(change)
                    .hasStackTraceContaining("stay");
        }
        room.does(transaction -> room.draws.reveal(transaction, id, "7", "admin"));
        assertThatThrownBy(() -> room.store.execute("UPDATE draw SET call = '8' WHERE id = ?", id.value()))
                .isInstanceOf(DatabaseFault.class);
        DrawId open = room.announced();
        for (String change : List.of(
                "INSERT INTO draw_prize (draw, place, name) VALUES (?, 1, 'none')", "DELETE FROM draw WHERE id = ?")) {
            assertThatThrownBy(() -> room.store.execute(change, open.value()))
                    .as(change)
                    .hasStackTraceContaining("stay");
        }
    }

    /// What only SQLite can be told.
    @Test
    @Tag("sqlite")
    void theFileReplacesNothingOfADraw() {
        DrawId open = room.announced();
        List<String> before = room.store.texts("id || title || secret || announced_as", "draw ORDER BY id");
        for (String change : List.of(
                "INSERT OR REPLACE INTO draw_prize (draw, place, name) VALUES (?, 1, 'none')",
                "UPDATE OR REPLACE draw SET rowid = rowid + 1 WHERE id = ?",
                "INSERT OR REPLACE INTO draw SELECT id, title, 'other', 'other', announced_at, announced_by, announced_as,"
                        + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 4"
                        + " FROM draw WHERE id = ?",
                "INSERT OR REPLACE INTO draw (rowid, id, title, secret, commitment, announced_at, announced_by, announced_as)"
                        + " SELECT rowid, 'd-other', 'x', 'x', 'x', 'x', 'x', 'x' FROM draw WHERE id = ?")) {
            assertThatThrownBy(() -> room.store.execute(change, open.value()))
                    .as(change)
                    .hasStackTraceContaining("SQLITE_CONSTRAINT_TRIGGER");
        }
        assertThat(room.store.texts("id || title || secret || announced_as", "draw ORDER BY id"))
                .isEqualTo(before);
    }

    @Test
    void theDatabaseItselfTakesNothingAfterTheStepItBelongsTo() {
        DrawId open = room.announced();
        DrawId closed = room.closed();
        List<String> before = room.store.texts("id || title || secret || announced_as", "draw ORDER BY id");

        for (String change : List.of(
                "INSERT INTO draw_prize (draw, place, name) VALUES (?, 5, 'one more')",
                "INSERT INTO draw_prize (draw, place, name) VALUES (?, 0, 'one more')",
                "UPDATE draw SET prizes = 5 WHERE id = ?",
                "UPDATE draw SET title = 'another' WHERE id = ?",
                "UPDATE draw SET announced_as = 'x/1' WHERE id = ?",
                "UPDATE draw SET announced_by = 'x' WHERE id = ?",
                "UPDATE draw SET closed_by = 'x' WHERE id = ?",
                "UPDATE draw SET revealed_by = 'x' WHERE id = ?",
                "UPDATE draw SET cancelled_for = 'x' WHERE id = ?",
                "INSERT INTO draw (id, title, secret, commitment, announced_at, announced_by, announced_as)"
                        + " SELECT id, 'x', 'x', 'x', 'x', 'x', 'x' FROM draw WHERE id = ?")) {
            assertThatThrownBy(() -> room.store.execute(change, open.value()))
                    .as(change)
                    .hasStackTraceContaining(TestStore.isPostgresql() ? "state 23514" : "SQLITE_CONSTRAINT_TRIGGER");
        }
        for (String change : List.of(
                "UPDATE draw SET entrants = 11 WHERE id = ?",
                "UPDATE draw SET closed_at = 'x' WHERE id = ?",
                "UPDATE draw SET closed_as = NULL WHERE id = ?")) {
            assertThatThrownBy(() -> room.store.execute(change, closed.value()))
                    .as(change)
                    .hasStackTraceContaining("once");
        }
        assertThat(room.store.texts("id || title || secret || announced_as", "draw ORDER BY id"))
                .isEqualTo(before);
        assertThat(room.find(open).prizes()).hasSize(4);
    }

    @Test
    void whoeverWasErasedGetsNoTicketAlthoughTheyWereThere() {
        room.store.execute(
                "INSERT INTO erasure (member, erased_at, erased_by, reason, went, version)"
                        + " VALUES (?, '', 'admin', 'wish', '{}', 1)",
                room.people.getFirst().id().value());
        DrawId id = room.announced();
        room.does(transaction -> room.draws.close(transaction, id, "hall", "", "admin"));
        assertThat(room.store.count("draw_ticket")).isEqualTo(11);
        assertThat(room.store.texts("member", "draw_ticket"))
                .doesNotContain(room.people.getFirst().id().value());
    }

    @Test
    void noRecordAndNoLineOfTheAuditLogHoldsTheSecretBeforeTheReveal() {
        room.closed();
        String secret = room.store.texts("secret", "draw").getFirst();

        assertThat(room.store.bytesAsText("body", "record")).noneMatch(body -> body.contains(secret));
        assertThat(room.store.texts("detail", "audit")).noneMatch(detail -> detail.contains(secret));
        assertThat(room.find(new DrawId(room.store.texts("id", "draw").getFirst()))
                        .toString())
                .doesNotContain(secret);
    }
}
