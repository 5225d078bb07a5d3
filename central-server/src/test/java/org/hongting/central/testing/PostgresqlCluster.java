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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.StoreAddress;
import org.jspecify.annotations.Nullable;

/// The one PostgreSQL of this JVM, from Debian's package, as safe as a school's: each test gets a database of its own,
/// copied from one that has all tables. It ends with the JVM, also with one that is killed.
public final class PostgresqlCluster {
    /// What must be on the path for it.
    public static final String TOOL = "pg_ctlcluster";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String TEMPLATE = "with_tables";
    private static final long START_MILLIS = 30_000;

    private static @Nullable PostgresqlCluster running;

    private final int port;
    private final Map<Path, String> databases = new HashMap<>();
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
        List<Path> gone = databases.keySet().stream()
                .filter(known -> !Files.exists(known))
                .toList();
        gone.forEach(known -> execute("DROP DATABASE " + databases.remove(known) + " WITH (FORCE)"));
        return databases.computeIfAbsent(folder.toAbsolutePath(), first -> fresh());
    }

    /// A database with all tables and nothing else in them.
    public synchronized String fresh() {
        String name = "test_" + ++made;
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return name;
    }

    public String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=hongting";
    }

    public DataStore open(String database) {
        return StoreAddress.of(Path.of(""), Optional.of(address(database)), Map.of())
                .open();
    }

    /// As the one who may do everything, outside of transactions.
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(address("postgres"));
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
                + " \"$1/postgres\" -D \"$2/data\" -p \"$3\" -c listen_addresses=127.0.0.1"
                + " -c unix_socket_directories= >>\"$2/log\" 2>&1 & server=$!;"
                + " read -r end || true; kill -QUIT $server; wait $server || true; rm -rf \"$2/data\"";
        List<String> command = new ArrayList<>(unprivileged);
        command.addAll(List.of("sh", "-c", script, "sh", programs.toString(), folder.toString(), String.valueOf(port)));
        Process shell = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(shell)));
        PostgresqlCluster cluster = new PostgresqlCluster(port);
        cluster.awaitStart(shell, folder);
        cluster.execute("CREATE DATABASE " + TEMPLATE);
        try (DataStore store = cluster.open(TEMPLATE)) {
            store.migrate();
        }
        return cluster;
    }

    private static Path programs() throws IOException {
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
