package org.hongting.kiosk.doctor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The machine under examination: its files, seen from a root folder so that a test can lay out another one, and its
/// environment.
///
/// @param root of all absolute paths; `/` on a real machine
/// @param environment variables, of which `PATH`, `DISPLAY` and `WAYLAND_DISPLAY` are looked at
public record Machine(Path root, Map<String, String> environment) {
    public Machine {
        environment = Map.copyOf(environment);
    }

    /// This machine.
    public static Machine here() {
        return new Machine(Path.of("/"), System.getenv());
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    boolean has(String absolute) {
        return Files.exists(path(absolute));
    }

    /// The first file whose name fits the pattern in one of the folders.
    Optional<Path> findFile(String pattern, String... folders) {
        return Arrays.stream(folders)
                .flatMap(folder -> list(path(folder), pattern).stream())
                .findFirst();
    }

    List<Path> list(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            files.forEach(found::add);
        } catch (IOException e) {
            return List.of(); // A folder we may not read holds nothing for us.
        }
        found.sort(null);
        return found;
    }

    boolean hasProgram(String name) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(
                        path("/" + folder.replaceFirst("^/", "")).resolve(name)));
    }

    /// A service listens at this socket; a file that one of yesterday left behind does not.
    boolean answers(String absolute) {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path(absolute)))) {
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /// @return empty where it is not set
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
