package org.hongting.sync.command;

import java.util.function.Consumer;
import org.hongting.protocol.command.Action;

/// Does what commands ask for. Called on the desk's scheduler, one command at a time; must return at once. What it is
/// given to answer with may be called on any thread, once.
public interface Performer {
    /// Says whether nobody uses the screen.
    void whenAsked(Consumer<Boolean> free);

    /// Begins it.
    ///
    /// @param ended told at its end how it went; never, where the end is that of the process
    void perform(Action action, Consumer<Performed> ended);
}
