package org.hongting.central.conclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hongting.central.meeting.Meeting;
import org.hongting.central.organisation.Branch;
import org.hongting.central.organisation.BranchKind;
import org.hongting.central.organisation.BranchTree;
import org.hongting.central.organisation.Branches;
import org.hongting.protocol.attendance.MeetingKind;
import org.junit.jupiter.api.Test;

/// What a unit has held in a year, and what is overdue.
class LedgerTest extends HeldMeeting {
    @Test
    void aMeetingWasHeldIfAnArrivalCountsForItWhereverItWasRecorded() {
        Ledger ledger = new Ledger(AFTER);
        Meeting doubled = add("支部大会（补开）", NINE.plusMinutes(5));
        arrives(li, doubled, NINE.minusMinutes(5));
        does(transaction -> conclusions.join(transaction, doubled.id(), meeting.id(), "admin"));
        assertThat(assemblies(ledger).cells().getLast().state()).isEqualTo(Ledger.CellState.MET);

        store.execute("""
                INSERT INTO voided_arrival
                    (terminal, void_epoch, void_seq, epoch, seq, meeting, member, reason, voided_by)
                SELECT terminal, epoch, seq + 1, epoch, seq, meeting, member, 'WRONG_PERSON', member FROM arrival
                """);
        assertThat(assemblies(ledger).cells().getLast().state()).isNotEqualTo(Ledger.CellState.MET);
    }

    @Test
    void theLedgerCountsWhatWasHeldAndSaysWhatIsOverdue() {
        Ledger ledger = new Ledger(AFTER);
        arrives(li, meeting, NINE.minusMinutes(5));
        kioskReported();
        Ledger.Line line = assemblies(ledger);
        assertThat(line.cells())
                .extracting(Ledger.Cell::state)
                .containsExactly(
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.MET);
        assertThat(line.cells().getLast().held())
                .extracting(Ledger.Held::sealed)
                .containsExactly(false);
        seals("admin");
        assertThat(assemblies(ledger).cells().getLast().held())
                .extracting(Ledger.Held::sealed)
                .containsExactly(true);
        List<Ledger.Entry> feed = store.database.reading(
                transaction -> ledger.feed(transaction, BranchTree.load(transaction), Optional.of(branch.id()), 10));
        assertThat(feed).extracting(Ledger.Entry::title).containsExactly("支部党员大会");
        does(transaction -> ledger.save(
                transaction,
                new MeetingRule(MeetingKind.BRANCH_ASSEMBLY, BranchKind.BRANCH, 2, MeetingRule.Period.YEAR, "校内规定")));
        assertThat(assemblies(ledger).cells()).extracting(Ledger.Cell::state).containsExactly(Ledger.CellState.OPEN);
    }

    @Test
    void theLedgerBeginsWithTheFirstPeriodThroughoutWhichAUnitExisted() {
        existsFrom(Optional.of(LocalDate.of(2026, 4, 2)));
        assertThat(assemblies(new Ledger(AFTER)).cells())
                .extracting(Ledger.Cell::state)
                .containsExactly(
                        Ledger.CellState.BEFORE,
                        Ledger.CellState.BEFORE,
                        Ledger.CellState.OVERDUE,
                        Ledger.CellState.OPEN);
        existsFrom(Optional.of(LocalDate.of(2026, 4, 1)));
        assertThat(assemblies(new Ledger(AFTER)).overdue()).isEqualTo(2);
        existsFrom(Optional.empty());
        assertThat(assemblies(new Ledger(AFTER)).overdue())
                .as("longer than anybody knows")
                .isEqualTo(3);
    }

    @Test
    void aUnitThatIsAddedExistsFromThatDayOn() {
        Branch added = store.database.inTransaction(
                transaction -> new Branches(random, AFTER).add(transaction, null, BranchKind.BRANCH, "新支部"));
        assertThat(store.database.reading(Branches::since)).containsEntry(added.id(), LocalDate.of(2026, 11, 16));
        assertThat(store.database.reading(Branches::since)).doesNotContainKey(branch.id());
    }

    private void existsFrom(Optional<LocalDate> day) {
        does(transaction -> new Branches(random).existsFrom(transaction, branch.id(), day));
    }

    private Ledger.Line assemblies(Ledger ledger) {
        return store
                .database
                .reading(transaction -> ledger.year(transaction, BranchTree.load(transaction), 2026, Optional.empty()))
                .stream()
                .filter(line -> line.rule().kind() == MeetingKind.BRANCH_ASSEMBLY)
                .findFirst()
                .orElseThrow();
    }
}
