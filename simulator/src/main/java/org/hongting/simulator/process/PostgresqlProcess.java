package org.hongting.simulator.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hongting.central.platform.database.DataStore;
import org.hongting.central.platform.database.StoreAddress;

/// A PostgreSQL of one's own, of Debian's package, in a folder for temporary files and as safe as a school's. It ends
/// with this process, also with one that is killed.
public final class PostgresqlProcess implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "hongting";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long END_SECONDS = 20;

    /// The shell ends the server as soon as nobody holds the other end of its input any more, and then tidies up.
    private static final String SCRIPT = """
            set -e
            "$1/initdb" --pgdata "$2/data" --auth trust --username "$4" --encoding UTF8 --locale C >"$2/log" 2>&1
            "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
              >>"$2/log" 2>&1 &
            server=$!
            read -r end || true
            kill -QUIT $server
            wait $server || true
            rm -rf "$2"/* || true
            """;

    private final Process shell;
    private final Path folder;
    private final int port;
    private int made;

    private PostgresqlProcess(Process shell, Path folder, int port) {
        this.shell = shell;
        this.folder = folder;
        this.port = port;
    }

    /// Where the newest release lies that is installed, if any is.
    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> releases = Files.list(INSTALLED)) {
            return releases.map(release -> release.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return nothing where none is installed
    public static Optional<PostgresqlProcess> start() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        return programs.isEmpty() ? Optional.empty() : Optional.of(start(programs.get()));
    }

    private static PostgresqlProcess start(Path programs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hongting-postgresql-");
        int port = FreePort.draw();
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root; Debian's package has made a user for it.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.addAll(
                List.of("sh", "-c", SCRIPT, "sh", programs.toString(), folder.toString(), String.valueOf(port), USER));
        Process shell = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        PostgresqlProcess started = new PostgresqlProcess(shell, folder, port);
        started.await();
        return started;
    }

    private void await() throws IOException, InterruptedException {
        long until = System.nanoTime() + START_NANOS;
        while (true) {
            try {
                execute("SELECT 1");
                return;
            } catch (SQLException e) {
                if (!shell.isAlive() || System.nanoTime() > until) {
                    String said = Files.readString(folder.resolve("log"));
                    close();
                    throw new IOException("PostgreSQL did not start: " + said, e);
                }
                Thread.sleep(20);
            }
        }
    }

    private String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A database that has nothing in it. The one before goes.
    public DataStore fresh() throws SQLException {
        execute("DROP DATABASE IF EXISTS central_" + made + " WITH (FORCE)");
        execute("CREATE DATABASE central_" + ++made + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        return StoreAddress.of(Path.of(""), Optional.of(address("central_" + made)), Map.of())
                .open();
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                shell.destroy();
            }
            // Another user's shell has emptied it, and may not take it away.
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            shell.destroy();
        } catch (InterruptedException e) {
            shell.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
