package org.hongting.central.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// Where the tables are: in a file of the data folder, or in a database of PostgreSQL.
public sealed interface StoreAddress {
    /// Says which database, where `--database` does not.
    String VARIABLE = "HONGTING_DATABASE";

    String USER_VARIABLE = "HONGTING_DATABASE_USER";
    String PASSWORD_VARIABLE = "HONGTING_DATABASE_PASSWORD";
    String PASSWORD_FILE_VARIABLE = "HONGTING_DATABASE_PASSWORD_FILE";

    /// @param data the server's folder
    /// @param database like `jdbc:postgresql://host/hongting`; absent or empty: the file in the folder
    /// @param environment names user and password: everybody of the machine reads a command line
    /// @throws IllegalArgumentException if that is no address, in a sentence that says what to do
    static StoreAddress of(Path data, Optional<String> database, Map<String, String> environment) {
        return database.or(() -> Optional.ofNullable(environment.get(VARIABLE)))
                .filter(address -> !address.isBlank())
                .<StoreAddress>map(address -> Server.of(address.strip(), environment))
                .orElseGet(() -> new InFolder(data.resolve("central.db")));
    }

    /// @throws IllegalStateException if it cannot be opened, or not in the safe way
    DataStore open();

    /// To look beside a running server or without one: nothing of the store can be changed, only tables of the
    /// connection itself can be made, and no writer waits for whoever looks.
    DataSource look();

    /// Whether a server has run on it: a file would otherwise be made.
    ///
    /// @throws IllegalStateException if a database cannot be opened, or not in the safe way
    boolean isThere();

    /// Whether the tables are of the version of this software.
    boolean isMigrated(DataSource source);

    /// A file; the folder has the keys and files beside it.
    record InFolder(Path file) implements StoreAddress {
        @Override
        public DataStore open() {
            return SqliteFile.open(file);
        }

        @Override
        public DataSource look() {
            return SqliteFile.look(file);
        }

        @Override
        public boolean isThere() {
            return Files.exists(file);
        }

        @Override
        public boolean isMigrated(DataSource source) {
            return isUpToDate(SqliteFile.migrations(source));
        }
    }

    /// A database; its tables stand in the schema `main`, which is what SQLite calls its own.
    ///
    /// @param user empty: as the address says, or the user of this process
    /// @param password empty: none, or what the file `~/.pgpass` says
    record Server(String address, String user, String password) implements StoreAddress {
        private static Server of(String address, Map<String, String> environment) {
            PGSimpleDataSource read = new PGSimpleDataSource();
            try {
                read.setUrl(address);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the database (--database, or " + VARIABLE + ") is no address: give one like"
                                + " jdbc:postgresql://localhost/hongting, or none for the file in the data folder",
                        e);
            }
            if (read.getPassword() != null || read.getSslPassword() != null) {
                throw new IllegalArgumentException("the address of the database holds a password, which everybody of"
                        + " this machine can read: take it out, and give " + PASSWORD_VARIABLE + " or "
                        + PASSWORD_FILE_VARIABLE);
            }
            return new Server(address, environment.getOrDefault(USER_VARIABLE, ""), password(environment));
        }

        private static String password(Map<String, String> environment) {
            String file = environment.getOrDefault(PASSWORD_FILE_VARIABLE, "");
            if (file.isBlank()) {
                return environment.getOrDefault(PASSWORD_VARIABLE, "");
            }
            try {
                return Files.readString(Path.of(file)).lines().findFirst().orElse("");
            } catch (IOException | java.nio.file.InvalidPathException e) {
                throw new IllegalArgumentException(
                        "the file " + file + " (" + PASSWORD_FILE_VARIABLE + ") cannot be read by this user", e);
            }
        }

        @Override
        public DataStore open() {
            return PostgresqlStore.open(this);
        }

        @Override
        public DataSource look() {
            return PostgresqlStore.look(this);
        }

        @Override
        public boolean isThere() {
            try (PostgresqlStore store = PostgresqlStore.open(this)) {
                return store.hasTables();
            }
        }

        @Override
        public boolean isMigrated(DataSource source) {
            return isUpToDate(PostgresqlStore.migrations(source));
        }

        /// Never the password: this may turn up in a log.
        @Override
        public String toString() {
            return address;
        }
    }

    private static boolean isUpToDate(Flyway migrations) {
        return migrations.info().pending().length == 0;
    }
}
