package org.hongting.central.diagnosis;

import java.time.Instant;
import java.util.List;
import org.hongting.protocol.record.TestVerdict;
import org.hongting.protocol.record.TestedPart;

/// One test of a terminal.
///
/// @param command that asked for it
/// @param at when it came in
public record SelfTest(String command, Instant at, List<TestedPart> parts) {
    public SelfTest {
        parts = List.copyOf(parts);
    }

    /// Parts that somebody should look at.
    public long wanting() {
        return parts.stream()
                .filter(part -> part.verdict() == TestVerdict.BROKEN || part.verdict() == TestVerdict.DOUBTFUL)
                .count();
    }
}
