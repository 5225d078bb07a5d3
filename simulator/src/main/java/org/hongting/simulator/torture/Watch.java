package org.hongting.simulator.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.DatabaseFault;
import org.hongting.simulator.simulation.judge.Books;

/// Looks at the tables of living processes, from outside: how far the centre says that it holds each epoch, and how
/// far each terminal believes that. Enters into the books what cannot be.
final class Watch {
    private final Tables centre;
    private final List<TorturedTerminal> terminals;
    private final Books books;

    /// How far an epoch goes, on one side.
    private record Reach(String who, TerminalId terminal, EpochId epoch, long upTo, long held) {
        boolean isReachedBy(Reach other) {
            return terminal.equals(other.terminal()) && epoch.equals(other.epoch()) && upTo == other.upTo();
        }
    }

    Watch(Tables centre, List<TorturedTerminal> terminals, Books books) {
        this.centre = centre;
        this.terminals = terminals;
        this.books = books;
    }

    /// What a terminal believes is looked at before what the centre says, which only rises.
    void look() {
        List<Reach> believed = new ArrayList<>();
        for (TorturedTerminal terminal : terminals) {
            if (terminal.process().isAlive()) {
                read(
                                new TablesFile(terminal.journal()),
                                terminal.name(),
                                "SELECT e.terminal, e.epoch, a.up_to, a.up_to AS held FROM journal_acknowledged a"
                                        + " JOIN journal_epoch e ON e.ordinal = a.epoch")
                        .ifPresent(believed::addAll);
            }
        }
        said().ifPresent(said -> {
            said.forEach(one -> books.answered(one.terminal(), one.epoch(), one.upTo(), one.held()));
            believed.forEach(one -> books.believes(one.who(), one.terminal(), one.epoch(), one.upTo()));
        });
    }

    private Optional<List<Reach>> said() {
        return read(
                centre,
                "centre",
                "SELECT e.terminal, e.epoch, e.up_to,"
                        + " (SELECT count(*) FROM record r WHERE r.terminal = e.terminal AND r.epoch = e.epoch)"
                        + " + (SELECT count(*) FROM quarantine q WHERE q.terminal = e.terminal AND q.epoch = e.epoch)"
                        + " AS held FROM epoch e");
    }

    /// Whether the centre holds everything that terminals have recorded.
    boolean isQuiet() {
        Optional<List<Reach>> said = said();
        return said.isPresent() && terminals.stream().allMatch(terminal -> isHeld(terminal, said.get()));
    }

    private static boolean isHeld(TorturedTerminal terminal, List<Reach> said) {
        return read(
                        new TablesFile(terminal.journal()),
                        terminal.name(),
                        "SELECT e.terminal, e.epoch, 0 AS held, coalesce((SELECT n.base FROM journal_epoch n"
                                + " WHERE n.ordinal = e.ordinal + 1), (SELECT max(position) FROM journal_record))"
                                + " - e.base AS up_to FROM journal_epoch e")
                .filter(epochs -> epochs.stream().allMatch(own -> said.stream().anyMatch(own::isReachedBy)))
                .isPresent();
    }

    /// Nothing where they cannot be read at this moment: they are being opened, or recovered.
    private static Optional<List<Reach>> read(Tables tables, String who, String sql) {
        try {
            return Optional.of(tables.look(transaction -> transaction.query(
                    sql,
                    row -> new Reach(
                            who,
                            new TerminalId(row.text("terminal")),
                            new EpochId(row.text("epoch")),
                            row.integer("up_to"),
                            row.integer("held")))));
        } catch (DatabaseFault notNow) {
            return Optional.empty();
        }
    }
}
