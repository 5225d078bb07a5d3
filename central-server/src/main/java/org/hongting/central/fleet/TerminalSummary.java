package org.hongting.central.fleet;

import java.time.Instant;
import java.util.Optional;
import org.hongting.protocol.identity.TerminalId;

/// What a page shows of a terminal.
///
/// @param online as the broker last heard; a hint for people
/// @param pending records it has not sent yet, as far as is known
/// @param clock quality of its clock at the last hello
public record TerminalSummary(
        TerminalId id,
        String name,
        String place,
        boolean revoked,
        String software,
        Optional<Instant> lastContact,
        boolean online,
        long pending,
        Optional<String> clock) {}
