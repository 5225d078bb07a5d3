package org.hongting.sync.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hongting.protocol.port.DatabaseFault;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/// Where connections come from, each kind with the settings it needs.
///
/// `synchronous=FULL` with WAL is what makes an acknowledged commit survive a power cut; no memory mapping, because a
/// damaged mapping damages more than a damaged read.
sealed interface SqliteSource {
    /// @throws DatabaseFault if there is no usable database
    Session open();

    /// True where closing loses nothing, so that a doubtful connection may be replaced.
    boolean outlivesConnection();

    /// A file that this process owns.
    record InFile(Path file) implements SqliteSource {
        /// The words of SQLite's check for a page that the disk did not give: with its code, or without.
        private static final Pattern UNREADABLE = Pattern.compile("error code[= ](\\d{1,5})|failed to get page");

        @Override
        public Session open() {
            prepare(file.toAbsolutePath());
            try {
                Connection connection = usual().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
                return checked(connection, () -> {
                    require(connection, "PRAGMA journal_mode = WAL", "wal");
                    configure(connection);
                    eraseWhatIsDeleted(connection);
                    requireWhole(connection);
                    renewLog(connection);
                });
            } catch (SQLException e) {
                throw Faults.of(e);
            }
        }

        @Override
        public boolean outlivesConnection() {
            return true;
        }

        /// What is deleted or written over is overwritten with zeros, not only called free.
        private static void eraseWhatIsDeleted(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA secure_delete = ON");
            }
        }

        /// A page that could not be read is no damaged one: the check says in words what the disk answered, and who
        /// took that for damage would have people move away a file that is whole.
        private static void requireWhole(Connection connection) throws SQLException {
            String answer = answerTo(connection, "PRAGMA quick_check(1)");
            Matcher unreadable = UNREADABLE.matcher(answer);
            if (unreadable.find()) {
                String code = unreadable.group(1);
                DatabaseFault.Kind kind =
                        code == null ? DatabaseFault.Kind.INPUT_OUTPUT : Faults.kindOf(Integer.parseInt(code));
                throw new DatabaseFault(kind, "a page cannot be read: " + answer);
            }
            if (!answer.equals("ok")) {
                throw new DatabaseFault(DatabaseFault.Kind.CORRUPT, "the file is not whole: " + answer);
            }
        }

        /// Moves the write-ahead log into the file and begins it anew. After a sync that failed, the kernel
        /// may hold pages of the log for written that are not, and a power cut would take everything behind
        /// that gap. Moving writes those pages again, and their sync counts.
        private static void renewLog(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet moved = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                moved.next(); // A reader elsewhere may hold it up: then the log is moved all the same, and kept.
            }
        }

        /// The file is made here and not by SQLite, so that nobody else may read it from its first moment on.
        private static void prepare(Path file) {
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw new DatabaseFault(DatabaseFault.Kind.INPUT_OUTPUT, "the database's folder cannot be written");
            }
            if (Files.exists(file)) {
                return;
            }
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                directory.force(true);
            } catch (IOException e) {
                throw new DatabaseFault(DatabaseFault.Kind.INPUT_OUTPUT, "the database's file cannot be made", e);
            }
        }
    }

    /// A file that is only looked at; it and its neighbours stay as they are.
    record ReadOnly(Path file) implements SqliteSource {
        @Override
        public Session open() {
            // A named pipe would be waited for, for ever.
            if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
                throw new DatabaseFault(DatabaseFault.Kind.INPUT_OUTPUT, "there is no such file, or it cannot be read");
            }
            SQLiteConfig config = usual();
            config.setReadOnly(true);
            try {
                return new Session(config.createConnection("jdbc:sqlite:file:"
                        + file.toAbsolutePath().toUri().getRawPath() + (hasWal() ? "?mode=ro" : "?immutable=1")));
            } catch (SQLException e) {
                throw Faults.of(e);
            }
        }

        @Override
        public boolean outlivesConnection() {
            return true;
        }

        /// With a write-ahead log beside it the newest records stand there, and a writer may be alive. Without one
        /// the file is whole and nothing need be created to read it.
        private boolean hasWal() {
            return Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        }
    }

    /// A database in memory, empty or from an image: for tests and simulations.
    final class InMemory implements SqliteSource {
        private final byte[] image;

        InMemory(byte[] image) {
            this.image = image.clone();
        }

        @Override
        public Session open() {
            try {
                Connection connection = usual().createConnection("jdbc:sqlite::memory:");
                return checked(connection, () -> {
                    if (image.length > 0) {
                        ((SQLiteConnection) connection).deserialize("main", image);
                    }
                    configure(connection);
                });
            } catch (SQLException e) {
                throw Faults.of(e);
            }
        }

        @Override
        public boolean outlivesConnection() {
            return false;
        }
    }

    /// Nobody asks for generated keys, and fetching them would prepare and run another statement after each insert.
    private static SQLiteConfig usual() {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Session checked(Connection connection, Step step) throws SQLException {
        try {
            step.run();
            return new Session(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void configure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA mmap_size = 0");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA cache_size = -16384");
        }
    }

    private static void require(Connection connection, String pragma, String expected) throws SQLException {
        if (!expected.equals(answerTo(connection, pragma))) {
            throw new DatabaseFault(DatabaseFault.Kind.CORRUPT, pragma + " did not answer " + expected);
        }
    }

    private static String answerTo(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(pragma)) {
            return results.next() ? String.valueOf(results.getString(1)) : "";
        }
    }

    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }
}
