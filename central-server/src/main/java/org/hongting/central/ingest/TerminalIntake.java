package org.hongting.central.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hongting.central.platform.database.UtcText;
import org.hongting.protocol.identity.EpochId;
import org.hongting.protocol.identity.StoreId;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.wire.Acknowledgement;
import org.hongting.protocol.wire.Acknowledgement.Watermark;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage;
import org.jspecify.annotations.Nullable;

/// Everything one terminal said within one group, taken within one transaction.
final class TerminalIntake {
    /// How long a terminal may say nothing to which nobody comes. Whoever needs its word asks for it.
    private static final Duration QUIET_HELLO = Duration.ofHours(4);

    private final TerminalId terminal;
    private final Map<EpochId, Watermark> touched = new TreeMap<>();
    private final List<Hello> hellos = new ArrayList<>();
    private List<StoredFact> facts = List.of();
    private @Nullable String nonce;
    private int stored;

    private TerminalIntake(TerminalId terminal) {
        this.terminal = terminal;
    }

    static TerminalIntake of(
            Transaction transaction, TerminalId terminal, List<Letter> letters, Instant now, Alarms alarms) {
        TerminalIntake intake = new TerminalIntake(terminal);
        HelloIntake hellos = new HelloIntake(transaction, terminal, now, alarms);
        BatchIntake batches = new BatchIntake(transaction, terminal, now, alarms);
        for (Letter letter : letters) {
            try {
                switch (letter) {
                    case Letter.Greeting(var hello, var carried) -> {
                        batches.write();
                        hellos.take(hello, carried).forEach(intake::touch);
                        intake.nonce = hello.nonce();
                        if (!carried) {
                            intake.hellos.add(hello);
                        }
                    }
                    case Letter.Records records -> {
                        BatchIntake.Taken taken = batches.take(records);
                        intake.touch(taken.state());
                        intake.stored += taken.stored();
                    }
                }
            } catch (RefusedMessage e) {
                RefusedMessages.count(transaction, e.reason(), terminal, now);
            }
        }
        batches.write();
        intake.facts = batches.facts();
        if (!letters.stream().allMatch(Letter::carried)) {
            transaction.update(
                    "UPDATE terminal SET last_contact_at = ? WHERE id = ?", UtcText.of(now), terminal.value());
        }
        transaction.update(
                "UPDATE terminal SET pending = CASE WHEN pending > ? THEN pending - ? ELSE 0 END WHERE id = ?",
                intake.stored,
                intake.stored,
                terminal.value());
        return intake;
    }

    private void touch(EpochState state) {
        touched.put(state.epoch(), state.watermark());
    }

    /// What is new and known, for the projections, in its order.
    List<StoredFact> facts() {
        return facts;
    }

    /// Keeps a record apart that was stored and could not be projected.
    void quarantine(Transaction transaction, Projections.Failure failure) {
        StoredFact fact = failure.fact();
        new RecordTable(transaction, terminal, fact.epoch(), fact.received())
                .moveToQuarantine(
                        fact.seq(),
                        QuarantineReason.PROJECTION,
                        failure.cause().getClass().getSimpleName());
        EpochTable epochs = new EpochTable(transaction, terminal);
        epochs.countIn(fact.epoch());
        epochs.find(fact.epoch()).ifPresent(this::touch);
    }

    /// Hellos of a terminal that is there, whose documents are to be compared.
    List<Hello> hellos() {
        return hellos;
    }

    int stored() {
        return stored;
    }

    TerminalId terminal() {
        return terminal;
    }

    /// One for all that was said; of several hellos only the last is still waited for.
    Optional<Acknowledgement> acknowledgement(StoreId store, Instant serverTime, Duration retryAfter) {
        return nonce == null && touched.isEmpty()
                ? Optional.empty()
                : Optional.of(new Acknowledgement(
                        terminal,
                        store,
                        nonce,
                        List.copyOf(touched.values()),
                        serverTime,
                        retryAfter.toMillis(),
                        nonce == null ? null : QUIET_HELLO.toMillis()));
    }
}
