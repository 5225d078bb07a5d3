package org.hongting.central.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;

/// How a store is copied from inside while others use it, and how a copy is looked at. Each kind of database has a way
/// of its own.
public interface StoreCopy {
    /// Writes everything that is committed at one moment.
    ///
    /// @param target a file that is there and empty; it need not be on the disk when this returns
    /// @throws DatabaseFault if the store cannot be read or the copy not be written
    void write(Path target);

    /// How much room a copy needs at most, in bytes.
    long bytes() throws IOException;

    /// A copy, to read it; nothing in it or beside it is changed.
    Database look(Path copy);

    /// What is wrong with a copy as a file of its kind, if anything is.
    Optional<String> damage(Path copy);
}
