package org.hongting.sync.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.hongting.protocol.port.Database;
import org.hongting.protocol.port.DatabaseFault;
import org.jspecify.annotations.Nullable;

/// A SQLite database with one connection, for use by many threads: they take turns.
///
/// A commit is on the disk when [#inTransaction] returns. After a fault of reading, writing or syncing the connection
/// is closed, because after a failed sync SQLite's idea of the file and the file may differ; the next use opens it
/// anew. Whether a commit that failed is in the file after all is then for the owner of the rows to see.
public final class SqliteDatabase implements Database, AutoCloseable {
    private static final int WRITE_VERSION = 18;
    private static final int READ_VERSION = 19;

    private final SqliteSource source;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session session;
    private boolean closed;

    private SqliteDatabase(SqliteSource source) {
        this.source = source;
        this.session = source.open();
    }

    /// Opens the file, making it if it is not there, and checks it.
    ///
    /// @throws DatabaseFault with [DatabaseFault.Kind#CORRUPT] if the file is not what was written, with
    /// [DatabaseFault.Kind#INPUT_OUTPUT] if the folder or the file cannot be written
    public static SqliteDatabase open(Path file) {
        return new SqliteDatabase(new SqliteSource.InFile(file));
    }

    /// Opens a file to look at it: nothing in it or beside it is changed, and it need not be ours.
    ///
    /// @throws DatabaseFault if it cannot be read or is no database
    public static SqliteDatabase openReadOnly(Path file) {
        return new SqliteDatabase(new SqliteSource.ReadOnly(file));
    }

    public static SqliteDatabase inMemory() {
        return ofImage(new byte[0]);
    }

    /// A database in memory as it stood when [#image] was taken.
    public static SqliteDatabase ofImage(byte[] image) {
        return new SqliteDatabase(new SqliteSource.InMemory(image));
    }

    /// Everything that is committed, as bytes: in a simulation, what a crash leaves.
    public byte[] image() {
        lock.lock();
        try {
            byte[] image = openSession().serialize();
            // A memory database has no write-ahead log, so the header must not ask for one.
            if (image.length > READ_VERSION) {
                image[WRITE_VERSION] = 1;
                image[READ_VERSION] = 1;
            }
            return image;
        } catch (SQLException e) {
            throw Faults.of(e);
        } finally {
            lock.unlock();
        }
    }

    /// Writes everything that is committed at one moment into another file, from inside: other processes may go on
    /// writing. It need not be on the disk when this returns.
    ///
    /// @param target a file that is there and empty
    /// @throws DatabaseFault if this one cannot be read or the other not be written
    public void copyTo(Path target) {
        lock.lock();
        try {
            openSession().copyTo(target.toAbsolutePath().toString());
        } catch (SQLException e) {
            throw Faults.of(e);
        } finally {
            lock.unlock();
        }
    }

    /// Moves the write-ahead log into the file and empties it, so that it holds nothing any more that was erased since.
    ///
    /// @return false if somebody who reads the file holds it up: later, then
    public boolean emptyLog() {
        lock.lock();
        try {
            return openSession().emptyLog();
        } catch (SQLException e) {
            throw Faults.of(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        return run("BEGIN IMMEDIATE", true, work);
    }

    @Override
    public <T extends @Nullable Object> T reading(Work<T> work) {
        return run("BEGIN", false, work);
    }

    private <T extends @Nullable Object> T run(String begin, boolean writes, Work<T> work) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread has a transaction open already");
        }
        lock.lock();
        try {
            Session open = openSession();
            SqliteTransaction transaction = new SqliteTransaction(open, writes);
            try {
                open.execute(begin);
                T result = work.in(transaction);
                transaction.checkCommittable();
                open.execute("COMMIT");
                return result;
            } catch (SQLException e) {
                DatabaseFault fault = Faults.of(e);
                abandon(open, fault.kind());
                throw fault;
            } catch (DatabaseFault fault) {
                abandon(open, fault.kind());
                throw fault;
            } catch (RuntimeException | Error e) {
                abandon(open, DatabaseFault.Kind.OTHER);
                throw e;
            } finally {
                transaction.end();
            }
        } finally {
            lock.unlock();
        }
    }

    private void abandon(Session open, DatabaseFault.Kind kind) {
        boolean clean = open.rollBack();
        boolean doubtful = kind == DatabaseFault.Kind.INPUT_OUTPUT || kind == DatabaseFault.Kind.CORRUPT || !clean;
        if (doubtful && source.outlivesConnection()) {
            session = null;
            closeQuietly(open);
        }
    }

    private Session openSession() {
        if (closed) {
            throw new IllegalStateException("the database is closed");
        }
        Session open = session;
        if (open == null) {
            open = source.open();
            session = open;
        }
        return open;
    }

    private static void closeQuietly(Session open) {
        try {
            open.close();
        } catch (SQLException e) {
            // It is given up because it failed; that it fails again tells nothing new.
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (session != null) {
                closeQuietly(session);
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
