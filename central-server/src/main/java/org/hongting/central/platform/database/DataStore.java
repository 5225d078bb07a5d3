package org.hongting.central.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;

/// Where the centre keeps its tables, opened in the one way in which a commit survives a power cut, or not at all.
///
/// Who writes has a connection of their own: however many read for however long, no writer waits for them.
public sealed interface DataStore extends AutoCloseable permits SqliteFile, PostgresqlStore {
    /// Connections that cannot write.
    HikariDataSource readers();

    /// The one connection that can: whoever takes it by themselves stands in nobody's line.
    HikariDataSource writer();

    /// Brings the tables to the version of this software.
    void migrate();

    /// What begins a transaction that sees one state and writes nothing, on a connection that commits by itself.
    String beginReading();

    /// The first query of a transaction that writes, where its beginning alone keeps no other writer out.
    Optional<String> beginWriting();

    /// An expression for milliseconds since 1970 by its own clock, at the moment at which it is reckoned.
    String millisNow();

    /// How it is copied from inside; nothing where that is the business of its own tools.
    Optional<StoreCopy> copy();

    /// Sees to it that what was deleted or written over stands in no log and no dead row of this store any more.
    ///
    /// @return false if somebody who reads holds it up: later, then
    boolean sweep();

    @Override
    void close();
}
