package org.hongting.simulator.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long END_SECONDS = 20;

    /// The shell does what it is told, a word a line. As soon as nobody holds the other end of its input any more, it
    /// ends the server, and tidies up. Of a server that is killed the children are, too, as systemd does with what
    /// is left of a service: one that recovers may otherwise not see that it is alone, and lets no other begin.
    private static final String SCRIPT = """
            set -e
            "$1/initdb" --pgdata "$2/data" --auth trust --username "$4" --encoding UTF8 --locale C >"$2/log" 2>&1
            echo "host all all samenet trust" >>"$2/data/pg_hba.conf"
            while read -r word; do
              case $word in
                start)
                  "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses="$5" -c unix_socket_directories= \
                    -c max_connections=200 >>"$2/log" 2>&1 &
                  server=$!
                  echo $server ;;
                kill)
                  children=$(cat /proc/$server/task/$server/children 2>/dev/null) || true
                  kill -KILL $server
                  wait $server || true
                  kill -KILL $children || true
                  echo gone ;;
              esac
            done
            kill -QUIT $server || true
            wait $server || true
            rm -rf "$2"/* || true
            """;

    private final Process shell;
    private final Path folder;
    private final Host host;
    private final int port;
    private int made;
    private long pid;

    private PostgresqlProcess(Process shell, Path folder, Host host, int port) {
        this.shell = shell;
        this.folder = folder;
        this.host = host;
        this.port = port;
    }

    /// Why there can be none on this machine, or nothing.
    public static Optional<String> lacking() {
        return programs().isPresent()
                ? Optional.empty()
                : Optional.of("a database of its own needs the package postgresql");
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
        return start(Host.THIS);
    }

    /// Starts one on a machine, where the others of its network may use it.
    ///
    /// @return nothing where none is installed
    public static Optional<PostgresqlProcess> start(Host host) throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        return programs.isEmpty() ? Optional.empty() : Optional.of(start(host, programs.get()));
    }

    private static PostgresqlProcess start(Host host, Path programs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hongting-postgresql-");
        int port = FreePort.draw();
        List<String> command = new ArrayList<>(host.entry());
        if (Tool.isRoot()) {
            // It refuses to run as root; Debian's package has made a user for it.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.addAll(List.of("sh", "-c", SCRIPT, "sh", programs.toString(), folder.toString()));
        command.addAll(List.of(String.valueOf(port), USER, host.address()));
        Process shell = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        PostgresqlProcess started = new PostgresqlProcess(shell, folder, host, port);
        started.launch();
        started.awaitServing();
        return started;
    }

    /// SIGKILL to the server itself, which takes everybody's connection with it.
    public void kill() throws IOException {
        tell("kill");
    }

    /// Starts it, after it was killed, and waits for nothing: it recovers by its own journal first.
    public void launch() throws IOException {
        pid = Long.parseLong(tell("start"));
    }

    private String tell(String word) throws IOException {
        shell.getOutputStream().write((word + "\n").getBytes(US_ASCII));
        shell.getOutputStream().flush();
        String said = shell.inputReader(US_ASCII).readLine();
        if (said == null) {
            throw new IOException("PostgreSQL was not made: " + log());
        }
        return said;
    }

    /// Waits until it serves. A new server is refused for a moment by what the old one's children still hold: then it
    /// is started again.
    public void awaitServing() throws IOException, InterruptedException {
        long until = System.nanoTime() + START_NANOS;
        while (true) {
            try {
                execute("SELECT 1");
                return;
            } catch (SQLException e) {
                if (!shell.isAlive() || System.nanoTime() > until) {
                    String said = log();
                    close();
                    throw new IOException("PostgreSQL did not start: " + said, e);
                }
                if (!isRunning()) {
                    launch();
                }
                Thread.sleep(20);
            }
        }
    }

    /// Whether its process is there, whatever it does. One that has ended waits as a zombie for the shell to look.
    public boolean isRunning() {
        return Resources.of(pid).isAlive();
    }

    /// Whether it takes connections.
    public boolean isServing() {
        try {
            execute("SELECT 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /// What the processes of the server that runs have used.
    public Resources resources() {
        return Resources.of(pid);
    }

    private String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "it said nothing";
    }

    private String address(String database) {
        return "jdbc:postgresql://" + host.address() + ":" + port + "/" + database + "?user=" + USER;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A database that has nothing in it. The one before goes.
    public DataStore fresh() throws SQLException {
        return StoreAddress.of(Path.of(""), Optional.of(freshAddress()), Map.of())
                .open();
    }

    /// The same, for a server that opens it itself.
    public String freshAddress() throws SQLException {
        execute("DROP DATABASE IF EXISTS central_" + made + " WITH (FORCE)");
        execute("CREATE DATABASE central_" + ++made + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        return address("central_" + made);
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
