package org.hongting.sync.command;

import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.protocol.command.Action;
import org.hongting.protocol.record.CommandObstacle;

/// Does what commands ask for. Called on the desk's scheduler, one command at a time; must return at once. What it is
/// given to answer with may be called on any thread, once.
public interface Performer {
    /// Says whether nobody uses the screen.
    void whenAsked(Consumer<Boolean> free);

    /// Begins it.
    ///
    /// @param ended told at its end what kept it from working, if something did; never, where the end is that of
    /// the process
    void perform(Action action, Consumer<Optional<CommandObstacle>> ended);
}
