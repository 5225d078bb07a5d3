package org.hongting.central;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a server is started with.
///
/// @param storage where the server keeps everything
/// @param hostNames names and addresses that terminals may call the server by, at least one
/// @param broker addresses of a broker beside the server, `HOST:PORT`; empty: one inside the server
/// @param adminPasswordFile holds the first administrator's password; absent: one is drawn
/// @param backups where backups go and how often they are made
/// @param zone where the school is, like `Asia/Shanghai`; absent: what the surroundings say, else this machine's
public record CentralOptions(
        Storage storage,
        Console console,
        Ports ports,
        List<String> broker,
        List<String> hostNames,
        Optional<Path> adminPasswordFile,
        Optional<String> zone,
        Backups backups) {
    /// With the broker inside.
    public CentralOptions(
            Storage storage,
            Console console,
            Ports ports,
            List<String> hostNames,
            Optional<Path> adminPasswordFile,
            Optional<String> zone,
            Backups backups) {
        this(storage, console, ports, List.of(), hostNames, adminPasswordFile, zone, backups);
    }

    /// With backups as they are made where nobody says anything.
    public CentralOptions(
            Storage storage,
            Console console,
            Ports ports,
            List<String> hostNames,
            Optional<Path> adminPasswordFile,
            Optional<String> zone) {
        this(storage, console, ports, hostNames, adminPasswordFile, zone, Backups.USUAL);
    }

    /// All in one folder, in the zone of the surroundings.
    public CentralOptions(
            Path data, Console console, Ports ports, List<String> hostNames, Optional<Path> adminPasswordFile) {
        this(new Storage(data, Optional.empty()), console, ports, hostNames, adminPasswordFile, Optional.empty());
    }

    /// @param data folder of files and keys, and of the tables where there is no database; made where there is none
    /// @param database address of a PostgreSQL database for the tables; absent: what the surroundings say, else
    /// a file in the folder
    public record Storage(Path data, Optional<String> database) {}

    /// Backups that the server makes by itself.
    ///
    /// @param folder absent: what the surroundings say, else a folder beside the data
    /// @param hours between two of them, 0: none; absent: what the surroundings say, else six
    public record Backups(Optional<Path> folder, Optional<Integer> hours) {
        static final Backups USUAL = new Backups(Optional.empty(), Optional.empty());
    }

    /// The certificate that browsers are shown, from an authority that phones trust: without one there is no phone
    /// pass.
    ///
    /// @param chain PEM: the certificate and those between it and the authority
    /// @param key PEM: its private key, PKCS#8
    public record ConsoleTls(Path chain, Path key) {}

    /// The listener for people.
    ///
    /// @param address where it listens; loopback unless a proxy or a certificate stands before it
    /// @param tls absent: plain HTTP, for loopback and behind a proxy
    /// @param phoneAddress how phones call it, like `https://hongting.example.edu`; absent: as whoever makes a link
    /// called the console
    public record Console(String address, Optional<ConsoleTls> tls, Optional<String> phoneAddress) {
        static final Console LOOPBACK = new Console("127.0.0.1", Optional.empty(), Optional.empty());
    }

    /// Where the server listens; 0 for any free port.
    ///
    /// @param announcedMqtt the port that terminals are told for MQTT, where a router stands before the server; 0:
    /// the server's own
    /// @param announcedTerminal the same for their HTTPS, where a load balancer stands before several servers
    public record Ports(int console, int terminal, int mqtt, int announcedMqtt, int announcedTerminal) {
        public Ports(int console, int terminal, int mqtt, int announcedMqtt) {
            this(console, terminal, mqtt, announcedMqtt, 0);
        }
    }

    public CentralOptions {
        hostNames = List.copyOf(hostNames);
        broker = List.copyOf(broker);
    }

    /// The same with a broker beside the server.
    public CentralOptions withBroker(List<String> addresses) {
        return new CentralOptions(storage, console, ports, addresses, hostNames, adminPasswordFile, zone, backups);
    }

    /// Every port a free one, everything on this machine: for tests and demonstrations.
    public static CentralOptions local(Path data) {
        return new CentralOptions(
                data, Console.LOOPBACK, new Ports(0, 0, 0, 0), List.of("localhost", "127.0.0.1"), Optional.empty());
    }

    Path data() {
        return storage.data();
    }

    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", ports.console());
        properties.put("server.address", console.address());
        properties.put("hongting.data", data().toAbsolutePath().toString());
        storage.database().ifPresent(address -> properties.put("hongting.database", address));
        properties.put("hongting.terminal-port", ports.terminal());
        properties.put("hongting.mqtt-port", ports.mqtt());
        properties.put("hongting.announced-mqtt-port", ports.announcedMqtt());
        properties.put("hongting.announced-terminal-port", ports.announcedTerminal());
        properties.put("hongting.broker", String.join(",", broker));
        console.phoneAddress().ifPresent(said -> properties.put("hongting.phone-address", said));
        console.tls().ifPresent(tls -> {
            properties.put(
                    "server.ssl.certificate",
                    tls.chain().toAbsolutePath().toUri().toString());
            properties.put(
                    "server.ssl.certificate-private-key",
                    tls.key().toAbsolutePath().toUri().toString());
        });
        adminPasswordFile.ifPresent(file -> properties.put(
                "hongting.admin-password-file", file.toAbsolutePath().toString()));
        backups.folder()
                .ifPresent(folder -> properties.put(
                        "hongting.backup", folder.toAbsolutePath().toString()));
        backups.hours().ifPresent(hours -> properties.put("hongting.backup-hours", hours));
        zone.ifPresent(name -> properties.put("hongting.zone", name));
        properties.put("hongting.host-names", String.join(",", hostNames));
        return properties;
    }
}
