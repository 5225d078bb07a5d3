package org.hongting.central.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.StoreAddress;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// The one PostgreSQL of this JVM, from Debian's package, as safe as a school's: each test gets a database of its own,
/// copied from one that has all tables, or one that is empty again. It ends with the JVM, also with one that is killed.
public final class PostgresqlCluster {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String TEMPLATE = "with_tables";

    /// What the migrations themselves have written is kept beside the tables.
    private static final String KEEP = """
            CREATE SCHEMA kept;
            CREATE TABLE kept.meeting_rule AS SELECT * FROM main.meeting_rule;
            CREATE TABLE kept.flyway_schema_history AS SELECT * FROM main.flyway_schema_history""";

    private static final String EMPTY = """
            DO $$ DECLARE one text; BEGIN
                SET LOCAL session_replication_role = replica;
                FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'main' LOOP
                    EXECUTE format('DELETE FROM main.%I', one);
                END LOOP;
                FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'main' AND last_value IS NOT NULL LOOP
                    EXECUTE format('ALTER SEQUENCE main.%I RESTART', one);
                END LOOP;
                FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
                    EXECUTE format('INSERT INTO main.%I SELECT * FROM kept.%I', one, one);
                END LOOP;
            END $$""";

    /// Who owns one database and is asked for a password, as a school's server is.
    public static final String SCHOOL = "school";

    public static final String SCHOOLS_PASSWORD = "open sesame";

    private static final long START_MILLIS = 30_000;

    private static @Nullable PostgresqlCluster running;

    private final int port;
    private final Map<Path, String> databases = new HashMap<>();
    private final Queue<String> idle = new ArrayDeque<>();
    private int made;

    private PostgresqlCluster(int port) {
        this.port = port;
    }

    public static synchronized PostgresqlCluster get() {
        PostgresqlCluster cluster = running;
        if (cluster == null) {
            try {
                cluster = start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            running = cluster;
        }
        return cluster;
    }

    /// The database that belongs to a folder of a test; both are made where there is none. Those whose folder has
    /// gone, go.
    public synchronized String databaseOf(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        databases.entrySet().removeIf(known -> {
            boolean gone = !Files.exists(known.getKey());
            if (gone && !known.getValue().startsWith(SCHOOL)) {
                idle.add(known.getValue());
            }
            return gone;
        });
        return databases.computeIfAbsent(folder.toAbsolutePath(), first -> used());
    }

    /// One that a test has left, emptied: making one takes four times as long.
    private String used() {
        String name = idle.poll();
        if (name == null) {
            return fresh();
        }
        execute(name, EMPTY);
        return name;
    }

    private String fresh() {
        String name = "test_" + ++made;
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return name;
    }

    /// Gives the folder a database that has nothing in it yet, made as `docs/operations.md` says.
    public synchronized String schools(Path folder) {
        String name = SCHOOL + "_" + ++made;
        execute("CREATE DATABASE " + name + " OWNER " + SCHOOL + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        databases.put(folder.toAbsolutePath(), name);
        return name;
    }

    public String address(String database) {
        return addressOfNobody(database) + "?user=hongting";
    }

    /// Without a user: another one than this machine's is to be said beside it.
    public String addressOfNobody(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// Ends all connections of a database, as its restart does.
    public void disconnect(String database) {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    public DataStore open(String database) {
        return StoreAddress.of(Path.of(""), Optional.of(address(database)), Map.of())
                .open();
    }

    /// As the one who may do everything, outside of transactions.
    public void execute(String sql) {
        execute("postgres", sql);
    }

    private void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(address(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PostgresqlCluster start() throws IOException {
        Path programs = programs();
        Path folder = Files.createTempDirectory("postgresql");
        List<String> unprivileged = unprivileged(folder);
        int port = freePort();
        // The shell ends the server as soon as nobody holds the other end of its input any more.
        String script = "set -e; \"$1/initdb\" --pgdata \"$2/data\" --auth trust --username hongting --no-sync"
                + " --encoding UTF8 --locale C >\"$2/log\" 2>&1;"
                + " { echo \"host all $4 127.0.0.1/32 scram-sha-256\"; cat \"$2/data/pg_hba.conf\"; } >\"$2/hba\";"
                + " \"$1/postgres\" -D \"$2/data\" -p \"$3\" -c hba_file=\"$2/hba\" -c listen_addresses=127.0.0.1"
                + " -c unix_socket_directories= -c autovacuum=off -c jit=off >>\"$2/log\" 2>&1 & server=$!;"
                + " read -r end || true; kill -QUIT $server; wait $server || true; rm -rf \"$2/data\"";
        List<String> command = new ArrayList<>(unprivileged);
        command.addAll(List.of(
                "sh", "-c", script, "sh", programs.toString(), folder.toString(), String.valueOf(port), SCHOOL));
        Process shell = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(shell)));
        PostgresqlCluster cluster = new PostgresqlCluster(port);
        cluster.awaitStart(shell, folder);
        cluster.execute("CREATE ROLE " + SCHOOL + " LOGIN PASSWORD '" + SCHOOLS_PASSWORD + "'");
        cluster.execute("CREATE DATABASE " + TEMPLATE);
        try (DataStore store = cluster.open(TEMPLATE)) {
            store.migrate();
        }
        cluster.execute(TEMPLATE, KEEP);
        return cluster;
    }

    /// As with `@RequiresTool`: without it a test is skipped, except where nothing may be.
    private static Path programs() throws IOException {
        if (!Files.isDirectory(INSTALLED) && !"true".equals(System.getenv("CI"))) {
            throw new TestAbortedException("PostgreSQL is not here: './hongting setup' installs it");
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no PostgreSQL lies in " + INSTALLED));
        }
    }

    /// The server refuses to run as root; Debian's package has made a user for it.
    private static List<String> unprivileged(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        return List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Process shell, Path folder) throws IOException {
        long until = System.nanoTime() + START_MILLIS * 1_000_000;
        while (true) {
            try {
                DriverManager.getConnection(address("postgres")).close();
                return;
            } catch (SQLException e) {
                if (!shell.isAlive() || System.nanoTime() > until) {
                    throw new IllegalStateException(
                            "PostgreSQL did not start: " + Files.readString(folder.resolve("log")), e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static void end(Process shell) {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(10, TimeUnit.SECONDS)) {
                shell.destroy();
            }
        } catch (IOException | InterruptedException e) {
            shell.destroy();
        }
    }
}
