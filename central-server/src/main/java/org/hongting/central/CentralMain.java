package org.hongting.central;

import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.hongting.central.platform.ListeningPorts;
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
            AccountCommand.class,
            StudyCommand.class,
            QuizCommand.class
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
        // Two servers on one folder would answer for each other. The lock ends with the process, however it ends.
        try (FileChannel channel = FileChannel.open(
                options.data.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                people.println("hongting central: another server runs on the folder " + options.data
                        + ": end it, or choose another folder with --data");
                people.flush();
                return 1;
            }
            run(options, people);
        }
        return 0;
    }

    private static void run(ServeOptions options, PrintWriter people) throws Exception {
        try (CentralServer server = CentralServer.start(options.toOptions())) {
            ListeningPorts.Ports ports = server.ports();
            String host = options.hostNames.getFirst();
            ReadyFile.write(options.data.resolve(ReadyFile.IN_DATA), host, ports);
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
            server.await();
        }
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

        @CommandLine.ArgGroup(exclusive = false)
        private @Nullable ConsoleTlsOptions consoleTls;

        CentralOptions toOptions() {
            return new CentralOptions(
                    new CentralOptions.Storage(data, database),
                    new CentralOptions.Console(
                            consoleAddress,
                            Optional.ofNullable(consoleTls).map(ConsoleTlsOptions::toTls),
                            phoneAddress),
                    new CentralOptions.Ports(consolePort, terminalPort, mqttPort, announcedMqttPort),
                    hostNames,
                    adminPasswordFile,
                    zone.or(() ->
                            Optional.ofNullable(System.getenv("HONGTING_ZONE")).filter(name -> !name.isBlank())));
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
