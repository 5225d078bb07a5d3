package org.hongting.simulator.torture;

import java.io.IOException;
import java.nio.file.Path;
import org.hongting.protocol.port.Database;
import org.jspecify.annotations.Nullable;

/// The tables of a centre or of a terminal, seen from outside.
interface Tables {
    /// Looks at them while others write.
    ///
    /// @throws org.hongting.protocol.port.DatabaseFault if they cannot be read now: they are opened, or recovered
    <T extends @Nullable Object> T look(Database.Work<T> work);

    /// Leaves what they hold as a file of SQLite, for the judge. Whoever wrote to them is dead.
    void secure(Path file) throws IOException, InterruptedException;
}
