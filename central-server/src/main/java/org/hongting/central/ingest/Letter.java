package org.hongting.central.ingest;

import java.util.ArrayList;
import java.util.List;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.record.RecordLines;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.TerminalState;

/// A message whose size, form and signature are good, and which its terminal wrote in its own name. Everything of it
/// that needs no store has been read.
sealed interface Letter {
    /// Whether a person carried it.
    boolean carried();

    record Greeting(Hello hello, boolean carried) implements Letter {}

    /// @param sorted what becomes of each record if its place is the one it claims, in the order of the batch
    record Records(Batch batch, List<Sorted> sorted, boolean carried) implements Letter {
        /// @throws RefusedMessage if a body was changed on the way
        static Records of(Batch batch, boolean carried) {
            long seq = batch.header().first();
            List<Sorted> sorted = new ArrayList<>(batch.records().size());
            for (RecordLines lines : batch.records()) {
                sorted.add(Sorted.of(lines, seq++));
            }
            boolean strange = sorted.stream()
                    .anyMatch(record -> record.isStrange() && !record.lines().isWhole());
            if (strange && !batch.vouchesForBodies()) {
                throw new RefusedMessage(RefusedMessage.Reason.WRONG_CONTENT);
            }
            return new Records(batch, sorted, carried);
        }
    }

    /// Reads a message that stands for itself; batches are read by [Post].
    ///
    /// @throws RefusedMessage if it is not to be believed
    static Letter open(Arrived arrived, KeyDirectory keys) {
        return switch (arrived.topic().channel()) {
            case HELLO -> {
                Hello hello = Hello.open(arrived.payload(), keys).header();
                requireOwn(arrived, hello.terminal());
                boolean possible = hello.epochs().stream()
                        .allMatch(held -> held.oldest() >= 1 && held.newest() >= held.oldest() - 1);
                if (!possible) {
                    throw new RefusedMessage(RefusedMessage.Reason.MALFORMED);
                }
                yield new Greeting(hello, arrived.carried());
            }
            case STATE -> {
                requireOwn(arrived, TerminalState.open(arrived.payload()).terminal());
                throw new IllegalArgumentException("a good state is no letter: only bad ones are counted here");
            }
            case UP, HEALTH, ACKNOWLEDGEMENT, DOCUMENT, COMMAND ->
                throw new IllegalArgumentException("no message that stands for itself");
        };
    }

    static void requireOwn(Arrived arrived, TerminalId named) {
        if (!named.equals(arrived.topic().terminal())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
    }
}
