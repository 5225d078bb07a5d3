package org.hongting.central.quiz;

import java.io.Serial;
import org.hongting.protocol.record.Digest;

/// A bank that is here and cannot be read: its disk fails, or this version cannot read what was kept. Its message names
/// the bank by its file.
public final class UnreadableBank extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableBank(Digest bank, RuntimeException cause) {
        super("the question bank " + bank.hex() + " cannot be read", cause);
    }
}
