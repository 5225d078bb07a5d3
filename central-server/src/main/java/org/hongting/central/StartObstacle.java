package org.hongting.central;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hongting.central.backup.Restore;
import org.hongting.central.platform.database.SqliteFile;
import org.hongting.central.platform.database.StoreAddress;
import org.hongting.protocol.claim.MqttEndpoint;
import org.hongting.protocol.document.SettingEntry;

/// What would keep a server from starting, found before anything is begun and said in a sentence that tells what to
/// do. Somebody who takes a port in the moment between gets the libraries' own words.
final class StartObstacle {
    /// What keys and the first lines of the database need at least.
    private static final int ROOM_BYTES = 256 * 1024;

    /// Whoever waits longer than a month between two backups has mistyped.
    private static final int MOST_HOURS = 24 * 31;

    private StartObstacle() {}

    /// @return nothing where the way is free
    static Optional<String> of(CentralOptions options) {
        CentralOptions.Ports ports = options.ports();
        return folder(options.data())
                .or(() -> unfinishedRestore(options.data()))
                .or(() -> options.backups().hours().flatMap(StartObstacle::hours))
                .or(() -> options.zone().flatMap(StartObstacle::zone))
                .or(() -> address(options.console().address()))
                .or(() -> port(
                        "--console-port", ports.console(), options.console().address()))
                .or(() -> port("--terminal-port", ports.terminal(), ""))
                .or(() -> options.broker().isEmpty()
                        ? port("--mqtt-port", ports.mqtt(), "")
                        : options.broker().stream()
                                .flatMap(address -> broker(address).stream())
                                .findFirst())
                .or(() -> options.console()
                        .tls()
                        .flatMap(tls ->
                                pem("--console-certificate", tls.chain()).or(() -> pem("--console-key", tls.key()))))
                .or(() -> store(options.storage()));
    }

    /// Whether the store can be had, and is a safe one. Last, because a file that is not there is made.
    private static Optional<String> store(CentralOptions.Storage storage) {
        try {
            StoreAddress address = StoreAddress.of(storage.data(), storage.database(), System.getenv());
            Optional<String> byHand =
                    address instanceof StoreAddress.InFolder(Path file) ? copiedByHand(file) : Optional.empty();
            if (byHand.isEmpty()) {
                address.open().close();
            }
            return byHand;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> unfinishedRestore(Path data) {
        return Files.exists(data.resolve(Restore.MARK))
                ? Optional.of("a restore into the folder " + data + " was begun and is not done: call central restore"
                        + " again, with the same --from")
                : Optional.empty();
    }

    private static Optional<String> copiedByHand(Path store) {
        try {
            return Files.exists(store) && SqliteFile.isCopy(store)
                    ? Optional.of(store + " is a backup that was put there by hand, and terminals would not send again"
                            + " what it lacks: move it to another folder and call central restore --from it")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(store + " cannot be read (" + e.getMessage() + "): look at its disk and its owner");
        }
    }

    private static Optional<String> hours(int hours) {
        return hours >= 0 && hours <= MOST_HOURS
                ? Optional.empty()
                : Optional.of("--backup-hours (or HONGTING_BACKUP_HOURS) " + hours + " is no number of hours: 1 to "
                        + MOST_HOURS + ", or 0 for no backup by itself");
    }

    private static Optional<String> broker(String address) {
        try {
            MqttEndpoint.parse(address);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage() + " (--broker, or HONGTING_BROKER)");
        }
    }

    private static Optional<String> zone(String name) {
        return SettingEntry.zone(name).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the zone " + name + " (--zone, or HONGTING_ZONE) is unknown: give a name like Asia/Shanghai,"
                                + " or none for the zone of this machine");
    }

    private static Optional<String> pem(String option, Path file) {
        return Files.isReadable(file)
                ? Optional.empty()
                : Optional.of(option + " " + file + " cannot be read by this user");
    }

    private static Optional<String> folder(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            return Optional.of("the folder " + data + " cannot be made: choose another one with --data");
        }
        if (!Files.isWritable(data)) {
            return Optional.of("the folder " + data + " cannot be written by this user: give it to the user, or choose"
                    + " another one with --data");
        }
        return room(data);
    }

    private static Optional<String> room(Path data) {
        try {
            Path probe = Files.createTempFile(data, "room", "");
            try {
                Files.write(probe, new byte[ROOM_BYTES]);
            } finally {
                Files.delete(probe);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("nothing can be written to the folder " + data + " (" + e.getMessage()
                    + "): make room on its disk, or choose another one with --data");
        }
    }

    private static Optional<String> address(String name) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(name), 0));
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("--console-address " + name + " is no address");
        } catch (IOException e) {
            return Optional.of("--console-address " + name + " is no address of this machine");
        }
    }

    /// @param address that it is to listen on; empty: all of this machine
    private static Optional<String> port(String option, int port, String address) {
        if (port < 0 || port > 0xFFFF) {
            return Optional.of(option + " " + port + " is no port: 1 to 65535, or 0 for any free one");
        }
        if (port == 0) {
            return Optional.empty();
        }
        try (ServerSocket probe = new ServerSocket()) {
            // As the server does, so that connections of the one before that still linger are no obstacle.
            probe.setReuseAddress(true);
            probe.bind(
                    address.isEmpty()
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(InetAddress.getByName(address), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("port " + port + " cannot be had (" + e.getMessage()
                    + "): end the program that listens there, or choose another one with " + option);
        }
    }
}
