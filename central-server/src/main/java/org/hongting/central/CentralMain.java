package org.hongting.central;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.ListeningPorts;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.central.platform.lease.SecondServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command line of the central server. Without a subcommand it serves.
@Command(
        name = "central",
        mixinStandardHelpOptions = true,
        description = "The central server of Hongting: serves the console, the terminals and their MQTT.",
        subcommands = {
            CentralMain.Serve.class,
            TokenCommand.class,
            KeysCommand.class,
            AccountCommand.class,
            StudyCommand.class,
            QuizCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
public final class CentralMain implements java.util.concurrent.Callable<Integer> {
    @CommandLine.Mixin
    private ServeOptions options = new ServeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new CentralMain());
    }

    @Override
    public Integer call() throws Exception {
        return serve(options, spec.commandLine().getErr());
    }

    private static int serve(ServeOptions options, PrintWriter people) throws Exception {
        Optional<String> obstacle = StartObstacle.of(options.toOptions());
        if (obstacle.isPresent()) {
            people.println("hongting central: " + obstacle.get());
            people.flush();
            return 1;
        }
        // Two servers on one folder would answer for each other, unless a database and a broker beside them keep them
        // apart. The lock ends with the process, however it ends.
        try (FileChannel channel = FileChannel.open(
                options.data.resolve("server.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            if (channel.tryLock(0, Long.MAX_VALUE, options.mayShareFolder()) == null) {
                people.println("hongting central: another server runs on the folder " + options.data
                        + ": end it, or choose another folder with --data");
                people.flush();
                return 1;
            }
            return run(options, people);
        }
    }

    /// One after the other: the first one in a folder makes what the others find there.
    private static CentralServer started(ServeOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(
                options.data.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // until it is closed
            return CentralServer.start(options.toOptions());
        }
    }

    private static int run(ServeOptions options, PrintWriter people) throws Exception {
        try (CentralServer server = started(options)) {
            ListeningPorts.Ports ports = server.ports();
            String host = options.hostNames.getFirst();
            ReadyFile.write(options.data.resolve(ReadyFile.IN_DATA), host, server.announced());
            if (options.readyFile != null) {
                ReadyFile.write(options.readyFile, host, ports);
            }
            people.printf(
                    "hongting central: console %s://%s:%d  terminals https %d, mqtt %d  data %s%n",
                    options.consoleTls == null ? "http" : "https",
                    options.consoleAddress,
                    ports.console(),
                    ports.terminal(),
                    ports.mqtt(),
                    options.data);
            people.flush();
            try (ServerWatch watch = new ServerWatch(System.getenv(), server.context())) {
                watch.ready("console on port " + ports.console());
                server.await();
            }
            return 0;
        } catch (RuntimeException e) {
            Optional<String> other = secondServer(e);
            other.ifPresent(sentence -> people.println("hongting central: " + sentence));
            people.flush();
            if (other.isEmpty()) {
                throw e;
            }
            return 1;
        }
    }

    private static Optional<String> secondServer(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SecondServer) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    /// Serves until it is told to stop.
    @Command(name = "serve", mixinStandardHelpOptions = true, description = "Serve (the default).")
    static final class Serve implements java.util.concurrent.Callable<Integer> {
        @CommandLine.Mixin
        private ServeOptions options = new ServeOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            return serve(options, spec.commandLine().getErr());
        }
    }

    /// What `serve` can be told.
    static final class ServeOptions {
        @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "Folder of all data.")
        private Path data = Path.of("data");

        @Option(names = "--database", paramLabel = "URL", description = StoreOptions.DATABASE)
        private Optional<String> database = Optional.empty();

        @Option(names = "--console-port", defaultValue = "8080", description = "0: any free port.")
        private int consolePort;

        @Option(names = "--console-address", defaultValue = "127.0.0.1")
        private String consoleAddress = "127.0.0.1";

        @Option(names = "--terminal-port", defaultValue = "8443", description = "HTTPS for terminals.")
        private int terminalPort;

        @Option(names = "--mqtt-port", defaultValue = "8883", description = "MQTT over mutual TLS.")
        private int mqttPort;

        @Option(
                names = "--announced-mqtt-port",
                defaultValue = "0",
                description = "MQTT port that terminals are told, where a router forwards another; 0: the same.")
        private int announcedMqttPort;

        @Option(
                names = "--announced-terminal-port",
                defaultValue = "0",
                description = "HTTPS port that terminals are told, where a load balancer has another; 0: the same.")
        private int announcedTerminalPort;

        @Option(
                names = "--broker",
                paramLabel = "HOST:PORT",
                split = ",",
                defaultValue = "${env:HONGTING_BROKER}",
                description = {
                    "An MQTT 5 broker beside the server, in place of the one inside; several addresses are nodes of it.",
                    "Several servers may share it and one database of PostgreSQL. Without it HONGTING_BROKER."
                })
        private List<String> broker = List.of();

        @Option(
                names = "--admin-password-file",
                paramLabel = "FILE",
                description = "First line: the first account's password. Without it one is drawn at the first start.")
        private Optional<Path> adminPasswordFile = Optional.empty();

        @Option(
                names = "--host-name",
                paramLabel = "NAME",
                arity = "1..*",
                defaultValue = "localhost",
                description = "Names or addresses that terminals call this server by.")
        private List<String> hostNames = List.of("localhost");

        @Option(names = "--ready-file", paramLabel = "PATH", description = "Written with the real ports when ready.")
        private @Nullable Path readyFile;

        @Option(
                names = "--phone-address",
                paramLabel = "URL",
                description = "How phones call this server, https; without it, as the console was called.")
        private Optional<String> phoneAddress = Optional.empty();

        @Option(
                names = "--zone",
                paramLabel = "ZONE",
                description = "The site's zone, like Asia/Shanghai; without it HONGTING_ZONE, or this machine's.")
        private Optional<String> zone = Optional.empty();

        @Option(
                names = "--backup",
                paramLabel = "DIR",
                description = {
                    "Where backups go: a folder on another disk. Without it HONGTING_BACKUP, or a folder beside the",
                    "data; only what stands in a folder that was named may be pruned at terminals."
                })
        private Optional<Path> backup = Optional.empty();

        @Option(
                names = "--backup-hours",
                paramLabel = "N",
                defaultValue = "${env:HONGTING_BACKUP_HOURS}",
                description = "Hours between two backups, 0: none by itself; without it HONGTING_BACKUP_HOURS, or 6.")
        private Optional<Integer> backupHours = Optional.empty();

        @CommandLine.ArgGroup(exclusive = false)
        private @Nullable ConsoleTlsOptions consoleTls;

        /// Whether others may serve from the same folder at the same time.
        boolean mayShareFolder() {
            return !brokers().isEmpty()
                    && StoreAddress.of(data, database, System.getenv()) instanceof StoreAddress.Server;
        }

        private List<String> brokers() {
            return broker.stream().filter(address -> !address.isBlank()).toList();
        }

        CentralOptions toOptions() {
            return new CentralOptions(
                    new CentralOptions.Storage(data, database),
                    new CentralOptions.Console(
                            consoleAddress,
                            Optional.ofNullable(consoleTls).map(ConsoleTlsOptions::toTls),
                            phoneAddress),
                    new CentralOptions.Ports(
                            consolePort, terminalPort, mqttPort, announcedMqttPort, announcedTerminalPort),
                    brokers(),
                    hostNames,
                    adminPasswordFile,
                    zone.or(() ->
                            Optional.ofNullable(System.getenv("HONGTING_ZONE")).filter(name -> !name.isBlank())),
                    new CentralOptions.Backups(backup, backupHours));
        }
    }

    /// Both or neither.
    static final class ConsoleTlsOptions {
        @Option(
                names = "--console-certificate",
                paramLabel = "PEM",
                required = true,
                description = "HTTPS for the console and for phones: the certificate and its chain.")
        private Path certificate = Path.of("");

        @Option(names = "--console-key", paramLabel = "PEM", required = true, description = "Its key, PKCS#8.")
        private Path key = Path.of("");

        CentralOptions.ConsoleTls toTls() {
            return new CentralOptions.ConsoleTls(certificate, key);
        }
    }
}
