package org.hongting.central.command;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hongting.protocol.record.CommandObstacle;

/// A command as the console shows it.
///
/// @param action its word on the wire
/// @param reason why it was asked, in the words of whoever did
/// @param cancelledBy who took it back
/// @param obstacle why the terminal did not do it
/// @param ended when its outcome came in
public record AskedCommand(
        String id,
        String action,
        Map<String, String> arguments,
        String reason,
        String askedBy,
        Instant askedAt,
        Instant expires,
        Optional<String> cancelledBy,
        CommandState state,
        Optional<CommandObstacle> obstacle,
        Optional<Instant> ended) {
    public AskedCommand {
        arguments = Map.copyOf(arguments);
    }
}
