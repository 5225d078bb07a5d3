package org.hongting.central.ingest;

import java.time.Instant;
import java.util.Optional;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.Fact;
import org.hongting.protocol.record.Fact.PreviousEpoch;

/// Which epoch of a terminal goes on from which, and what of that people must look at.
final class Lineage {
    private final Transaction transaction;
    private final TerminalId terminal;
    private final Instant now;
    private final Alarms alarms;
    private final EpochTable epochs;
    private final SecondHistories histories;

    Lineage(Transaction transaction, TerminalId terminal, Instant now, Alarms alarms) {
        this.transaction = transaction;
        this.terminal = terminal;
        this.now = now;
        this.alarms = alarms;
        this.epochs = new EpochTable(transaction, terminal);
        this.histories = new SecondHistories(transaction, terminal);
    }

    /// The epoch that a record says its own one continues; a second history by the name it has here.
    private Optional<PreviousEpoch> parentOf(StoredFact fact) {
        return fact.seq() == 1 && fact.fact() instanceof Fact.EpochOpened(var previous, var software)
                ? Optional.ofNullable(previous).map(histories::byItsName)
                : Optional.empty();
    }

    /// Whether a record says that its epoch continues one of which nothing more is taken.
    boolean continuesSetAside(StoredFact fact) {
        return parentOf(fact)
                .map(parent -> epochs.find(parent.epoch())
                        .map(EpochState::setAside)
                        .orElseGet(() -> histories.isSetAside(parent.epoch())))
                .orElse(false);
    }

    void note(StoredFact fact) {
        parentOf(fact).ifPresent(previous -> note(fact, previous));
    }

    private void note(StoredFact fact, PreviousEpoch previous) {
        boolean copied = !epochs.childrenOf(previous.epoch()).isEmpty();
        epochs.nameParent(fact.epoch(), previous);
        if (copied) {
            raise(Alarms.Kind.FORK, "epoch " + previous.epoch() + " is continued by more than one epoch");
        }
        epochs.find(previous.epoch())
                .filter(parent -> !parent.afterGap())
                .filter(parent -> parent.upTo() > previous.last()
                        || (parent.upTo() == previous.last() && !parent.head().equals(previous.head())))
                .ifPresent(parent -> raise(
                        Alarms.Kind.ROLLBACK,
                        "epoch " + fact.epoch() + " continues " + previous.epoch() + " at " + previous.last()
                                + ", where the centre holds " + parent.upTo()));
    }

    /// An epoch ends where the next one of its disk begins. One that goes on behind that has two disks, of which the
    /// other one was heard of first.
    void noteGoingOn(EpochState state) {
        epochs.childrenBefore(state.epoch(), state.upTo())
                .forEach(child -> raise(
                        Alarms.Kind.FORK,
                        "epoch " + state.epoch() + " goes on after epoch " + child + " has continued it"));
    }

    private void raise(Alarms.Kind kind, String detail) {
        alarms.raise(transaction, kind, terminal, detail, now);
    }
}
