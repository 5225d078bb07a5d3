package org.hongting.sync.command;

import java.util.Optional;
import org.hongting.protocol.port.Transaction;
import org.hongting.protocol.record.CommandObstacle;
import org.hongting.sync.journal.Appender;

/// How what a command asked for came to its end.
///
/// @param obstacle what kept it from working, if something did
/// @param found what it brought, to be written down with its result or not at all
public record Performed(Optional<CommandObstacle> obstacle, Finding found) {
    /// Something that stands in the journal before the command's result.
    @FunctionalInterface
    public interface Finding {
        /// Writes it within the transaction of the result.
        ///
        /// @param command the command's id
        void write(Transaction transaction, Appender appender, String command);
    }

    private static final Finding NOTHING = (_, _, _) -> {};

    /// It is done.
    public static Performed done() {
        return new Performed(Optional.empty(), NOTHING);
    }

    /// It is done, and this came of it.
    public static Performed found(Finding finding) {
        return new Performed(Optional.empty(), finding);
    }

    public static Performed failed(CommandObstacle obstacle) {
        return new Performed(Optional.of(obstacle), NOTHING);
    }
}
