package org.hongting.central.ingest;

import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.wire.Batch;
import org.hongting.protocol.wire.Hello;
import org.hongting.protocol.wire.RefusedMessage;
import org.hongting.protocol.wire.TerminalState;

/// A message whose size, form and signature are good, and which its terminal wrote in its own name.
sealed interface Letter {
    /// Whether a person carried it.
    boolean carried();

    record Greeting(Hello hello, boolean carried) implements Letter {}

    record Records(Batch batch, boolean carried) implements Letter {}

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
            case UP -> {
                Batch batch = Batch.open(arrived.payload(), keys);
                requireOwn(arrived, batch.header().terminal());
                yield new Records(batch, arrived.carried());
            }
            case STATE -> {
                requireOwn(arrived, TerminalState.open(arrived.payload()).terminal());
                throw new IllegalArgumentException("a good state is no letter: only bad ones are counted here");
            }
            case HEALTH, ACKNOWLEDGEMENT, DOCUMENT, COMMAND ->
                throw new IllegalArgumentException("the ingest reads hellos and batches");
        };
    }

    private static void requireOwn(Arrived arrived, TerminalId named) {
        if (!named.equals(arrived.topic().terminal())) {
            throw new RefusedMessage(RefusedMessage.Reason.WRONG_TERMINAL);
        }
    }
}
